"""The school as such: its plan and days, what it announces and asks, what it has."""
