"""A school starts from a pack: looked at first, kept as a version of its plan when somebody has agreed. (C01)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from care.policy import Policy
from care.policy.packs import Pack, UnknownPack, pack, said_in
from care.policy.plain import read
from care.policy.versions import Mark, from_pack, laid, mark_of, policy_at
from care.rules.limits import Finding, check
from storage import audit, schools
from storage.school import plans


@dataclass(frozen=True)
class Adoption:
    """What using a pack would do to a school's plan from a day on. `later`: versions after it, which stay."""

    pack: Pack
    since: date
    before: Policy
    after: Policy
    changes: Mapping[str, Any]
    findings: tuple[Finding, ...]
    later: int = 0

    @property
    def refused(self) -> bool:
        return any(one.stops for one in self.findings)


@dataclass(frozen=True)
class Plan:
    """A school's plan on a day, the pack it started from, and the settings that the school gave itself."""

    policy: Policy
    mark: Mark | None
    own: frozenset[str]

    @property
    def pack(self) -> Pack | None:
        """None where it started from none, or the house no longer has it."""
        try:
            return pack(self.mark.id) if self.mark else None
        except UnknownPack:
            return None


def look(session: Session, school_id: int, pack: Pack, since: date, own: Mapping[str, Any]) -> Adoption:
    """What would change; nothing is written. Raises ValueError naming a field of `own` that cannot be read."""
    settings = schools.get(session, school_id).settings
    standing = plans.standing(session, school_id)
    earlier = [(one.valid_from, one.changes) for one in standing if one.valid_from <= since]
    before = policy_at(laid(settings, earlier), since)
    read(Policy, own, base=before)  # Here a name that is no setting is an error.
    changes = from_pack(pack, settings, [changes for _, changes in earlier], own)
    after = read(Policy, changes, base=before, strict=False)
    findings = check(after, said=pack.said | said_in(own))
    return Adoption(pack, since, before, after, changes, findings, len(standing) - len(earlier))


def adopt(session: Session, school_id: int, adoption: Adoption, *, now: datetime, login: str = "") -> int | None:
    """Keep it as a version; its number, or None where exactly that holds from that day already."""
    held = [one for one in plans.standing(session, school_id) if one.valid_from == adoption.since]
    if held and held[-1].changes == adoption.changes:
        return None
    version = plans.add(session, school_id, adoption.since, adoption.changes, now=now)
    entry = audit.Entry(f"plan {adoption.pack.id}/{adoption.pack.version}", f"plan/{version}", now, login=login)
    audit.append(session, school_id, entry)
    return version


def take_back(session: Session, school_id: int, version: int, *, today: date, now: datetime, login: str = "") -> bool:
    """Undo a version. False where the school has none of this number standing, or a day under it is over already."""
    held = {one.id: one for one in plans.standing(session, school_id)}
    if version not in held or held[version].valid_from < today:
        return False
    plans.undo(session, version, now=now)
    audit.append(session, school_id, audit.Entry("plan taken back", f"plan/{version}", now, login=login))
    return True


def plan_of(session: Session, school_id: int, day: date) -> Plan:
    """The plan that holds on the day, with what it comes from."""
    settings = schools.get(session, school_id).settings
    held = [one for one in plans.standing(session, school_id) if one.valid_from <= day]
    policy = policy_at(laid(settings, [(one.valid_from, one.changes) for one in held]), day)
    mark, own = None, said_in(settings)
    for one in held:
        found = mark_of(one.changes)
        said = said_in({name: value for name, value in one.changes.items() if name != "pack"})
        mark, own = found or mark, frozenset(found.own) | (own - said) if found else own | said
    return Plan(policy, mark, own)
