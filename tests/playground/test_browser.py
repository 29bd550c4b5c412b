"""The page in a real Chromium: typing, pressing, greying, both widths, keyboard only, nothing from outside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from playground.clock import parse_time
from tests.playground.fake_house import FakeHouse

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, SMALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"NO CHROMIUM at {CHROMIUM}: the page is NOT tested"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, house: FakeHouse) -> Iterator[Any]:
    """Opens the page; in the end there must have been no outside request and no error on the console."""
    troubles: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: _is_outside(request.url, house.base) and troubles.append(request.url))

    def opened(viewport: dict[str, int] = DESK, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(6000)
        watch(page)
        page.goto(house.base)
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def _is_outside(url: str, base: str) -> bool:
    return not url.startswith((f"{base}/", "data:", "blob:"))


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"{name}的手机")


def say(page: Page, name: str, text: str) -> None:
    field = phone(page, name).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def test_a_typed_message_is_shown_and_answered(open_page: Any):
    page = open_page()
    say(page, "王丽", "小明发烧了，今天晚托不去")
    chat = phone(page, "王丽").get_by_role("log")

    expect(chat.locator(".mine .bubble")).to_have_text("小明发烧了，今天晚托不去")
    expect(chat).to_contain_text("已登记：三年级2班 李小明")
    expect(phone(page, "王丽").get_by_role("textbox")).to_have_value("")


def test_a_menu_entry_is_pressed(open_page: Any):
    page = open_page()
    say(page, "王丽", "请假")
    phone(page, "王丽").get_by_role("button", name="2. 知道了").click()

    expect(phone(page, "王丽").get_by_role("log")).to_contain_text("好的：2. 知道了")


def test_a_card_greys_with_its_label(open_page: Any):
    page = open_page()
    say(page, "王丽", "请假")
    teacher = phone(page, "陈静")
    teacher.get_by_role("button", name="同意").click()

    expect(teacher.locator(".card-grey")).to_have_text("已由陈静同意 15:10")
    expect(teacher.get_by_role("button", name="同意")).to_have_count(0)


def test_a_suggestion_sends_itself(open_page: Any):
    page = open_page()
    phone(page, "赵敏").get_by_role("button", name="到齐", exact=True).click()

    expect(phone(page, "赵敏").get_by_role("log")).to_contain_text("收到：到齐")


def test_unread_messages_are_counted_until_somebody_looks(open_page: Any, house: FakeHouse):
    page = open_page()
    for text in ("点名", "交接"):
        house.send("zhaomin", "text", {"content": text})
    badge = phone(page, "赵敏").locator(".owner .unread")

    expect(badge).to_have_text("2")
    phone(page, "赵敏").get_by_role("textbox").click()
    expect(badge).to_be_hidden()


def test_a_picture_is_shown(open_page: Any, tmp_path: Path):
    page = open_page()
    picture = tmp_path / "child.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')
    parent = phone(page, "张伟")
    parent.get_by_role("button", name="更多").click()
    parent.locator("input[type=file]").set_input_files(picture)
    image = parent.get_by_role("img", name="图片")

    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40


def test_markup_in_a_message_is_only_text(open_page: Any):
    page = open_page()
    say(page, "赵敏", "<img src=x onerror=alert(1)> https://example.test/a")
    bubble = phone(page, "赵敏").locator(".mine .bubble")

    expect(bubble).to_contain_text("<img src=x onerror=alert(1)>")
    expect(bubble.locator("img")).to_have_count(0)
    expect(bubble.get_by_role("link")).to_have_attribute("href", "https://example.test/a")


def test_an_undelivered_message_says_why(open_page: Any, house: FakeHouse):
    house.status = 503
    house.platform.courier.retry_pauses = (0.05, 0.05, 0.05)
    page = open_page()
    say(page, "赵敏", "到齐")

    expect(phone(page, "赵敏").locator(".delivery")).to_contain_text("学校没有收到（HTTP 503）")
    expect(page.locator("#banner")).to_contain_text("企业应用的回调送不到学校")


def test_on_a_desk_the_phones_stand_in_a_grid_and_can_be_chosen(open_page: Any):
    page = open_page()
    shown = page.locator(".phone")

    expect(shown).to_have_count(7)
    tops = {round(shown.nth(number).bounding_box()["y"]) for number in range(7)}
    assert len(tops) == 2
    heights = {page.locator(name).bounding_box()["y"] // 10 for name in ("#speeds", "#jumps", "#set-time", "#play")}
    assert len(heights) <= 2, "the header has one line"
    page.get_by_role("navigation").get_by_role("button", name="刘桂芳").click()
    expect(shown).to_have_count(6)
    page.get_by_label("再拿一部手机").fill("李娜")
    page.get_by_label("再拿一部手机").press("Enter")
    expect(phone(page, "李娜")).to_be_visible()
    _has_no_sideways_scroll(page)


def test_on_a_phone_one_chat_fills_the_screen_with_a_switcher(open_page: Any, house: FakeHouse):
    page = open_page(SMALL, has_touch=True, is_mobile=True)
    house.send("chenjing", "text", {"content": "点名"})
    tab = page.get_by_role("navigation").get_by_role("button", name="陈静")

    expect(page.locator(".phone")).to_have_count(1)
    expect(tab.locator(".unread")).to_have_text("1")
    tab.tap()
    expect(phone(page, "陈静").get_by_role("log")).to_contain_text("点名")
    expect(tab.locator(".unread")).to_be_hidden()
    box = phone(page, "陈静").get_by_role("textbox").bounding_box()
    assert box["y"] + box["height"] < tab.bounding_box()["y"]
    _has_no_sideways_scroll(page)


def _has_no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def focused_name(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    )


def tab_to(page: Page, name: str, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused_name(page).startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_talk_by_keyboard_alone(open_page: Any):
    page = open_page()
    tab_to(page, "以王丽的身份发消息")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.type("请假")
    page.keyboard.press("Enter")
    expect(phone(page, "陈静").get_by_role("button", name="同意")).to_be_visible()
    tab_to(page, "同意")
    page.keyboard.press("Enter")

    expect(phone(page, "陈静").locator(".card-grey")).to_be_visible()
    assert focused_name(page) == "陈静的聊天"


def test_a_word_being_composed_is_not_sent_by_enter(open_page: Any):
    page = open_page()
    field = phone(page, "王丽").get_by_role("textbox")
    field.fill("xiaoming")
    field.evaluate(
        "f => f.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    field.press("Shift+Enter")

    expect(field).to_have_value("xiaoming\n")


def test_the_clock_is_set_jumped_and_sped_up(open_page: Any, house: FakeHouse):
    house.platform.set_clock(parse_time("2026-03-04T15:10:00"))
    page = open_page()
    page.get_by_role("button", name="16:25").click()
    expect(page.locator("#time")).to_have_text("16:25")
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_role("button", name="暂停")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("设定时间").fill("3月5日 8:05")
    page.get_by_role("button", name="设定", exact=True).click()

    expect(page.locator("#time")).to_have_text("08:05")
    expect(page.locator("#date")).to_contain_text("3月5日")
    expect(phone(page, "王丽").locator(".phone-time")).to_have_text("08:05")
    assert house.clock == house.platform.clock.reading() | {"now": house.clock["now"]}


def test_a_fault_is_switched_on_and_seen_in_the_log(open_page: Any, house: FakeHouse):
    page = open_page()
    page.get_by_role("button", name=re.compile("^故障")).click()
    page.get_by_role("button", name="系统繁忙：来一次").click()
    expect(page.locator("#fault-count")).to_have_text("1")
    page.keyboard.press("Escape")
    house.platform.api.call("getcallbackip", {})
    page.get_by_role("button", name=re.compile("^日志")).click()

    expect(page.locator("#log-list .bad .code")).to_have_text("-1")
    expect(page.locator("#fault-count")).to_be_hidden()


def test_the_afternoon_plays_with_captions_and_stops(open_page: Any):
    page = open_page()
    page.get_by_role("button", name="播放下午").click()
    expect(page.locator("#step-text")).not_to_be_empty()
    expect(page.locator(".phone.acting")).to_have_count(1)
    page.get_by_role("button", name="停止播放").click()

    expect(page.locator("#step-text")).to_have_text("已停止")
    expect(page.get_by_role("button", name="播放下午")).to_be_visible()


def test_dark_follows_the_system_and_a_choice_is_kept(open_page: Any):
    page = open_page(color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="切换深浅色").click()
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")

    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_nothing_moves_where_people_ask_for_less_motion(open_page: Any):
    page = open_page(reduced_motion="reduce")
    say(page, "赵敏", "到齐")
    row = phone(page, "赵敏").locator(".bubble-row:not(.mine)").first

    expect(row).to_contain_text("收到")
    assert row.evaluate("row => getComputedStyle(row).animationName") == "none"


def test_on_another_day_the_times_say_so(open_page: Any, house: FakeHouse):
    house.platform.set_clock(parse_time("2026-03-04T15:10:00"))
    page = open_page()
    say(page, "赵敏", "到齐")
    when = phone(page, "赵敏").locator(".when").first
    expect(when).to_have_text("15:10")
    house.platform.set_clock(parse_time("2026-03-05T08:00:00"))
    expect(when).to_have_text("昨天 15:10")
    house.platform.set_clock(parse_time("2026-03-09T08:00:00"))

    expect(when).to_have_text("3月4日 15:10")
