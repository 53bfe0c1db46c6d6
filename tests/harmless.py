"""Faults that change nothing that a reader could notice, and why.

By file and by the line with the fault in it, as `python -m tests.mutate` prints
it. A sceptic must accept the reason.
"""

HARMLESS: dict[tuple[str, str], str] = {}
