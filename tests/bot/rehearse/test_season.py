"""A small season under a pack, from the first wish to the first roll."""

from __future__ import annotations

from dataclasses import replace

from click.testing import CliRunner

from bot.commands.rehearse import command
from bot.rehearse.season import run
from bot.rehearse.season.families import Manner, draw_cases
from bot.rehearse.season.run import SeasonWish, places_wanted
from bot.rehearse.season.school import Child, Grown, SeasonSchool
from care.policy import Policy
from care.policy.packs import pack

SMALL = SeasonWish(pupils=12, seed=3)


def test_a_season_of_lists_agreements_and_insurance_holds() -> None:
    """Three steps with the committee, signed, published, insured. (004-6)"""
    report = run.rehearse_season(pack("004-6"), SMALL)

    assert report.breaches == []
    assert report.funnel["in care"] >= report.figures["on the first roll, noon"] > 0
    assert {"C20", "C21", "C25", "C26", "C27"} <= set(report.results)
    assert set(report.results.values()) == {"passed"}


def test_the_term_goes_on_with_clubs_changes_and_renewal() -> None:
    """Every place ends with the term, and only who says so has one in the next. (004-2; C24, C29, C30, L-01)"""
    report = run.rehearse_season(pack("004-2"), SeasonWish(pupils=24, seed=4))

    assert report.breaches == []
    assert {"C24", "C29", "C30"} <= set(report.results)
    assert report.figures["changes carried out"] > 0
    asked, again = report.funnel["asked at renewal"], report.funnel["in care in the new term"]
    assert 0 < again < asked


def test_the_same_seed_is_the_same_families() -> None:
    school = a_school(60)

    assert draw_cases(school, 4) == draw_cases(school, 4)
    assert [case.manner for case in draw_cases(school, 4)] != [case.manner for case in draw_cases(school, 5)]


def test_every_manner_occurs_in_a_school_of_sixty() -> None:
    assert {case.manner for case in draw_cases(a_school(60), 1)} == set(Manner)


def test_places_are_short_where_the_pack_speaks_of_places() -> None:
    assert 0 < places_wanted(pack("004-2"), SMALL) < SMALL.pupils
    assert places_wanted(pack("003-10"), SMALL) == 0
    assert places_wanted(pack("003-10"), replace(SMALL, places=5)) == 5


def test_a_pack_that_there_is_not_is_named_with_those_like_it() -> None:
    done = CliRunner().invoke(command, ["--season", "--policy", "003"])

    assert done.exit_code == 2
    assert "003-1" in done.output


def a_school(pupils: int) -> SeasonSchool:
    grown = [Grown(n, f"家长{n}", f"wm-{n}") for n in range(2 * pupils)]
    children = tuple(
        Child(1000 + n, "一年级1班", f"学生{n}", (grown[2 * n], grown[2 * n + 1]), only=True) for n in range(pupils)
    )
    head = Grown(9000, "班主任", "head", is_staff=True)
    return SeasonSchool(1, Policy(), children, (head,), (), head)
