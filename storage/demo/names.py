"""Invented names. Children's are kept apart in sound and shape, but for those that are meant to be confused."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from care.reading.names.sounds import slips, sound, sounds


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭"
    "曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦"
)
CHILDREN = _words(
    """
    浩然 雨桐 欣怡 博文 思远 语嫣 俊杰 佳琪 天佑 梦瑶 一诺 诗涵 宇航 嘉懿
    煜城 懿轩 烨伟 苑博 伟泽 熠彤 鸿煊 博涛 烨霖 烨华 煜祺 智宸 正豪 昊然
    明杰 立诚 立轩 立辉 峻熙 弘文 熠然 鹏煊 鸿涛 伟祺 绍辉 文博 鹤轩 锦程
    修杰 黎昕 远航 旭尧 鸿飞 圣杰 俊驰 雨泽 烨磊 晟睿 文昊 伟宸 立果 金鑫
    锦瑜 靖琪 雅静 梦洁 梦璐 惠茜 漫妮 香茹 月婵 嫦曦 静香 梦菲 芷蕾 云露
    乐菱 雨琴 依波 千凡 念真 代桃 曼青 凌雪 冰真 白莲 沛菡 芷若 新柔 依云
    书雁 紫云 秋月 采文 尔芙 冬萱 凡白 书竹 语芹 从雪 春竹 听云 初柔 映秋
    慕青 安露 平蓝 绮山 雅彤 夏岚 可欣 若曦 心悦 朵拉 泽楷 逸飞 承宇 启航
    家豪 振宇 志远 子昂 书瑶 晓晨 亦菲 沐阳
    """
)
MOTHERS = _words(
    """
    秀英 丽娟 艳红 晓燕 海霞 春梅 玉兰 雪梅 淑华 美玲 桂香 婷婷 丹丹 红梅
    莉莉 玲玲 慧敏 爱华 凤英 小红 燕子 雅琴 文静 佳慧 晓丽
    """
)
FATHERS = _words(
    """
    建军 志强 国强 海涛 文涛 晓东 永刚 立新 建华 俊峰 德明 振华 卫东 学军
    少华 伟明 金龙 浩宇 鹏飞 长江 子强 海波 广平 庆生 世杰
    """
)
GRANDMOTHERS = _words(
    """
    桂兰 秀珍 淑珍 玉珍 凤兰 秀兰 淑英 玉华 素珍 月英
    """
)
GRANDFATHERS = _words(
    """
    德福 长贵 金生 有才 大海 福生 玉山 国栋 保国 守义
    """
)


@dataclass
class Names:
    """Draws names that nobody bears yet."""

    draw: random.Random
    taken: set[str] = field(default_factory=set)
    _sounds: set[str] = field(default_factory=set)
    _slips: set[str] = field(default_factory=set)

    def keep(self, *names: str) -> None:
        """Names that the story needs: nothing like them is drawn."""
        for name in names:
            self.taken.add(name)
            self._sounds |= sounds(name)
            self._slips |= {*slips(name)}

    def child(self, surname: str = "") -> str:
        """A child's name unlike all others, in sound and to the eye."""
        while True:
            name = (surname or self.draw.choice(SURNAMES)) + self.draw.choice(CHILDREN)
            if name not in self._slips and not sounds(name) & self._sounds:
                self.keep(name)
                return name

    def adult(self, given: Sequence[str], surname: str = "") -> str:
        """A grown-up's name; these may sound alike, as they do."""
        for _ in range(200):
            name = (surname or self.draw.choice(SURNAMES)) + self.draw.choice(given)
            if name not in self.taken:
                break
        self.taken.add(name)
        return name


def letters(name: str) -> str:
    """王丽 → wangli, as the accounts of 企业微信 are usually written."""
    return sound(name).replace(" ", "")
