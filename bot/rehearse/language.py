"""How people write, beside what the corpora hold. {n}: the child as at home, {full}: class and name, {rel}: 奶奶."""

from __future__ import annotations

LEAVE_DAY = (
    "{n}发烧了，今天请假", "老师好，{full}今天请假一天", "{n}今天不舒服，午托晚托都不去了", "今天{n}请病假",
    "{name}今天请假，家里有事",
)  # fmt: skip
LEAVE_EVENING = (
    "{n}发烧了，今天晚托不去", "老师，{n}今天晚托请假，看牙", "今天晚托{n}不参加了", "{full}今天晚托请假",
    "{name}今天下午不舒服，晚托请假",
)  # fmt: skip
DELEGATE = ("今天{rel}来接{n}", "老师，今天{n}由{rel}接", "今天让{rel}去接{name}")
NEIGHBOUR = "今天让邻居张阿姨去接{name}，电话13900001111"
LATER = ("路上堵车，{n}我六点十分才能接", "今天六点一刻来接{n}", "{n}我今天晚点来接")
ARRIVE = ("我到门口了，来接{n}", "我到了，{name}可以出来了", "到校门口了，接{n}")
CONFIRM = ("{n}接到了", "接到{n}了，谢谢老师", "{name}我接到了")
WHERE = ("{n}在哪", "{n}放学了吗", "{name}现在谁带着", "孩子在哪")
NOT_AT_HOME_YET = ("{n}还没接到", "我还没接到{n}", "{n}出来了吗")
QUESTIONS = (
    "这学期晚托怎么收费", "晚托几点结束", "有哪些社团可以报", "请假要提前多久说", "下雨天在哪里接", "晚托都做什么",
)  # fmt: skip
NO_CHANGE = (
    "要是下雨，今天{n}就不去晚托了", "{n}是不是请过假了", "{n}今天晚托可能要请假，晚点再定",
    "我想想今天要不要给{n}请假", "听说{n}今天不上晚托", "别人家孩子请假了吗", "{n}今天不请假", "不是{n}要请假",
)  # fmt: skip
NONSENSE = ("[微笑]", "哈哈哈", "。。。", "asdf", "好的", "谢谢老师", "收到", "1", "嗯嗯", "🌹🌹🌹", "拍了拍你", "？")
STRANGER = ("你好", "{full}今天请假", "今天我来接{name}", "在吗")
INCIDENT = ("{name}摔倒了，膝盖擦破皮", "{name}肚子疼，在医务室")
PATROL = ("巡查了一圈，各班正常", "一楼巡查完毕，一切正常")
FOR_LEADERS = ("谁还没接", "现在还有几个孩子", "今天谁值班")
STAFF_ASK = ("谁还没接", "今天谁请假", "我们班还有几个", "这周我哪天值班")
STAFF_NO_CHANGE = (
    "{name}还没接走", "{name}接走了吗", "等会儿{name}爸爸来接", "一会儿把{name}交给他妈妈", "听说{name}已经走了",
    "{name}家长要是来了就让他走", "{name}不要放走", "{name}能跟他姑姑走吗",
)  # fmt: skip
RELEASE = ("{full}{rel}接走了", "{full}被{rel}接走了", "{full}由{rel}接走")
STRANGER_AT_GATE = "{full}被他表哥接走了"
