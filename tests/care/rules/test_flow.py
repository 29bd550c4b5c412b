"""The principal's picture: every child counted once each way, and a small PNG that reads in the dark. (C57)"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor, ImageFont

from care.acts import CareSession
from care.rules.correction import turned_wrong
from care.rules.custody import Event, Move, fold
from care.rules.flow import Flow, Slice, flow
from care.wording import chart
from care.wording.asking import SESSIONS
from tests.care.rules.test_agenda import TEACHER, WEDNESDAY, at

EVENING = CareSession.EVENING


def moves(*told: tuple[Move, str, tuple[int, ...]]) -> list[Event]:
    return [
        Event(kind, students, at(clock), TEACHER, group=7, seq=n) for n, (kind, clock, students) in enumerate(told, 1)
    ]


def test_a_child_counts_when_it_is_taken_over_and_when_it_is_gone() -> None:
    day = moves(
        (Move.EXPECTED, "16:25", (1, 2, 3)), (Move.PRESENT, "16:27", (1, 2)), (Move.PRESENT, "16:34", (3,)),
        (Move.RELEASED, "17:51", (1, 2)),
    )  # fmt: skip

    found = flow(EVENING, day)

    assert [(f"{part.start:%H:%M}", part.came, part.left) for part in found.slices if part.came or part.left] == [
        ("16:25", 2, 0), ("16:30", 1, 0), ("17:50", 0, 2),
    ]  # fmt: skip
    assert len(found.slices) == 18, "without gaps"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Move.PRESENT, Move.RELEASED, Move.WALKED, Move.RETURNED, Move.UNCALLED, Move.MISSING]),
            st.frozensets(st.integers(1, 6), min_size=1),
        ),
        max_size=25,
    )
)
def test_the_picture_adds_up_to_the_ledger(told: list[tuple[Move, frozenset[int]]]) -> None:
    day = [
        Event(kind, tuple(students), at("16:25") + timedelta(minutes=3 * n), TEACHER, group=7)
        for n, (kind, students) in enumerate(told)
    ]
    places = fold(day).values()

    found = flow(EVENING, day)

    assert found.came == sum(place.taken for place in places)
    assert found.left == sum(place.gone is not None for place in places)


def busy(care: CareSession, clock: str, slices: int) -> Flow:
    start = at(clock)
    parts = [Slice(start + n * timedelta(minutes=5), 600 if n == 0 else 0, n * 7) for n in range(slices)]
    return Flow(care, tuple(parts))


def test_the_picture_is_a_small_png_with_a_panel_a_session() -> None:
    png = chart.draw(WEDNESDAY, [busy(CareSession.NOON, "11:30", 24), busy(EVENING, "16:25", 40), Flow(EVENING)])

    image = Image.open(BytesIO(png))
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or ()}
    assert image.format == "PNG"
    assert image.size == (chart.WIDTH, chart.HEAD + 2 * chart.PANEL)
    assert len(png) < 60_000
    assert {ImageColor.getrgb(one) for one in (chart.BACKGROUND, chart.CAME, chart.LEFT)} <= colours


def brightness(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_is_readable_on_the_dark_ground() -> None:
    ground = brightness(chart.BACKGROUND)

    assert all((brightness(one) + 0.05) / (ground + 0.05) >= 4.5 for one in (chart.INK, chart.CAME, chart.LEFT))


def test_the_font_has_every_character_of_the_picture() -> None:
    font = ImageFont.truetype(BytesIO(chart.FONT), 20)
    unknown = bytes(font.getmask("\uffff"))
    words = f"{chart.TITLE}{chart.AXIS}{''.join(SESSIONS.values())}0123456789月日（周一二三四五六）："

    assert [char for char in words if bytes(font.getmask(char)) == unknown] == []


def test_what_is_written_later_about_the_past_makes_figures_wrong_and_a_late_mother_does_not() -> None:
    """(promise 7)"""
    told = at("18:13")
    mother, late, undone = (
        Event(Move.RELEASED, (1,), at("18:20"), TEACHER, seq=10, entered_at=at("18:20")),
        Event(Move.RELEASED, (2,), at("17:55"), TEACHER, seq=11, entered_at=at("18:30")),
        Event(Move.RETURNED, (3,), at("18:31"), TEACHER, seq=12, ref=4, entered_at=at("18:31")),
    )

    assert turned_wrong([mother, late, undone], told) == [late, undone]
    assert turned_wrong([late], at("18:40")) == [], "told after it was entered"
