"""Chinese in simplified characters: 万, 亿 and 万亿 where they are exact, because Babel's own compact forms round 4.52亿 to 5亿."""

from __future__ import annotations

from typing import Final

from .reading import Reading
from .record import Language, Scale

_SIGNS: Final = "零一二三四五六七八九十"


LANGUAGE = Language(
    name="Chinese",
    locale="zh_Hans",
    tag="zh-CN",
    script="Hans",
    spaced=False,
    quotes=("“", "”", "‘", "’"),
    scales=(Scale(12, "万亿", "万亿"), Scale(8, "亿", "亿"), Scale(4, "万", "万")),
    sizes=(("万亿", 12), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千(?![克米瓦卡])", 3)),
    qualifiers={"at-least": "至少{}", "over": "超过{}", "about": "约{}"},
    percent_words=("百分比",),
    money="name",
    points=("个百分点", "个百分点", "个百分点"),
    dollars=("美元", "美元", "美元"),
    year="{}年",
    abbreviations="",
    part_of=r"/",
    before_number="",
    sample="上半年，各工作组又覆盖了四个省，培训了两百家诊所的工作人员，并建立了如今每个县都在使用的登记册。",
    reading=Reading(
        qualifiers={
            "at-least": "至少|不少于|不低于",
            "at-most": "至多|不超过|最多|高达|多达",
            "over": "(?<!不)超过|逾|(?<!不)多于|高于",
            "under": "(?<!不)少于|不到|低于",
            "nearly": "将近|接近|近",
            "about": "大约|约|大概",
        },
        rises=r"上升|增加|增长|提高|上涨",
        falls=r"下降|减少|降低|下跌",
        points="个?百分点",
        percent="百分比",
        currencies={
            "USD": "美元",
            "EUR": "欧元",
            "GBP": "英镑",
            "RUB": "卢布",
            "CNY": "元人民币|人民币|元",
            "JPY": "日元",
            "CHF": "瑞士法郎",
        },
        units={
            "ton": "吨",
            "kilogram": "公斤 千克",
            "gram": "克",
            "kilometre": "公里 千米",
            "metre": "米",
            "hectare": "公顷",
            "litre": "升",
            "barrel": "桶",
            "hour": "小时",
            "minute": "分钟",
            "day": "天 日",
            "week": "周",
            "month": "个月",
            "year": "年",
            "household": "户",
        },
        year_before="，|、|至|到",
        year_after="年",
        items="目标|第",
        resolutions="决议|决定",
        phones="电话|传真",
        rates=r"平均|人均|均价|单价|价格|率|指数|排名|名次|中位|密度|比例|占比|每(?!年)",
        fractions=(
            (1, 2, "一半|半数"),
            *(
                (part, whole, f"{_SIGNS[whole]}分之{_SIGNS[part]}")
                for whole in range(3, 11)
                for part in range(1, whole)
            ),
        ),
    ),
)
