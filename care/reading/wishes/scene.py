"""The scene (场面) of a wish: its segment, its days, and what else the message says; drafts are made here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from care.acts import About, Act, Ground, Intent
from care.people import Known
from care.reading.cues import Topic
from care.reading.days import Days
from care.reading.parts import Mood, When
from care.reading.phrases import compiled
from care.reading.policy import Draft, unsure
from care.reading.story import Segment, Story


@dataclass(frozen=True)
class Scene:
    """A segment with what the rest of the message says about it."""

    segment: Segment
    story: Story
    days: Days
    others: frozenset[Topic]  # topics of the other segments
    odd: str = ""  # a word of the segment that turns its meaning, and is not understood

    @property
    def known(self) -> Known:
        return self.story.message.known

    def _before_cue(self) -> str:
        """What leads up to the cue, without what does not count (不是爷爷)."""
        chars = list(self.story.message.sketch)
        for span in self.story.dropped:
            chars[span.start : span.end] = " " * (span.end - span.start)
        return "".join(chars[self.segment.start : self.segment.cue.start])

    def draft(self, intent: Intent, **slots: object) -> Draft:
        """An act with the child it names, under the doubts of its moods."""
        ground = Ground("intent", self.segment.cue.words, self.segment.topic.value)
        act = Act(intent, grounds=(ground,)).with_(**slots)
        names = self.segment.names
        sure = tuple(dict.fromkeys(child for name in names if name.sure for child in name.students))
        draft = Draft(act.with_(students=sure or None))
        draft = _mooded(draft, self.segment.moods)
        if intent in _WANTED and _UNWANTED.search(self._before_cue()):
            draft = draft.doubted(About.INTENT, "wanted, or not wanted?")
        if intent in _ASKED_FOR and _DENIED.search(self.segment.cue.words):
            draft = draft.doubted(About.INTENT, "asked for, or not?")
        if self.odd:
            draft = draft.doubted(About.INTENT, f"{self.odd} is not understood")
        if scattered(self):
            options = tuple(act.with_(students=name.students) for name in names)
            draft = draft.doubted(About.STUDENT, "several children, not named together", options)
        if self.known.children and _others_child(self, named=bool(sure)):
            return draft.doubted(About.STUDENT, "a child who is not the sender's")
        doubtful = next((name for name in names if not name.sure), None)
        if doubtful:
            options = tuple(act.with_(students=(child,)) for child in doubtful.students)
            return draft.doubted(About.STUDENT, f"{doubtful.words} fits several", options)
        return draft


_OTHERS = compiled(
    "(?:同事|朋友|邻居|隔壁|别人|人家|闺蜜|亲戚|他们班|她们班|班上)~(?:孩子|家|娃)?W",
    "(?:给|帮|替|代|为|接|孩子|同学|同班的|班的)~W+",
    "W+(?:今天|明天|D)?(?:也)?(?:请|不|要)",
)
_THEIR_CHILD = compiled(
    "(?:给|帮|替|代)(?:C+|[他她]|我家?孩子)?(?:的|家)?(?:同桌|前桌|后桌|同学|朋友|发小|玩伴|小伙伴|表[弟妹哥姐]|堂[弟妹哥姐]|侄子|侄女|外甥女?|邻居)(?!P)",
    "C+(?:的)?(?:同桌|前桌|后桌|同班的|闺蜜|好朋友)(?!的?P|[爸妈奶爷外姥])",
    "同班的(?!C)",
    "(?:同事|朋友|邻居|隔壁|别人|人家|闺蜜|P+)(?:家的?|的)(?:孩子|女儿|儿子|宝宝)(?![妈爸爷奶外])",
)


def _others_child(scene: Scene, *, named: bool) -> bool:
    """A child of somebody else stands where the own child would (guideline 30)."""
    strange = any(not name.students for name in scene.segment.names) and not COLLECTOR_NAMED.search(scene.segment.text)
    text = scene.segment.text
    theirs = bool(_THEIR_CHILD.search(text)) or _pet_name_of_another(scene)
    return theirs or (not named and strange and bool(_OTHERS.search(text)))


_PET_NAME = re.compile(r"(?:给|帮|替|代)(?P<pet>(?![宝娃囡妞丫崽仔乖娇])[一-龥])(?P=pet)(?!的?P)")


def _pet_name_of_another(scene: Scene) -> bool:
    """给程程报个晚托, when none of the sender's children can be called so."""
    own = "".join(child.name for child in scene.known.children)
    return any(match["pet"] not in own for match in _PET_NAME.finditer(scene.segment.text))


_WANTED = frozenset({Intent.ENROLL, Intent.CHOOSE_CLUB, Intent.WALK_HOME, Intent.DELEGATE_PICKUP})
_ASKED_FOR = frozenset({Intent.ENROLL, Intent.CHOOSE_CLUB})
_DENIED = re.compile(r"[不没别](?!错|但|仅|过|同|光)")
_UNWANTED = re.compile(r"(?<![能要好行可])(?:不|没|别)(?!能)[^,。!?; ]{0,4}$")

COLLECTOR_NAMED = re.compile(r"W+[ ,:]*X")
"""A name beside a phone number is the collector's: 姑父接 李岩 13588880001."""
_TOGETHER = re.compile(r"[CD]*(?:和|、|跟|与|还有|以及| |加|,|带着?|领着)?[CD]*")


def scattered(scene: Scene) -> bool:
    """Whether different children are named apart from each other: one of them may be told to stay as ever."""
    names = [name for name in scene.segment.names if name.students]
    everybody = {child for name in names for child in name.students}
    if len(scene.segment.clubs) < 2 and any(set(name.students) == everybody for name in names):
        return False
    sketch = scene.story.message.sketch
    return any(
        one.students != other.students and not _TOGETHER.fullmatch(sketch[one.end : other.start])
        for one, other in pairwise(names)
    )


def _mooded(draft: Draft, moods: frozenset[Mood]) -> Draft:
    why = unsure(moods)
    return draft.doubted(About.INTENT, why) if why else draft


def one_day_each(act: Act, scene: Scene) -> tuple[Act, ...]:
    either = [one for one in scene.segment.dates if one.kind is When.EITHER]
    return tuple(act.with_(dates=(day,)) for one in either for day in one.dates)
