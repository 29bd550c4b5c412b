"""What is wrong with a workbook, and what an import would change, as the school's office reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care.book import Colleague, Kin, Place, Pupil, SchoolDay
from care.policy import SessionPlan
from care.rules.lookalikes import Alike, Confusion
from care.rules.resources import Room, Skilled
from care.rules.workbook.difference import Difference, PupilChange
from care.rules.workbook.directory import LABELS
from care.rules.workbook.problems import Flaw, Problem
from care.rules.workbook.resource_sheet import use_words, weekday_words

WEEKDAYS = "一二三四五六日"
_SENTENCES: dict[Flaw, str] = {
    Flaw.NOT_A_WORKBOOK: "这个文件打不开：不是完整的 Excel 工作簿（.xlsx）。请用 Excel 或 WPS “另存为 .xlsx”再试。",
    Flaw.TOO_LARGE: "文件太大（{value}），一所学校的数据不会超过 {other}。请检查是否夹带了图片，或选中了整列。",
    Flaw.NO_SHEET: "文件里没有能识别的工作表。应有：{other}。可以先用 sandianban template 生成模板。",
    Flaw.SHEET_TWICE: "有两张工作表都是“{value}”，请只留一张。",
    Flaw.NO_HEADINGS: "没有找到表头。请保留模板的表头一行：{other}",
    Flaw.NO_COLUMN: "缺少“{value}”这一列，请补上",
    Flaw.MISSING: "不能空着，请填写",
    Flaw.EXCEL_ERROR: "这一格是 Excel 的错误值 {value}，请改正公式或直接填写内容",
    Flaw.PHONE: "“{value}”不是手机号码（11位，1开头）或带区号的座机，请核对",
    Flaw.PHONE_ROUNDED: "“{value}”已被 Excel 改成科学计数，号码不全了。请把这一列设成“文本”格式后重新输入",
    Flaw.NUMBER_ROUNDED: "“{value}”超过15位，末尾已被 Excel 改成0。请把这一列设成“文本”格式后重新输入",
    Flaw.DAY: "“{value}”不是日期，请写成 2026-09-01",
    Flaw.DAY_WITHOUT_YEAR: "“{value}”没有年份，请写成 2026-09-01",
    Flaw.WEEKDAYS: "“{value}”看不懂是星期几，请写成“周一三五”或“周一至周五”",
    Flaw.HOURS: "“{value}”不是起止时间，请写成 16:25-18:00",
    Flaw.CHOICE: "“{value}”不在可填的内容里。可填：{other}",
    Flaw.CLASS_NAME: "“{value}”看不出年级和班号，请写成“三年级2班”",
    Flaw.WHOLE_NUMBER: "“{value}”应是 1、2、3 这样的数字",
    Flaw.TOO_LONG: "“{value}”太长，请不要超过{other}个字",
    Flaw.CODE: "“{value}”只能用英文字母、数字和 . _ - @",
    Flaw.UNKNOWN_CLASS: "没有“{value}”这个班，请先在“班级”表里添加",
    Flaw.UNKNOWN_PUPIL: "学生表里没有“{value}”，请核对班级、姓名和学号",
    Flaw.UNKNOWN_STAFF: "教职工表里没有“{value}”，请先在“教职工”表里添加",
    Flaw.WHICH_STAFF: "有几位老师都叫“{value}”，请改填工号（{other}）",
    Flaw.UNKNOWN_GROUP: "没有“{value}”这个{other}班，请先在“课后服务”表里添加",
    Flaw.NO_GROUP_FOR_CLASS: "{value}还没有{other}班，请在“课后服务”表里添加，或在这里写明托管班名称",
    Flaw.UNKNOWN_CLUB: "没有“{value}”这个社团，请先在“课后服务”表里添加",
    Flaw.NO_SUCH_SESSION: "学校没有开设{value}，请先在“学校”表里填写{value}时间",
    Flaw.WHICH_PUPIL: "“{value}”有两名，请填学号，说明是哪一位",
    Flaw.TWICE: "“{value}”与第{other}行重复，请删去一行",
    Flaw.NUMBER_TWICE: "学号“{value}”与第{other}行相同，请核对",
    Flaw.NAMESAKES: "{value}在第{other}行已有一名。如果是两名学生，请给两人都填学号；如果是同一人，请删去一行",
    Flaw.ACCOUNT_TWICE: "账号“{value}”已填给“{other}”，一个账号只能是一个人的",
    Flaw.GUARDIAN_TWICE: "“{value}”在第{other}行已登记为这个孩子的家长，请删去一行",
    Flaw.NO_GUARDIAN_PHONE: "这个孩子的家长都没有手机号，请至少填一位",
    Flaw.NO_GUARDIAN: "{value}还没有登记家长，收不到通知",
    Flaw.COLLECTS_TWICE: "这个孩子在第{other}行已有日常接送人，请只留一个“是”",
    Flaw.DAYS_REVERSED: "结束日期 {value} 应在开始日期 {other} 之后，且不超过 100 天",
    Flaw.DAY_TWICE: "{value} 在第{other}行已经写过，请核对",
    Flaw.PLAN_FIELD: "方案里没有“{value}”这一项，请用导出的“方案”表修改",
    Flaw.PLAN_TWICE: "“{value}”在表里写了两次，请只留一行",
    Flaw.PLAN_VALUE: "“{value}”填得不对，{other}",
    Flaw.PLAN_PAST: "生效日期 {value} 已经过去：过去的日子照当时的方案，请填今天或以后的日期",
    Flaw.PLAN_LIMIT: "这样改不符合规定：{value}",
    Flaw.NO_SCHOOL_CODE: "不知道是哪所学校：请在“学校”表里填写学校代号，或用 --school 指定",
    Flaw.OTHER_SCHOOL: "文件里的学校代号是“{value}”，与指定的“{other}”不同，请核对是不是拿错了文件",
    Flaw.NO_SCHOOL_NAME: "这是第一次导入，请在“学校”表里填写学校名称",
    Flaw.DUTY_NEEDS_GROUP: "岗位是“看护”时，请写明是哪个托管班",
    Flaw.BUSY_TWICE: "{value} 同一时段排了两个托管班：{other}",
    Flaw.UNVETTED: "{value}不能排班：{other}。请先在“教职工”表里补齐，或另排一位",
    Flaw.NO_CONSENT: "{value}还没有登记同意参加课后服务（L-31）。请在聊天里回复“征求意愿”，或另排一位",
    Flaw.COUNT: "“{value}”应是 1 到 {other} 的整数",
    Flaw.UNKNOWN_USE: "没有“{value}”这个时段或社团。时段可填：{other}；社团请先在“课后服务”表里添加",
    Flaw.NOT_OF_KIND: "类别是“{value}”的这一行不填这一栏，请删去，或核对类别",
    Flaw.RAIL: "“{value}”：{other}。请修改后再导入",
    Flaw.IN_CARE_NOW: "{value}此刻还在托管中，名单里却没有了。请等孩子被接走后再导入，或先补上这一行",
}  # fmt: skip


def problem(one: Problem) -> str:
    """学生表第7行“班级”：没有“三年级9班”这个班，请先在“班级”表里添加."""
    said = _SENTENCES[one.flaw].format(value=one.value, other=one.other)
    if not one.sheet:
        return said
    sheet = one.sheet if one.sheet.endswith("表") else f"{one.sheet}表"
    row = f"第{one.row}行" if one.row else ""
    column = f"“{one.column}”" if one.column else ""
    return f"{sheet}{row}{column}：{said}"


def problems(found: Sequence[Problem]) -> list[str]:
    head = f"有 {len(found)} 处需要改正，什么都没有写入："
    return [head, *(f"  {problem(one)}" for one in found)]


def difference(change: Difference, names: dict[str, str]) -> list[str]:
    """All that an import would change, by names. `names` are the colleagues' names by code."""
    if not change:
        return ["没有变化。"]
    new, different, gone = [*_added(change, names)], [*_changed(change, names)], [*_gone(change)]
    parts = (("新增", new), ("修改", different), ("离校、离职和取消", gone))
    return [line for title, lines in parts if lines for line in (title, *(f"  {text}" for text in lines))]


