"""Agreements as of a day: what was in force (valid time), and what had been published (knowledge time)."""

from kg.snapshot.in_force import as_of
from kg.snapshot.known import known_by

__all__ = ["as_of", "known_by"]
