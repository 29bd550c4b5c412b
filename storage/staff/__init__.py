"""Colleagues and helpers: duties, papers, consent, who decides, what changed."""
