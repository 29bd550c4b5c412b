"""The named patterns of the words for days. Order matters: at each place of a text the first that fits is taken.

What is no day stands first (phone numbers, 今年, 那天), so that nothing inside it is read as one.
"""

from __future__ import annotations

import re

from care.reading.dates.numerals import NUMBER

# --- small pieces -------------------------------------------------------------------------------------------------
_UP_TO = r"(?:到|至|[-~])"
_AND = r"\s*(?:[、,/和跟与及]|到|至|[-~]+)\s*"

# --- weeks and weekdays -------------------------------------------------------------------------------------------
_WEEK = r"(?:周|星期|礼拜)"
_WHICH_WEEK = r"(?:(?:下下|上上|[下上这本])(?:一?个|一)?)"
_NOT_A_WEEKDAY = r"(?!点(?!名|评|到|完)|年级|个(?!人|别)|月|整(?:周|星期|个))"
_NOT_ONE_MORE = (
    r"(?![点时分个号月日年班级次节人名块元岁楼层组天十百千(小两\d]|[一二三四五六七八九十][月号十年]|刻钟|会议)"
)
_TAIL_OF_A_NAME = "鸣凡诺涵帆航楠铭茗苇宁萌恒轩"
_WEEKDAYS = (
    rf"(?:(?:(?:[一二三四五六日天]|[1-7](?![\d.:]*\d)){_NOT_A_WEEKDAY}|[1-7](?=[2-7]{{1,4}}(?!\d)))"
    rf"(?:\s*[、,/和跟与及+&.]?\s*(?!(?:二三|三四|四五|五六|六七)点)[二三四五六日2-7]{_NOT_ONE_MORE})*)"
    rf"(?:\s*{_UP_TO}+\s*[二三四五六日2-7]{_NOT_ONE_MORE})?"
)
_MORE_IN_A_ROW = r"(?:[、,和]?[二三四五六](?![点时个号月年班级次节人名十百楼元块天(\d])){1,4}"
_WHO_OR_WHAT = r"的?(?:晚|午|早|延|托|上(?!午)|去|来|不|都|接|参加|两天|[爷奶外妈爸姥])"
_EACH = rf"(?:每[个一]?{_WEEK}的?(?={_WEEK})|每逢|每个?|逢|每到)"

# --- days of the month --------------------------------------------------------------------------------------------
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|卅一?|(?:二十|廿|十)[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_MONTH_FIGURES = r"(?:1[0-2]|0?[1-9])"
_DAY_FIGURES = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:20\d\d|二[〇零]二[〇零一二三四五六七八九])"
_NUMBER_OF_A_THING = (
    r"门|楼|车|线|桌|位|码|柜|厅|窗|床|馆|座|房|室|店|库|院|梯|卡|路|段|机(?!构|会|场)|台(?!湾)|校[车区门]|公交|文件"
    r"|教室|教学楼|会议室|出口|通道|电|同学(?!聚)|学生(?!会)|选手|球[衣员门场]|场[地馆]|食堂|信箱|操场"
)
_HAO = rf"号(?!{_NUMBER_OF_A_THING})"
_RI = r"日(?![记报常程志用语光期托均历间夜内])"
_SIGN = rf"(?:{_HAO}|{_RI})"
_DAYS = rf"{_DAY}(?:[号日]?{_AND}{_DAY}(?=[号日、,/和跟与及到至~\s-]))*"
_MONTHS_DAYS = rf"{_DAY}(?:[号日]?{_AND}{_DAY}(?![\d月个人名班年级点时分.:十]|[一二三四五六七八九](?![起直共同])))*"
_NO_NUMBER_BEFORE = r"(?<!\d:)(?<![\d./第#a-zA-Z一二三四五六七八九十廿卅])"

# --- holidays -----------------------------------------------------------------------------------------------------
_OFF = r"(?:假期|长假|放假|黄金周)"
_AROUND = r"(?:之?前(?![天面])|之?后(?![天面]))"
_SURNAME = "王李张刘陈杨赵黄周吴徐孙马胡朱郭何林高罗建"

