"""Accounts, colleagues, helpers: who they are and who they become."""
