"""Template cards: what the platform refuses, by wecom.md 3.3. Counts and byte sizes are limits; text lengths are
recommendations there, so a longer text is only remarked on. Codes 42014 to 42051 by wecom.md 3.8."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from playground.errors import ApiError

CARD_TYPES = ("text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction")
INTERACTIVE = frozenset({"button_interaction", "vote_interaction", "multiple_interaction"})
TASK_ID = re.compile(r"[0-9A-Za-z_@-]{1,128}")
Card = dict[str, Any]


def check_card(card: Any) -> list[str]:
    """Raise for what would be refused; return remarks on texts beyond the recommended length."""
    if not isinstance(card, dict) or card.get("card_type") not in CARD_TYPES:
        raise ApiError(42031, "template_card.card_type invalid")
    _check_task_id(card)
    _check_common(card)
    _OWN[card["card_type"]](card)
    return list(_remarks(card))


def _refuse(when: bool, code: int, what: str) -> None:
    if when:
        raise ApiError(code, f"template_card.{what} missing or invalid")


def _text_within(value: Any, most_bytes: int) -> bool:
    return isinstance(value, str) and 0 < len(value.encode()) <= most_bytes


def _are_keys(values: list[Any], most_bytes: int) -> bool:
    """Each within its bytes, none twice."""
    return all(_text_within(value, most_bytes) for value in values) and len(set(values)) == len(values)


def _list_of(card: Card, name: str, most: int, code: int, least: int = 0) -> list[Card]:
    value = card.get(name) or []
    wrong = not isinstance(value, list) or not least <= len(value) <= most
    _refuse(wrong or not all(isinstance(one, dict) for one in value), code, name)
    return value


def _check_task_id(card: Card) -> None:
    """Mandatory for interactive cards and with an action menu."""
    needed = card["card_type"] in INTERACTIVE or bool(card.get("action_menu"))
    task_id = card.get("task_id")
    if task_id or needed:
        _refuse(not (isinstance(task_id, str) and TASK_ID.fullmatch(task_id)), 42014, "task_id")


def _check_common(card: Card) -> None:
    for line in _list_of(card, "horizontal_content_list", 6, 42035):
        _check_line(line)
    for jump in _list_of(card, "jump_list", 3, 42042):
        _refuse(not jump.get("title"), 42033, "jump_list.title")
        _check_target(jump, "jump_list")
    if card.get("action_menu"):
        entries = _list_of(card["action_menu"], "action_list", 3, 42051, least=1)
        _refuse(not _are_keys([entry.get("key") for entry in entries], 1024), 42051, "action_list.key")


def _check_line(line: Card) -> None:
    """A line of the horizontal list: type 0 text, 1 url, 2 file, 3 member page."""
    _refuse(not line.get("keyname"), 42027, "horizontal_content_list.keyname")
    kind = line.get("type", 0)
    _refuse(kind == 1 and not line.get("url"), 42028, "horizontal_content_list.url")
    _refuse(kind == 2 and not line.get("media_id"), 42029, "horizontal_content_list.media_id")
    _refuse(kind == 3 and not line.get("userid"), 42050, "horizontal_content_list.userid")


def _check_target(place: Card, name: str) -> None:
    """type 1 needs a url, type 2 (mini program) an appid."""
    _refuse(place.get("type") == 1 and not place.get("url"), 42028, f"{name}.url")
    _refuse(place.get("type") == 2 and not place.get("appid"), 42030, f"{name}.appid")


def _title(card: Card) -> str:
    return str((card.get("main_title") or {}).get("title") or "")


def _check_action(card: Card) -> None:
    action = card.get("card_action")
    _refuse(not isinstance(action, dict) or action.get("type") not in (1, 2), 42045, "card_action")
    _check_target(card["card_action"], "card_action")


def _check_text_notice(card: Card) -> None:
    _refuse(not (_title(card) or card.get("sub_title_text")), 42033, "main_title.title")
    _check_action(card)


def _check_news_notice(card: Card) -> None:
    _refuse(not _title(card), 42033, "main_title.title")
    has_picture = (card.get("card_image") or {}).get("url") or card.get("image_text_area")
    _refuse(not has_picture, 42044, "card_image.url")
    for part in _list_of(card, "vertical_content_list", 4, 42036):
        _refuse(not part.get("title"), 42033, "vertical_content_list.title")
    _check_action(card)


def _check_button_interaction(card: Card) -> None:
    buttons = _list_of(card, "button_list", 6, 40058, least=1)
    keys = []
    for button in buttons:
        _refuse(not button.get("text"), 42038, "button_list.text")
        if button.get("type", 0) == 1:
            _refuse(not button.get("url"), 42028, "button_list.url")
            continue
        keys.append(button.get("key"))
    _refuse(not _are_keys(keys, 1024), 42039, "button_list.key")
    if card.get("button_selection"):
        _check_question(card["button_selection"], most=10)


def _check_vote_interaction(card: Card) -> None:
    _check_question(card.get("checkbox"), most=20)
    _check_submit(card)


def _check_multiple_interaction(card: Card) -> None:
    for question in _list_of(card, "select_list", 3, 42047, least=1):
        _check_question(question, most=10)
    _check_submit(card)


def _check_question(question: Any, *, most: int) -> None:
    key = question.get("question_key") if isinstance(question, dict) else None
    _refuse(not _text_within(key, 1024), 42043, "question_key")
    options = _list_of(question, "option_list", most, 42037, least=1)
    _refuse(not _are_keys([option.get("id") for option in options], 128), 42040, "option_list.id")
    _refuse(not all(option.get("text") for option in options), 42041, "option_list.text")


def _check_submit(card: Card) -> None:
    submit = card.get("submit_button") or {}
    _refuse(not submit.get("text"), 42049, "submit_button.text")
    _refuse(not _text_within(submit.get("key"), 1024), 42046, "submit_button.key")


_OWN = {
    "text_notice": _check_text_notice,
    "news_notice": _check_news_notice,
    "button_interaction": _check_button_interaction,
    "vote_interaction": _check_vote_interaction,
    "multiple_interaction": _check_multiple_interaction,
}


def _remarks(card: Card) -> Iterable[str]:
    title = card.get("main_title") or {}
    lengths = [
        ("source.desc", (card.get("source") or {}).get("desc"), 20),
        ("main_title.title", title.get("title"), 36),
        ("main_title.desc", title.get("desc"), 44),
        ("sub_title_text", card.get("sub_title_text"), 160),
        ("submit_button.text", (card.get("submit_button") or {}).get("text"), 10),
        *(("button_list.text", one.get("text"), 10) for one in card.get("button_list") or ()),
        *(("keyname", one.get("keyname"), 5) for one in card.get("horizontal_content_list") or ()),
        *(("value", one.get("value"), 30) for one in card.get("horizontal_content_list") or ()),
    ]
    for name, value, most in lengths:
        if isinstance(value, str) and len(value) > most:
            yield f"{name} 超过建议的 {most} 字"
