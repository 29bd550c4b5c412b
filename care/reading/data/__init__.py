"""Learned weights, written by commands and read as they are."""
