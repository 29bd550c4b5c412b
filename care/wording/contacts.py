"""What became of a comparison with 家校通讯录: for the person at the console, who may see names."""

from __future__ import annotations

from collections.abc import Sequence

MOST_SHOWN = 20


def counted(bound: int, same: int, not_following: int, *, written: bool) -> str:
    verb = "已绑定" if written else "可绑定"
    followers = f"，其中 {not_following} 人还没有关注学校通知，关注后才能收到" if not_following else ""
    return f"{verb} {bound} 人，原来就对的 {same} 人{followers}。"


def unknown(contacts: Sequence[tuple[str, Sequence[str]]]) -> str:
    return _listed("名单上没有这个手机号，未绑定", [_contact(*one) for one in contacts])


def doubtful(contacts: Sequence[tuple[str, Sequence[str]]]) -> str:
    return _listed(
        "没有手机号，或几位家长共用一个号，请在工作簿的“学校通知账号”里填写", [_contact(*one) for one in contacts]
    )


def missing(names: Sequence[str]) -> str:
    return _listed("家校通讯录里没有找到，收不到学校通知", list(names))


def _contact(account: str, children: Sequence[str]) -> str:
    return f"{account}（{'、'.join(children)}）" if children else account


def _listed(what: str, entries: list[str]) -> str:
    if not entries:
        return ""
    more = " 等" if len(entries) > MOST_SHOWN else ""
    return f"{what} {len(entries)} 人：{'、'.join(entries[:MOST_SHOWN])}{more}"
