"""Short answers that change nothing: greetings, help, what cannot be read."""

from __future__ import annotations

from care.messages import Kind
from care.people import Role

NOTED = "好的。"
NOTHING_OPEN = "好的，现在没有等您答复的事。需要帮忙时请直接告诉我。"
HELLO = "您好，有需要请直接告诉我。想看能办哪些事，请回复“帮助”。"
WELCOME = "不客气。"
TOO_LONG = "这条消息太长，已经保存，但我读不完。请用一两句话说要办的事，例如“小明明天晚托请假”。"
SET_ASIDE = "抱歉，您刚才的消息没有处理成功，也没有改动。已经请老师人工查看，急事请直接打电话给老师。"
HELP = {
    Role.PARENT: (
        "您可以这样写：\n"
        "· 请假：小明发烧了，今天晚托不去\n"
        "· 换人接：今天奶奶来接小明\n"
        "· 改时间：今天五点半来接\n"
        "· 到门口：我到门口了\n"
        "· 接到了：已接到小明\n"
        "· 查孩子：小明在哪；昨天小明几点走的；今天谁接小明\n"
        "· 报名：给小明报晚托，周一三五；小明晚托改成周一周三\n"
        "· 进度：到哪一步了\n"
        "需要老师联系您，请回复“找老师”。"
    ),
    Role.TEACHER: (
        "您可以这样写：\n"
        "· 点名：应到32实到31，王小红没来\n"
        "· 交接：28人交给王磊；李小明、王小红交给王磊\n"
        "· 走班：书法社团接走 李小明、王小红\n"
        "· 放学：李小明奶奶接走了；除了张子涵都走了\n"
        "· 更正：刚才说错了，李小明还没走\n"
        "· 名单：今天谁请假；李小明在哪；李小明今天谁接\n"
        "· 没接的：还有谁没接\n"
        "· 意外：李小明摔倒了，膝盖擦破\n"
        "· 记录：今日记录：作业完成，纪律好\n"
        "· 值班：这周我哪天值班\n"
        "· 审核：待审核；同意1、3"
    ),
    Role.LEADER: (
        "您可以这样写：\n"
        "· 汇总：今天的汇总；还有谁没接\n"
        "· 名单：三年级2班名单；李小明在哪\n"
        "· 还原：还原 17:05-17:20 三年级2班\n"
        "· 巡查：巡了一圈，三楼灯坏了\n"
        "· 值班：明天谁值班；赵敏今天请假了，谁代班\n"
        "· 找孩子：清点。收尾：结束今天\n"
        "· 发通知：通知各位家长，今天提前到17:30放学\n"
        "· 停课改时间：明天下午停课后服务，因为大雨\n"
        "· 改方案：晚托改到17:30结束，从5月6日起\n"
        "· 报名：待审核；同意1、3；公示\n"
        "· 调查：发起下学期课后服务意向调查，周五截止\n"
        "· 人员：三年级2班班主任换成赵敏老师，从下周一起\n"
        "谁能办哪件事，请回复“谁能办 补录”。"
    ),
}
_NOT_TEXT = {
    Kind.VOICE: "语音我还听不懂，已经保存。请打字告诉我，例如“小明今天晚托请假”。",
    Kind.IMAGE: "图片收到了，已经保存，但我看不懂图。请用文字说一下要办的事。",
    Kind.FILE: "文件收到了，已经保存，但我打不开。请用文字说一下要办的事。",
    Kind.LOCATION: "位置收到了。如果您到门口了，请回复“我到门口了”。",
    Kind.STICKER: HELLO,
}


def not_text(kind: Kind) -> str:
    return _NOT_TEXT.get(kind, "这条消息我看不懂，已经保存。请用文字说一下要办的事，或者回复“帮助”。")


def aside_matter(inbox_id: int) -> str:
    return f"第{inbox_id}号消息多次处理失败，请人工查看并联系发信人。"


NOBODY_TO_CALL = "已经记下，请直接打学校电话联系老师。"
CLOSED = "已登记处理完毕。"
CLOSED_ALREADY = "这件事已经处理完毕，不用再点。"


def wants_person(who: str, children: str, text: str) -> str:
    about = f"（{children}）" if children else ""
    return f"{who}{about}想请老师联系：\n{text}"


def person_called(name: str) -> str:
    return f"已转告{name}老师，会尽快联系您。急事请直接打电话。"


TELL_TEACHER, NOT_NEEDED = "转告老师", "不用转告"


def nothing_to_do(text: str) -> str:
    """To a parent whose words name nothing that the house does: nobody's message ends here."""
    return f"这件事我办不了，没有改动。要把“{text}”转告班主任吗？想看能办哪些事，请回复“帮助”。"
