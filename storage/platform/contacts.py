"""The school's contacts (家校通讯录): by which account 学校通知 reaches each guardian. (wecom.md 4a)

An account of a parent may equal one of a colleague: the namespaces are separate, so ours is (channel, account).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import people
from storage.people import AddressRow, GuardianRow, PersonRow, StudentRow
from storage.seal import Seal

CHANNEL = "school_notice"


@dataclass(frozen=True)
class Contact:
    """A parent as the platform lists them."""

    account: str  # parent_userid
    phone: str
    children: tuple[str, ...] = ()
    follows: bool = True


@dataclass(frozen=True)
class Synced:
    """What a comparison with the platform's list came to."""

    bound: int = 0  # new or changed
    same: int = 0
    unknown: tuple[Contact, ...] = ()  # nobody here has this phone
    doubtful: tuple[Contact, ...] = ()  # several share the phone, or the account has none
    missing: tuple[int, ...] = ()  # guardians here whom the platform does not list: person ids
    not_following: int = 0  # bound, but reached only once they follow


def accounts(session: Session, school_id: int) -> dict[int, str]:
    """Accounts in use by person, the latest bound of each."""
    query = (
        select(AddressRow.person_id, AddressRow.value)
        .where(AddressRow.school_id == school_id, AddressRow.channel == CHANNEL, AddressRow.unbound_at.is_(None))
        .order_by(AddressRow.bound_at, AddressRow.id)
    )
    return {person_id: account for person_id, account in session.execute(query)}


def enter(session: Session, school_id: int, person_id: int, account: str, *, how: str, now: datetime) -> bool:
    """Make this the person's one account; those before it end. False when it was so already."""
    mine = AddressRow.person_id == person_id, AddressRow.channel == CHANNEL, AddressRow.unbound_at.is_(None)
    here = session.scalars(select(AddressRow).where(*mine)).all()
    if [row.value for row in here] == [account.lower()]:
        return False
    for row in here:
        row.unbound_at = now
    people.bind(session, school_id, person_id, CHANNEL, account.lower(), how=how, now=now)
    return True


def sync(session: Session, school_id: int, listed: Iterable[Contact], *, now: datetime) -> Synced:
    """Give each guardian the account that bears their phone. Where that leaves a doubt, nobody is guessed at."""
    by_mark = _guardians_by_phone(session, school_id)
    unknown: list[Contact] = []
    doubtful: list[Contact] = []
    bound, reached, silent = 0, set(), 0
    for contact in {one.account.lower(): one for one in listed}.values():
        who = by_mark.get(Seal.current().mark(contact.phone), []) if contact.phone else []
        if len(who) != 1:
            (doubtful if who or not contact.phone else unknown).append(contact)
            continue
        bound += enter(session, school_id, who[0], contact.account, how="contacts", now=now)
        reached.add(who[0])
        silent += not contact.follows
    everybody = {person for persons in by_mark.values() for person in persons}
    missing = tuple(sorted(everybody - set(accounts(session, school_id))))
    return Synced(bound, len(reached) - bound, tuple(unknown), tuple(doubtful), missing, silent)


def _guardians_by_phone(session: Session, school_id: int) -> dict[str, list[int]]:
    """Guardians of pupils in school by the mark of their phone; two may share one."""
    query = (
        select(PersonRow.id, PersonRow.phone_mark)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None))
        .order_by(PersonRow.id)
    )
    found: dict[str, list[int]] = {}
    for person_id, mark in session.execute(query.distinct()):
        found.setdefault(mark or "", []).append(person_id)
    return found
