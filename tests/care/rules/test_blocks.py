"""Who may not collect a child: met by phone, name or relation; entered by two; ended by a date. (promise 10)"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Person
from care.rules.blocks import Block, State, Why, barring, decide_entry, decide_second, needs_reminder

DAY = date(2026, 3, 4)
UNCLE = Block(1, Person("张三", "舅舅", "13811112222"), date(2026, 6, 30), asked_by=7, id=5)
FATHER = Block(1, Person(None, "爸爸"), date(2026, 6, 30))


@pytest.mark.parametrize(
    "person",
    [
        Person("张三"),
        Person("章三", "朋友"),  # as it is heard at the gate
        Person("李四", "同事", "13811112222"),
        Person(relation="舅"),
        Person("张三", "叔叔"),
    ],
)
def test_the_person_is_met_by_name_sound_phone_or_relation(person: Person) -> None:
    assert barring([UNCLE], person) == UNCLE


@pytest.mark.parametrize("person", [Person("王丽", "妈妈"), Person(relation="奶奶"), Person("李强", "舅舅")])
def test_others_are_not(person: Person) -> None:
    assert barring([UNCLE], person) is None


def test_who_is_barred_by_relation_alone_is_met_by_any_name() -> None:
    assert barring([FATHER], Person("王强", "爸爸")) == FATHER


def test_a_guardian_whose_name_only_sounds_so_is_not_taken_for_the_person() -> None:
    assert barring([UNCLE], Person("章三", "妈妈"), [Person("章三", "妈妈")]) is None


@given(st.text(min_size=1, max_size=4), st.text(max_size=4), st.none() | st.text(max_size=11))
def test_the_same_name_never_passes_whatever_else_is_said(name: str, relation: str, phone: str | None) -> None:
    block = Block(1, Person(name), DAY)

    assert barring([block], Person(name, relation or None, phone), [Person(name, relation)]) is not None


def test_the_second_person_is_another_one_who_leads() -> None:
    proposed = Block(1, UNCLE.person, UNCLE.until, State.PROPOSED, asked_by=7)

    assert decide_second(proposed, second=7, leads=True) is Why.ONESELF
    assert decide_second(proposed, second=8, leads=False) is Why.NOT_LEADING
    assert decide_second(proposed, second=8, leads=True) is None
    assert decide_second(UNCLE, second=8, leads=True) is Why.SETTLED


def test_an_entry_needs_person_evidence_and_a_day_to_come() -> None:
    assert decide_entry(Person(), "裁定书", DAY, today=DAY) is Why.NO_PERSON
    assert decide_entry(Person("张三"), " ", DAY, today=DAY) is Why.NO_EVIDENCE
    assert decide_entry(Person("张三"), "裁定书", None, today=DAY) is Why.NO_EXPIRY
    assert decide_entry(Person("张三"), "裁定书", DAY - timedelta(days=1), today=DAY) is Why.OVER
    assert decide_entry(Person("张三"), "裁定书", DAY, today=DAY) is None


@given(st.sampled_from(State), st.integers(-40, 40))
def test_it_holds_to_its_last_day_and_only_when_two_agreed(state: State, days: int) -> None:
    block = Block(1, Person("张三"), DAY + timedelta(days=days), state)

    assert block.holds_on(DAY) == (days >= 0 and state in (State.IN_FORCE, State.LIFTING))
    assert needs_reminder(block, today=DAY, days=7) == (block.holds_on(DAY) and days <= 7)