_SOME_DAYS = r"(?:几|些|好几|两三|三两|三四|三五|四五|一两|十来|十几)"

NO_DAY: tuple[tuple[str, str], ...] = (
    ("masked", r"[\ue000-\ue00f]+"),
    ("phone", r"\d{7,}|\d{3,4}-\d{3,4}-?\d{3,}|1\d\d[ -]?\d{4}[ -]?\d{4}"),
    ("measured", r"\d{1,2}:\d{2}|\d+(?:\.\d+)?(?:度|元|块|米|公里|分钟|小时|%|岁|斤|公斤)"),
    ("ordinal", rf"第{NUMBER}[天周日]"),
    ("a_moment", rf"(?<=[问说看查记约定帮])(?<!请问)下(?=下[个一]?(?:{_WEEK}|月))"),
    (
        "no_day",
        r"今后天天|目前天|一天到晚|三天两头|一天天|几天几夜|(?:其他|其它|其余|另外|别的|平时)的?[几两一二三四12345"
        r"]天|那天|哪天|哪几天|第几天|今年|去年|后年|今生|白天|聊天|[阴晴春夏秋冬]天"
        r"|生日|节日|假日|平日|日托|全日制",
    ),
    # 每周三次, 一周五天: how often, not when.
    ("how_often", rf"(?:每一?个?|一个?|两个?|几个?){_WEEK}[一二两三四五六几1-7](?:次|节|回|趟|个(?!人))"),
    ("other_weeks", rf"逢?[单双隔]周(?:的?{_WEEK})?[一二三四五](?![次个天])"),
    ("days_a_week", rf"(?:一个?){_WEEK}[一二两三四六几1-467]天"),
)

