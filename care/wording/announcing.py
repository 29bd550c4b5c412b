"""Announcements with receipts, in words. (C18, C19)"""

from __future__ import annotations

READ = "已阅"
THANKS = "收到，谢谢。"
TITLES = {"letter": "告家长书", "notice": "学校通知", "meeting": "会议通知"}
