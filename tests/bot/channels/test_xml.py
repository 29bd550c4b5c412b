from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import xml
from bot.channels.crypto import BadCallback


def test_text_is_kept_as_it_came() -> None:
    assert xml.parse("<xml><Content><![CDATA[ 请假\n ]]></Content></xml>".encode()) == {"Content": " 请假\n "}


def test_a_repeated_element_becomes_a_list_and_both_are_read_alike() -> None:
    once, twice = xml.parse(b"<x><a>1</a></x>"), xml.parse(b"<x><a>1</a><a>2</a></x>")

    assert xml.children_of(once, "a") == ["1"]
    assert xml.children_of(twice, "a") == ["1", "2"]
    assert xml.children_of(once, "b") == []
    assert xml.text_of(twice, "a") == ""


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
        b"",
        b"no xml",
        b"<xml>",
        b"<xml></xml><xml></xml>",
        b"<xml>\x00</xml>",
        b"\xff\xfe\xff",
        b"<a>" * 50 + b"</a>" * 50,
    ],
)
def test_what_is_no_plain_xml_is_refused(document: bytes) -> None:
    with pytest.raises(BadCallback):
        xml.parse(document)


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_be_refused(document: bytes) -> None:
    with suppress(BadCallback):
        assert isinstance(xml.parse(document), dict)