ALWAYS = (
    r"从今(?:往后|以后|而后)|从此(?:以后|往后|之后)?"
    r"|(?<![了课学班饭完操点半刻分天号日月])(?:以后|今后|往后)(?!的?几天|[两三四五2-5]天|再[说定看])"
    r"|长期|每次|每回|每一次|常年|整个?学期|[本这]个?学期(?:都|一直)"
    rf"|每{_WEEK}(?=都|是|由|让|[爷奶外妈爸姥])"
)
EVERY = (
    r"每一?[天日]|天天|逢?(?:每个?)?(?:工作日|上学日|上课日)"
    rf"|(?:每|一个?){_WEEK}[五5]天|周中每天|(?<![\d十请假休])[五5]天(?=都|全)"
)
SEVERAL = r"(?:今明后|今明|(?<![小晓阿])明后|昨今|前昨)(?:[两俩二三23])?[天日晚]"
AWAY = (
    r"大前[天日]|(?<![目之以提])前[天日](?!气|数)|前晚|昨[天日儿晚夜]个?"
    r"|今儿?个儿?|今(?:[天日儿夜晨朝]|晚(?![托自辅点])|早(?![托点]))|今(?=[上下中]午|傍晚|晚[托自辅点]|早[托点])"
    r"|明儿?个儿?|明(?:[天日儿朝晨]|晚(?![托自辅点])|早(?![托点]))|明(?=[上下中]午|傍晚|晚[托自辅点]|早[托点])|听["
    r"日天朝]|[琴寻]日"
    r"|大后[天日儿]个?|(?<![以今往之然最])后[天日儿](?:个|(?=天))?(?!院|续)|后晚"
)
WEEK_PART = (
    rf"{_WHICH_WEEK}{_WEEK}的?(?P<wp_side>剩下|剩余|余下|剩|后面|后|前面|前|头|最后|接下来)[的这]?"
    rf"(?P<wp_n>{NUMBER}|几)?个?[天日](?!气)"
)
WEEK_REST = rf"{_WHICH_WEEK}?{_WEEK}(?:剩下|剩余|余下|接下来)的?(?:时间|日子)?"
WEEK_COUNT = rf"(?:{_WHICH_WEEK}|每){_WEEK}(?P<wc_n>[一二两三四五2-5])天(?![气冷热黑亮天下])"
WEEKDAY = (
    rf"(?P<wd_each>{_EACH})?(?P<wd_week>{_WHICH_WEEK})?{_WEEK}(?!天天|日报)(?P<wd_days>{_WEEKDAYS})"
    rf"(?![{_TAIL_OF_A_NAME}])"
)
WEEKEND = rf"(?P<we_each>{_EACH})?(?P<we_week>{_WHICH_WEEK})?{_WEEK}末"
BARE_WEEKDAYS = (
    rf"(?P<bw_each>{_EACH})(?P<bw_each_days>[一二三四五六]{_MORE_IN_A_ROW})"
    r"|(?<![\d一二三四五六七八九十第周期拜.(年])"
    r"(?:(?P<bw_odd>一[、,]?三[、,]?五)(?![点时个号月年班级次节人名十百楼元块天(\d])"
    rf"|(?P<bw_even>二[、,]?四)(?={_WHO_OR_WHAT}))"
)
WEEK = (
    rf"(?P<wk_week>{_WHICH_WEEK}){_WEEK}(?:一?整周|整个?)?(?:之?内|里)?"
    rf"|整个?(?P<wk_whole>[这本下上]){_WEEK}"
)
ISO = (
    rf"(?<!\d)(?P<iso_y>20\d\d)(?P<iso_sep>[-/.])(?P<iso_m>{_MONTH_FIGURES})(?P=iso_sep)(?P<iso_d>{_DAY_FIGURES})"
    r"(?!\d)[号日]?"
    r"|(?<!\d)(?P<iso8>20[23]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
MONTH_DAY = (
    rf"{_NO_NUMBER_BEFORE}(?:(?P<md_y>{_YEAR})年)?(?P<md_m>{_MONTH})月份?(?P<md_d>{_MONTHS_DAYS})"
    rf"(?:{_SIGN}|(?![\d月个人名班年.:点时%号日十]))"
)
REL_MONTH_DAY = rf"(?P<rm_m>本月|这个?月|当月|下下个?月|下个?月|上个?月)份?的?(?P<rm_d>{_DAYS}){_SIGN}"
DOTTED = (
    rf"(?<!\d:)(?<![\d./第#a-zA-Z一二三四五六七八九十])(?P<dt_m>{_MONTH_FIGURES})(?P<dt_sep>[./])(?P<dt_d>"
    rf"{_DAY_FIGURES})"
    r"(?![\d.:点]|/\d)(?P<dt_sign>[号日])?"
    rf"(?:{_UP_TO}(?P<dt_to>{_DAY_FIGURES})(?![\d.:/点%])(?P<dt_sign2>[号日])?)?"
)
DASHED = r"(?<!\d:)(?<![\d./-])(?P<ds_m>0[1-9]|1[0-2])-(?P<ds_d>0[1-9]|[12]\d|3[01])(?![\d:-])"
DAY = rf"{_NO_NUMBER_BEFORE}(?<!学号)(?<!座号)(?P<dn_d>{_DAYS}){_HAO}"
DAY_RI = (
    rf"{_NO_NUMBER_BEFORE}(?<![请假休共了续期])"
    r"(?P<dr_d>(?:[1-9]|[12]\d|3[01]|十[一二三四五六七八九]?|[二廿]十?[一二三四五六七八九]?|三十一?|卅一?)"
    rf"(?:日?{_AND}{_DAY}(?=日))*){_RI}"
    rf"|{_NO_NUMBER_BEFORE}(?P<dr_one>[一二三四五六七八九])日(?=[到至起]|\s*[-~]\s*{NUMBER}[日号])"
)
FESTIVAL = (
    rf"(?<![{_SURNAME}])国庆节?{_OFF}?|元旦节?{_OFF}?"
    rf"|(?<![\d周期拜十])五一(?![班(0-9二三四五六七八九级路小街起年]|个)(?:劳动节|节)?{_OFF}?"
    rf"|(?<![\d二三四五六七八九人])十一(?={_OFF}|期间|{_AROUND}|回来){_OFF}?"
    rf"|六一(?=儿童节|那天|当天|{_AROUND})(?:儿童节)?|儿童节|教师节|圣诞节?|平安夜|劳动节"
)
MONTH_END = r"(?P<me_m>本|这个?|下个?)?月(?:底|末)|(?P<me_n>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:底|末)"
UNKNOWN_END = (
    r"清明节?|端午节?|中秋节?|春节|除夕|元宵节?|寒假|暑假|放假(?=[前后])|(?<![天日一二三四五])期[末中](?!考?试?复"
    r"习)|学期末|学期结束"
    r"|年底|开学|下个?学期"
)
MONTH = (
    rf"(?P<mo_m>本|这个?|下下个?|下个?|上个?)月份?|{_NO_NUMBER_BEFORE}(?P<mo_n>{_MONTH})月份?(?=起|开始|往后|之后|以后)"
)
LATER = rf"(?P<la_n>{NUMBER})(?P<la_u>天|日|个?星期|个?礼拜|周)(?:之后|以后|后)(?![天面])"
NEXT_DAYS = r"(?:接下来|未来|往后|今后|以后|后面|之后|后)[的这]?(?P<nd_n>[两二三四五2-5])个?[天日]"
HALF = r"(?<![了大老好小])[小大]?半[天日](?![没都不才还]|过去)"
VAGUE = (
    r"(?:这|那|前|近|过|头|好|接下来|未来|往后|后面|最近|之后|以后|后)?的?这?"
    rf"{_SOME_DAYS}个?[天日](?![了没前])|剩下的?几天"
    r"|(?:这|前|过|那|近|头|隔)[两二三四五2-5]个?[天日]"
    r"|改[天日]|某天|有一?天|有时候?|最近|近期|这阵子?|这段时间|(?<!多)一段(?:时间|日子)|过阵子|过段时间"
    r"|过些(?:天|日子)|暂时|下次|下回|[前后]半周|月初|[上中下]旬"
)
COUNT = (
    rf"(?<![\d.第每前过这那头])(?P<ct_n>{NUMBER})个?整?(?:天|工作日)(?![气然前花使下才真黑亮]|都?没)半?"
    rf"|(?<=[请休假期共续])(?P<ct_n2>{NUMBER})日(?!期|托)|(?P<ct_n3>[一两])日(?=$|[^\d记报常程志用到至起])"
)
COUNT_WEEKS = rf"(?<![每第下上这本])(?P<cw_n>[一两二三四1-4])个?整?{_WEEK}(?![一二三四五六日天末几\d]|多少)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", ISO),
    *NO_DAY,
    ("always", ALWAYS),
    ("every", EVERY),
    ("several", SEVERAL),
    ("away", AWAY),
    ("week_part", WEEK_PART),
    ("week_rest", WEEK_REST),
    ("week_count", WEEK_COUNT),
    ("weekday", WEEKDAY),
    ("weekend", WEEKEND),
    ("bare_weekdays", BARE_WEEKDAYS),
    ("week", WEEK),
    ("month_day", MONTH_DAY),
    ("rel_month_day", REL_MONTH_DAY),
    ("dotted", DOTTED),
    ("dashed", DASHED),
    ("day", DAY),
    ("day_ri", DAY_RI),
    ("festival", FESTIVAL),
    ("month_end", MONTH_END),
    ("unknown_end", UNKNOWN_END),
    ("month", MONTH),
    ("later", LATER),
    ("next_days", NEXT_DAYS),
    ("half", HALF),
    ("vague", VAGUE),
    ("count", COUNT),
    ("count_weeks", COUNT_WEEKS),
)

_FIRST_SIGNS = (
    r"\d\ue000-\ue00f一二三四五六七八九十廿卅两几半些元国教圣劳儿清端中春除寒暑放期年开学月今明昨前后大琴寻听周星礼拜整"
    r"每逢工上下本这那哪当从以往长常天课第目去白聊阴晴夏秋冬生节假平日全其另别剩接未之小近过头好最改某有隔暂单双"
)
"""The signs with which a pattern can begin: most places of a text are passed over at this one look."""
ATOMS = re.compile(f"(?=[{_FIRST_SIGNS}])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS) + ")")
HINT = re.compile(r"[今明昨前后琴寻听周礼拜期月号日天节庆旦底假末长每以此一二最阵段暂]|\d[./-]\d|20\d{6}")
