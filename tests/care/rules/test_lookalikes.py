"""Names that are taken for one another. (promise 9)"""

from __future__ import annotations

from care.book import Kin, Pupil
from care.rules.lookalikes import Alike, Confusion, find_confusions


def found(*pupils: Pupil) -> list[tuple[Alike, list[str]]]:
    return [(one.alike, [pupil.called for pupil in one.pupils]) for one in find_confusions(pupils)]


def test_one_sound() -> None:
    pupils = Pupil("一年级1班", "李子涵"), Pupil("三年级2班", "李梓涵")

    assert found(*pupils) == [(Alike.SOUND, ["一年级1班 李子涵", "三年级2班 李梓涵"])]


def test_one_shape() -> None:
    pupils = Pupil("一年级1班", "刘辰宇"), Pupil("一年级1班", "刘展宇")

    assert found(*pupils) == [(Alike.SHAPE, ["一年级1班 刘辰宇", "一年级1班 刘展宇"])]


def test_one_name_in_two_classes_is_told_as_that_and_not_as_a_sound() -> None:
    pupils = Pupil("二年级1班", "陈佳怡"), Pupil("五年级2班", "陈佳怡")

    assert [alike for alike, _ in found(*pupils)] == [Alike.NAME]


def test_siblings_are_those_whom_one_person_may_collect() -> None:
    father = (Kin("张伟", "爸爸", "13800000003"),)
    pupils = Pupil("三年级2班", "张子涵", kin=father), Pupil("一年级1班", "张墨", kin=father)

    assert find_confusions(pupils) == (Confusion(Alike.SIBLINGS, pupils),)


def test_namesakes_among_parents_make_no_siblings() -> None:
    one = Pupil("三年级2班", "张一", kin=(Kin("张伟", "爸爸", "13800000003"),))
    other = Pupil("三年级2班", "李二", kin=(Kin("张伟", "爸爸", "13800000004"),))

    assert find_confusions((one, other)) == ()


def test_names_that_differ_stay_unmarked() -> None:
    assert find_confusions((Pupil("一年级1班", "王浩"), Pupil("一年级1班", "王诺"), Pupil("一年级1班", "李浩"))) == ()
