"""The words that teachers and duty leaders write, by what they do. Tables only: care/reading/staff composes them.

Patterns run over the sketch (care/reading/phrases/pattern.py): C child, W stranger, N colleague, P person, D day,
T clock time, S session, K club, G class, X phone.
"""
