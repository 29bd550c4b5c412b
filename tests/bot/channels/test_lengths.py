from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.lengths import numbered, shorten, shorten_bytes, split

TEXT = st.text(alphabet=st.sampled_from("a晚\n😀 "), max_size=120)


@given(TEXT, st.integers(4, 60))
def test_pieces_fit_and_say_all_that_the_text_said(text: str, size: int) -> None:
    pieces = split(text, size)

    assert all(len(piece.encode()) <= size for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_a_text_is_cut_between_lines_where_it_can_be() -> None:
    assert split("aaaa\nbbbb\ncc", 9) == ["aaaa\nbbbb", "cc"]
    assert split("aaaaaaaaaaaa\nb", 9) == ["aaaaaaaaa", "aaa\nb"]
    assert split("", 9) == [""]


@given(TEXT, st.integers(4, 60))
def test_what_is_shortened_fits(text: str, size: int) -> None:
    assert len(shorten(text, size)) <= size
    assert len(shorten_bytes(text, size).encode()) <= size


def test_choices_are_numbered_from_one() -> None:
    assert numbered("哪个？", ["甲", "乙"]) == "哪个？\n1. 甲\n2. 乙"
    assert numbered("", ["甲"]) == "1. 甲"