def confusions(found: Iterable[Confusion]) -> list[str]:
    """Children that a colleague must look at twice."""
    titles = {
        Alike.NAME: "同名",
        Alike.SOUND: "读音相同",
        Alike.SHAPE: "字形相近",
        Alike.SIBLINGS: "兄弟姐妹",
    }
    lines = [f"  {titles[one.alike]}：{'，'.join(_with_number(pupil, one) for pupil in one.pupils)}" for one in found]
    return ["容易认错的学生（放学交接时会多核对一项）：", *lines] if lines else []


def hints(found: Sequence[Problem]) -> list[str]:
    return ["提醒（不影响导入）：", *(f"  {problem(one)}" for one in found)] if found else []


def _with_number(pupil: Pupil, one: Confusion) -> str:
    together = [other for other in one.pupils if other.called == pupil.called]
    return f"{pupil.called}（学号{pupil.number}）" if len(together) > 1 else pupil.called


def _added(change: Difference, names: dict[str, str]) -> Iterable[str]:
    yield from (f"学校：{one.name}（{one.code}）" for one in change.school.added)
    yield from _listed("班级", "个", [one.name for one in change.classes.added])
    yield from _listed("教职工", "人", [one.name for one in change.staff.added])
    yield from _listed("托管班", "个", [one.name for one in change.groups.added])
    yield from _listed("社团", "个", [one.name for one in change.clubs.added])
    yield from _pupils("学生", [one.after for one in change.pupils if one.before is None])
    yield from _pupils("返校学生", [one.after for one in change.pupils if one.returned])
    yield from _listed("教室", "间", [one.name for one in change.rooms.added])
    yield from _listed("物资", "种", [f"{one.name} {one.amount}" for one in change.goods.added])
    yield from _listed("特长", "人", [_skilled(one, names) for one in change.skills.added])
    if change.duties.added:
        days = sorted({duty.day for duty in change.duties.added})
        yield f"值班 {len(change.duties.added)} 人次：{days[0]} 至 {days[-1]}"
    yield from _listed("校历", "段", [*_runs(change.days.added)])


