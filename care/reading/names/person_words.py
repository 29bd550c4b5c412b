"""The words for people who collect a child (guideline 8)."""

from __future__ import annotations

from care.reading.names.name_words import KIN, longest_first

IN_LAW = (
    "老公|老婆|爱人|先生|太太|丈夫|妻子|媳妇儿?|公公|婆婆|岳父|岳母|丈母娘|公婆|嫂子|姐夫|妹夫|弟媳|弟妹|"
    "老丈人|连襟|对象|男朋友|女朋友|未婚夫|未婚妻|前夫|前妻|亲家|儿子(?=[^,。!?]{0,6}接)|女儿(?=[^,。!?]{0,6}接)|外甥女?|侄子|侄女"
)
"""The sender's own relatives, whose word stays the same for the child's record: 我老公 → 老公."""

ROLES = (
    "邻居|隔壁邻居|隔壁|楼下邻居|楼上|楼下|对门|司机|保姆|育儿嫂|月嫂|家政|钟点工|同事|朋友|闺蜜|好友|"
    "老乡|战友|同学|师母|师父|家教|助理|秘书|网约车司机|护工|"
    "契爷|契妈|契娘|契爸|谊父|谊母|义父|义母|养父|养母|干爷爷|干奶奶|干姐|干哥|师姐|师兄|室友|合租|店员|员工|"
    "门卫|保安|楼长|物业|邻家|隔壁家|同小区|"
    "干妈|干爸|干爹|干娘|师傅|房东|表叔|代接人|托管阿姨|接送阿姨"
)

PLACES = (
    "小饭桌|托管班|托管机构|托管中心|托管所|托管|辅导班|补习班|培训班|培训机构|机构|兴趣班|画室|琴行|"
    "舞蹈班|英语班|午托班|晚托班|舞蹈学校|跆拳道馆|道馆|游泳馆|球馆"
)
"""Where somebody who collects comes from: 小饭桌的李老师 → relation 小饭桌."""

RELATION = longest_first("|".join((KIN, IN_LAW, ROLES)))

KEEP_MINE = longest_first(
    "爸爸|爸|妈妈|妈|姐姐|姐|妹妹|妹|哥哥|哥|弟弟|弟|爷爷|奶奶|外公|外婆|姥姥|姥爷|舅舅|姨妈|姑姑|"
    "叔叔|表姐|表哥|表妹|表弟|堂姐|堂哥|嫂子|"
    "老豆|老窦|老母|老爸|老妈|老娘|老爹|老头|阿爸|阿妈|家姐|大佬"
)
"""Relatives of the sender who would be another person for the child: 我妈 stays 我妈."""

SOMEONE = "别人|别的人|其他人|另外的人|另一个人|有人|他人|家里人|家人|家里其他人|亲戚|熟人|让人|叫人|找人|派人|托人"
"""Somebody, but nobody knows who (guideline 9)."""

TITLED = "阿姨|叔叔|师傅|奶奶|爷爷|老师|教练|大姐|大哥|大妈|大爷|姐|哥|先生|女士|伯伯|婶|嫂|婆婆"
"""After a surname: 王师傅, 张阿姨."""

SAME = {"爸": "爸爸", "妈": "妈妈", "媽": "妈妈", "爸爸": "爸爸", "妈妈": "妈妈", "媽媽": "妈妈"}
"""The two that are always written out."""
