"""The XML inside a callback (wecom.md 2.1, 2.2, 2.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Selections = Mapping[str, list[str]]


def _cdata(value: str) -> str:
    return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def xml_of(fields: Mapping[str, Any]) -> str:
    """Numbers bare, strings in CDATA, mappings nested, lists as repeated siblings."""
    return "<xml>" + "".join(_element(name, value) for name, value in fields.items()) + "</xml>"


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, Mapping):
        inner = "".join(_element(inner_name, one) for inner_name, one in value.items())
    else:
        inner = str(value) if isinstance(value, int) else _cdata(str(value))
    return f"<{name}>{inner}</{name}>"


def envelope(corp_id: str, sealed: str, agent_id: int | None) -> str:
    """`AgentID` is there for app callbacks and absent for those of 微信客服 (wecom.md 1.3)."""
    agent = f"<AgentID>{_cdata(str(agent_id))}</AgentID>" if agent_id is not None else ""
    return f"<xml><ToUserName>{_cdata(corp_id)}</ToUserName>{agent}<Encrypt>{_cdata(sealed)}</Encrypt></xml>"


def message(kind: str, common: Mapping[str, Any], msg_id: int, agent_id: int, **own: Any) -> str:
    return xml_of({**common, "MsgType": kind, **own, "MsgId": msg_id, "AgentID": agent_id})


def event(name: str, common: Mapping[str, Any], agent_id: int | None, **own: Any) -> str:
    agent = {} if agent_id is None else {"AgentID": agent_id}
    return xml_of({**common, "MsgType": "event", "Event": name, **own, **agent})


def selected_items(selections: Selections) -> dict[str, Any]:
    """Absent for plain buttons; one item gives a scalar in most parsers, several a list."""
    if not selections:
        return {}
    items = [{"QuestionKey": key, "OptionIds": {"OptionId": options}} for key, options in selections.items()]
    return {"SelectedItems": {"SelectedItem": items}}
