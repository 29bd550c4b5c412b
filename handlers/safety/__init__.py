"""Incidents, children that are looked for, and who may not collect."""