def _changed(change: Difference, names: dict[str, str]) -> Iterable[str]:
    for old, new in change.school.changed:
        yield f"学校：{_both(old.name, new.name)}{_plans(old.sessions, new.sessions)}"
    if change.plan.changed:
        yield f"方案：从{change.plan_from or '导入当天'}起"
        yield from (f"  {after.label}：{_both(before.said, after.said)}" for before, after in change.plan.changed)
    for was, now in change.staff.changed:
        yield f"教职工 {now.name}：{_colleague(was, now)}"
    for earlier, later in change.classes.changed:
        yield f"{later.name} 班主任：{_both(names.get(earlier.teacher, ''), names.get(later.teacher, ''))}"
    for group, group_now in change.groups.changed:
        teacher = _both(names.get(group.teacher, ""), names.get(group_now.teacher, ""))
        yield f"托管班 {group_now.name}：{teacher} {group_now.room}".rstrip()
    yield from (f"社团 {now.name}：{now.note}" for _, now in change.clubs.changed)
    yield from (f"教室 {now.name}：{_room(now)}" for _, now in change.rooms.changed)
    yield from (f"物资 {now.name}：{_both(was.amount, now.amount)}" for was, now in change.goods.changed)
    yield from (f"特长 {_skilled(now, names)}" for _, now in change.skills.changed)
    yield from (line for one in change.pupils if one.before is not None for line in _pupil(one))
    for duty, duty_now in change.duties.changed:
        yield f"值班 {duty_now.day} {names.get(duty_now.person, '')}：顺序 {duty.rank} → {duty_now.rank}"
    yield from _listed("校历", "段", [*_runs([now for _, now in change.days.changed])])


def _gone(change: Difference) -> Iterable[str]:
    yield from _pupils("离校学生", change.pupils_gone)
    yield from _listed("离职教职工", "人", [one.name for one in change.staff.gone])
    if change.duties.gone:
        yield f"取消值班 {len(change.duties.gone)} 人次"
    yield from _listed("校历里取消", "段", [*_runs(change.days.gone)])


