"""Reads the parents of 家校通讯录: school/department/list and school/user/list_parent. (wecom.md 4a)"""

from __future__ import annotations

from typing import Any

from bot.channels.api import Api
from storage.platform.accounts import AppAccount
from storage.platform.contacts import Contact


def parents(api: Api, account: AppAccount) -> list[Contact]:
    """Every parent once. The list of parents is not recursive, so each department is asked."""
    found: dict[str, Contact] = {}
    departments = api.get(account, "school/department/list", {}).get("departments") or ()
    for department in departments:
        reply = api.get(account, "school/user/list_parent", {"department_id": str(department["id"])})
        for raw in reply.get("parents") or ():
            one = _contact(raw)
            found.setdefault(one.account.lower(), one)
    return list(found.values())


def _contact(raw: dict[str, Any]) -> Contact:
    children = tuple(str(child.get("name") or "") for child in raw.get("children") or ())
    phone = str(raw.get("mobile") or "").removeprefix("+86")
    return Contact(str(raw["parent_userid"]), phone, children, raw.get("is_subscribe") == 1)
