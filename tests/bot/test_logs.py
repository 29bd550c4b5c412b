"""Logs tell operators what broke, and nothing of what people wrote."""

from __future__ import annotations

from bot.logs import told_exception


def test_an_exception_is_told_without_its_words_or_values() -> None:
    name = "李小明"
    try:
        raise ValueError(f"cannot read {name} 13800000001")
    except ValueError as error:
        event = told_exception(None, "error", {"event": "broke", "exc_info": error})

    assert "ValueError" in event["exception"][0]
    assert "李小明" not in str(event)
    assert "13800000001" not in str(event)
