"""The principal's picture: arrivals and departures by five minutes, a panel a session, as PNG. (C57)

Light on dark, so that it reads the same in a dark chat; the font holds just the characters used here
(care/wording/fonts/OFL.txt), so that no font of the machine is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from care.calendar import spoken
from care.rules.flow import Flow, Slice
from care.wording.asking import SESSIONS

WIDTH, HEAD, PANEL, MARGIN = 720, 64, 220, 48
BACKGROUND, INK, GRID, CAME, LEFT = "#1b2027", "#e8ebef", "#3a424d", "#5ab0ff", "#ffb454"
TITLE, AXIS = "每五分钟到校、离校人数", "到校离校最多人（分钟）"
MOST_SLICES = 60
"""What a panel holds; of a longer session the last five hours are drawn."""


def caption(day: date, flows: Sequence[Flow]) -> str:
    """What goes with the picture, and says the same to whoever does not see it."""
    parts = [f"{SESSIONS[one.care]}到校{one.came}人、离校{one.left}人" for one in flows if one.slices]
    return f"{spoken(day)}到校和离校图（每5分钟）：{'；'.join(parts)}。"


def draw(day: date, flows: Sequence[Flow]) -> bytes:
    """Bars up for arrivals, down for departures; the counts stand in the heading of each panel."""
    shown = [one for one in flows if one.slices]
    image = Image.new("RGB", (WIDTH, HEAD + PANEL * len(shown)), BACKGROUND)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, 16), f"{spoken(day)} {TITLE}", fill=INK, font=_font(22))
    for number, one in enumerate(shown):
        _panel(pen, one, HEAD + PANEL * number)
    return _png(image)


def _panel(pen: ImageDraw.ImageDraw, one: Flow, top: int) -> None:
    slices = one.slices[-MOST_SLICES:]
    middle, height = top + 112, 64
    most = max(max(part.came, part.left) for part in slices)
    pen.text((MARGIN, top + 4), f"{SESSIONS[one.care]}：", fill=INK, font=_font(18))
    pen.text((MARGIN + 80, top + 4), f"到校{one.came}人", fill=CAME, font=_font(18))
    pen.text((MARGIN + 200, top + 4), f"离校{one.left}人", fill=LEFT, font=_font(18))
    pen.text((MARGIN + 320, top + 4), f"最多{most}人（5分钟）", fill=INK, font=_font(18))
    step = (WIDTH - 2 * MARGIN) / max(len(slices), 12)
    for place, part in enumerate(slices):
        _bar(pen, part, round(MARGIN + place * step), max(3, round(step) - 2), middle, height / most)
    pen.line((MARGIN, middle, WIDTH - MARGIN, middle), fill=INK)
    _hours(pen, slices, step, middle + height + 6)


def _bar(pen: ImageDraw.ImageDraw, part: Slice, left: int, width: int, middle: int, scale: float) -> None:
    """A single child beside a great many is still a line."""
    if part.came:
        pen.rectangle((left, middle - max(1, round(part.came * scale)), left + width, middle - 1), fill=CAME)
    if part.left:
        pen.rectangle((left, middle + 1, left + width, middle + max(1, round(part.left * scale))), fill=LEFT)


def _hours(pen: ImageDraw.ImageDraw, slices: Sequence[Slice], step: float, under: int) -> None:
    """The clock under the first slice and under each half hour."""
    last = -100.0
    for place, part in enumerate(slices):
        left = MARGIN + place * step
        if (place == 0 or part.start.minute % 30 == 0) and left - last >= 60:
            pen.line((left, under - 134, left, under - 2), fill=GRID)
            pen.text((left, under), f"{part.start:%H:%M}", fill=INK, font=_font(16))
            last = left


def _png(image: Image.Image) -> bytes:
    """A palette keeps it small: flat colours only."""
    out = BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(FONT), size)


FONT = files("care.wording").joinpath("fonts/noto-sans-sc-chart.otf").read_bytes()
