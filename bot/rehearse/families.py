"""What the families write on the day: leaves, who collects, being at the gate, and much that changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time

from bot.rehearse import language
from bot.rehearse.cast import Adult, Cast, Child
from bot.rehearse.corpus import Corpus, Saying
from bot.rehearse.script import Change, Do, Script, What, changes, clock
from care.acts import CareSession

MORNING = [clock(at) for at in ("07:05", "07:20", "07:40", "08:00", "08:20")]
MIDDAY = [clock(at) for at in ("11:45", "12:10", "12:40")]
AFTERNOON = [clock(at) for at in ("14:10", "14:30", "14:50", "15:10", "15:30", "15:48")]
CARE_TIME = [clock(at) for at in ("16:45", "17:10", "17:22")]
IN_CORPUS = 0.6  # of what is written, as far as a line of the corpora fits


@dataclass
class Families:
    """Writes the parents' lines, and remembers what is then true of the children."""

    script: Script
    cast: Cast
    corpus: Corpus
    absent: dict[CareSession, set[int]] = field(default_factory=dict)
    talked: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)  # for cases of their own
    collectors: dict[int, str] = field(default_factory=dict)  # who comes, as a teacher says it

    def __post_init__(self) -> None:
        for care in CareSession:
            self.absent[care] = {id_ for id_, session in self.cast.away if session is care}

    @property
    def evening(self) -> list[Child]:
        """Children who come this evening, have somebody who writes, and whom a name is enough to tell."""
        gone = self.absent[CareSession.EVENING]
        every = (child for group in self.cast.of(CareSession.EVENING) for child in group.children)
        return [child for child in every if child.id not in {*gone, *self.kept} and child.kin and not child.namesake]

    def write_morning(self) -> None:
        for child in self._some(self.evening, 0.05):
            self._leave(child, MORNING, language.LEAVE_DAY, (CareSession.NOON, CareSession.EVENING))
        self._chatter(self._some(self.evening, 0.10), MORNING)
        for adult in self._adults(self._some(self.evening, 0.02)):
            self.script.say(self._at(MORNING), adult, "", "enter", do=Do.ENTER)

    def write_midday(self) -> None:
        self._chatter(self._some(self.evening, 0.06), MIDDAY)

    def write_afternoon(self) -> None:
        for child in self._some(self.evening, 0.05):
            self._leave(child, AFTERNOON, language.LEAVE_EVENING, (CareSession.EVENING,))
        planning = self._some(self.evening, 0.16)
        for child in planning[: len(planning) // 2]:
            self._delegate(child)
        for child in planning[len(planning) // 2 :]:
            self._later(child)
        self._wrong_names(self._some(self.evening, 0.03))
        self._no_change(self._some(self.evening, 0.06), AFTERNOON)
        self._chatter(self._some(self.evening, 0.08), AFTERNOON)
        self._strangers()

    def write_care_time(self) -> None:
        for child in self._some(self.evening, 0.08):
            self._say(child, CARE_TIME, language.WHERE, ("ask_whereabouts",), "question")
        self._no_change(self._some(self.evening, 0.04), CARE_TIME)
        for child in self._some(self.evening, 0.03):
            do = self.script.draw.choice((Do.VOICE, Do.IMAGE))
            self.script.say(self._at(CARE_TIME), child.kin[0], "", do.value, do=do)

    # --- one kind each ---

    def _leave(self, child: Child, at: Sequence[time], words: Sequence[str], sessions: Sequence[CareSession]) -> None:
        for care in sessions:
            self.absent[care].add(child.id)
        self._say(child, at, words, ("leave",), "leave", What.LEAVE)

    def _delegate(self, child: Child) -> None:
        """A relative of the list, or a neighbour who is on none."""
        other = next((kin for kin in child.kin[1:]), None)
        asks = changes(What.PLAN, of=[child.id])
        if other is not None:
            text = self.script.draw.choice(language.DELEGATE)
            self.collectors[child.id] = other.relation
            self._write(child, AFTERNOON, text.format(**_words(child, other.relation)), "delegate", asks)
        elif self.script.draw.random() < 0.5:
            self.collectors[child.id] = "邻居张阿姨"
            self._write(child, AFTERNOON, language.NEIGHBOUR.format(**_words(child)), "delegate", asks)
        else:
            self._say(child, AFTERNOON, language.DELEGATE, ("delegate_pickup",), "delegate", What.PLAN)

    def _later(self, child: Child) -> None:
        self._say(child, AFTERNOON, language.LATER, ("pickup_time",), "late pickup", What.PLAN)

    def _wrong_names(self, children: Sequence[Child]) -> None:
        """Another family's child is named, in full: a given name alone may be a pet name of their own."""
        for child in children:
            strange = [
                c for c in self.evening if c.short != child.short and c.class_name != child.class_name and c.only
            ]
            if strange and child.only:
                words = _words(self.script.draw.choice(strange))
                text = self.script.draw.choice(language.LEAVE_EVENING).format(**words | {"n": words["name"]})
                self.script.say(self._at(AFTERNOON), child.kin[0], text, "wrong name")

    def _no_change(self, children: Sequence[Child], at: Sequence[time]) -> None:
        """Questions, conditions, hearsay, negations: none of them changes anything. (promise 2)"""
        words = language.NO_CHANGE if at is AFTERNOON else language.NOT_AT_HOME_YET
        for child in self._quiet(children):
            self._say(child, at, words, ("clarify", "deny"), "no change")

    def _quiet(self, children: Sequence[Child]) -> list[Child]:
        """Those of whose families nobody talked idly yet: a 嗯 might answer what the house asks back."""
        new = [child for child in children if child.id not in self.talked]
        self.talked |= {child.id for child in new}
        return new

    def _chatter(self, children: Sequence[Child], at: Sequence[time]) -> None:
        for child in self._quiet(children):
            if self.script.draw.random() < 0.5:
                asked = ("ask_fee", "ask_schedule", "ask_clubs", "ask_progress", "help")
                self._say(child, at, language.QUESTIONS, asked, "question")
            else:
                self._say(child, at, language.NONSENSE, ("smalltalk", "affirm"), "nonsense")

    def _strangers(self) -> None:
        """What a stranger says of a child can become an application that waits for the class teacher, no more."""
        for phone in self.cast.strangers:
            child = self.script.draw.choice(self.evening)
            for text in self.script.draw.sample(language.STRANGER, 2):
                asks = changes(What.APPLICATION, of=[child.id])
                self.script.say(self._at(AFTERNOON), phone, text.format(**_words(child)), "stranger", asks)

    # --- how it is written ---

    def _say(
        self,
        child: Child,
        at: Sequence[time],
        words: Sequence[str],
        intents: tuple[str, ...],
        kind: str,
        what: What | None = None,
    ) -> None:
        """In the words of a corpus line that fits, or in ours."""
        asks: frozenset[Change] = changes(what, of=[child.id]) if what else frozenset()
        self._write(child, at, self._words_of(child, words, intents), kind, asks)

    def _words_of(self, child: Child, words: Sequence[str], intents: tuple[str, ...]) -> str:
        fitting = [saying for saying in self.corpus.of(*intents) if self._fits(saying, child)]
        if fitting and self.script.draw.random() < IN_CORPUS:
            return self.script.draw.choice(fitting).said_by(child)
        return self.script.draw.choice(words).format(**_words(child))

    def _fits(self, saying: Saying, child: Child) -> bool:
        return saying.fits(child.kin[0], child)

    def _write(self, child: Child, at: Sequence[time], text: str, kind: str, asks: frozenset[Change]) -> None:
        self.script.say(self._at(at), child.kin[0], text, kind, asks)

    def _some(self, children: Sequence[Child], share: float) -> list[Child]:
        """At least one; those who have somebody that writes."""
        number = min(len(children), max(1, round(len(children) * share)))
        return self.script.draw.sample(list(children), number)

    def _adults(self, children: Iterable[Child]) -> list[Adult]:
        return [child.kin[-1] for child in children]

    def _at(self, times: Sequence[time]) -> time:
        return self.script.draw.choice(times)


def _words(child: Child, relation: str = "舅舅") -> dict[str, str]:
    """With the full name where the short one could be another's."""
    short = child.name if child.look_alike or not child.only else child.short
    return {"n": short, "name": child.name, "full": child.called, "rel": relation}