def _runs(days: Sequence[SchoolDay]) -> Iterable[str]:
    """寒假 2027-01-25至2027-02-19: days of one kind that no school day parts."""
    runs: list[list[SchoolDay]] = []
    for day in days:
        last = runs[-1][-1] if runs else None
        near = last is not None and (day.day - last.day).days <= 3 and (day.open, day.note) == (last.open, last.note)
        if near and not day.open:
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        first, last = run[0], run[-1]
        span = f"{first.day}" if first is last else f"{first.day}至{last.day}"
        yield f"{first.note or ('上课' if first.open else '放假')} {span}"


def _pupil(change: PupilChange) -> Iterable[str]:
    """One line a pupil, with each thing that differs."""
    before, after = change.before or change.after, change.after
    said = [
        _both(before.class_name, after.class_name, "转班 "),
        _both(before.name, after.name, "改名 "),
        _both(before.number, after.number, "学号 "),
        *(f"新增家长 {_kin(one)}" for one in change.kin.added),
        *(f"家长 {_both(_kin(old), _kin(new))}" for old, new in change.kin.changed),
        *(f"解除家长 {_kin(one)}" for one in change.kin.gone),
        *(_place(old, new) for old, new in change.places),
        *(f"加入{name}" for name in change.joined),
        *(f"退出{name}" for name in change.left),
        _permit(change),
    ]
    told = "；".join(part for part in said if part)
    return [f"{before.called}：{told}"] if told else []


def _place(old: Place | None, new: Place) -> str:
    label = LABELS[new.session]
    if not new.weekdays:
        return f"退出{label}"
    days = "周" + "".join(WEEKDAYS[day - 1] for day in new.weekdays)
    return f"{'改为' if old else '参加'}{label}（{new.group}，{days}）"


def _permit(change: PupilChange) -> str:
    if change.permit is None:
        return ""
    return f"独自回家证 {change.permit.number}" if change.permit.number else "收回独自回家证"


def _kin(one: Kin) -> str:
    said = [one.relation, one.phone, f"第{one.rank}联系人", "日常接送" if one.collects else ""]
    said.append(f"学校通知 {one.notice_id}" if one.notice_id else "")
    return f"{one.name}（{'，'.join(part for part in said if part)}）"


def _room(one: Room) -> str:
    seats = f"容纳{one.places}人" if one.places else ""
    area = f"{one.square_metres}平方米" if one.square_metres else ""
    uses = f"用于{use_words(one.uses)}" if one.uses else ""
    return "，".join(part for part in (seats, area, one.equipment, uses) if part)


def _skilled(one: Skilled, names: dict[str, str]) -> str:
    return f"{names.get(one.code, one.code)}（{one.skills}，{weekday_words(one.weekdays)}）"


def _colleague(was: Colleague, now: Colleague) -> str:
    parts = [_both(was.name, now.name), _both(was.phone, now.phone, "手机 ")]
    return "；".join(part for part in [*parts, "" if was.posts == now.posts else "职务有变"] if part)


def _plans(old: Sequence[SessionPlan] | None, new: Sequence[SessionPlan] | None) -> str:
    if new is None or old == new:
        return ""
    told = "、".join(f"{plan.label} {plan.start:%H:%M}-{plan.end:%H:%M}" for plan in new)
    return f" 时段改为 {told}"


def _both(old: str, new: str, what: str = "") -> str:
    return "" if old == new else f"{what}{old or '无'} → {new or '无'}"


def _listed(what: str, measure: str, names: Sequence[str]) -> list[str]:
    return [f"{what} {len(names)} {measure}：{'、'.join(names)}"] if names else []


def _pupils(what: str, pupils: Sequence[Pupil]) -> Iterable[str]:
    """By class, so that a list of four hundred can still be looked through."""
    if not pupils:
        return
    yield f"{what} {len(pupils)} 人"
    classes: dict[str, list[str]] = {}
    for pupil in pupils:
        classes.setdefault(pupil.class_name, []).append(pupil.name)
    yield from (f"  {name}（{len(own)}人）：{'、'.join(own)}" for name, own in classes.items())
