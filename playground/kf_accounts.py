"""The accounts of 微信客服, their entry links and their customers' names (wecom.md 4b)."""

from __future__ import annotations

import re
from typing import Any

from playground.errors import ApiError
from playground.world import World

SCENE = re.compile(r"[0-9A-Za-z_-]{0,32}")
MOST_CUSTOMERS = 100


def _check_granted(scopes: set[str]) -> None:
    if "kf" not in scopes:
        raise ApiError(48007)


class KfAccounts:
    def __init__(self, world: World) -> None:
        self._world = world

    def listed(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        _check_granted(scopes)
        config = self._world.config
        account = {"open_kfid": config.kf.open_kfid, "name": config.school_name[:16], "avatar": ""}
        wanted = body.get("offset") or 0
        return {"errcode": 0, "errmsg": "ok", "account_list": [account][wanted:]}

    def contact_way(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        _check_granted(scopes)
        if body.get("open_kfid") != self._world.config.kf.open_kfid:
            raise ApiError(95000)
        scene = str(body.get("scene") or "")
        if not SCENE.fullmatch(scene):
            raise ApiError(40058, "scene")
        url = f"https://work.weixin.qq.com/kfid/{body['open_kfid']}?enc_scene={scene}"
        return {"errcode": 0, "errmsg": "ok", "url": url}

    def customers(self, body: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        _check_granted(scopes)
        ids = body.get("external_userid_list") or []
        if len(ids) > MOST_CUSTOMERS:
            raise ApiError(40032)
        found = [phone for phone in map(self._world.parent, ids) if phone]
        known = {phone.id for phone in found}
        customers = [{"external_userid": one.id, "nickname": one.name, "avatar": "", "gender": 0} for one in found]
        unknown = [one for one in ids if one not in known]
        return {"errcode": 0, "errmsg": "ok", "customer_list": customers, "invalid_external_userid": unknown}
