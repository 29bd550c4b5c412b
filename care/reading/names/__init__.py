"""Who is meant: pupils, colleagues, relations, classes, by writing, sound and look."""
