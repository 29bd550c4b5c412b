"""Exact words of command and what stands behind them. Nothing here guesses."""
