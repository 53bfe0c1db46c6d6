"""What a page may cost its reader, and how long an author may wait."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Budget:
    """What is measured, and the number that it may be at most, or at least."""

    name: str
    limit: float
    form: str  # how a number is written
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.shown(self.limit)}"

    def shown(self, value: float) -> str:
        return f"{value:{self.form}}"

    def kept(self, value: float) -> bool:
        return value >= self.limit if self.at_least else value <= self.limit


# By Lighthouse's names.
MEASURES = {
    "performance": Budget("Performance", 0.98, ".2f", at_least=True),
    "accessibility": Budget("Accessibility", 1, ".2f", at_least=True),
    "best-practices": Budget("Best practices", 1, ".2f", at_least=True),
    "seo": Budget("SEO", 1, ".2f", at_least=True),
    "cumulative-layout-shift": Budget("Layout shift", 0.01, ".3f"),
    "total-blocking-time": Budget("Blocking time, ms", 50, ".0f"),
    "total-byte-weight": Budget("KB", 150, ".0f"),
}
TRAINING = 300  # KB: its bitmaps of thousands of samples
# Seconds.
BUILD = Budget("a build with nothing changed", 5, ".1f")
EDIT = Budget("an edit of prose, from saved to seen in the browser", 2, ".1f")


def budget(page: str, measure: str) -> Budget:
    """The budget of one page, named as an address, in one measure."""
    found = MEASURES[measure]
    if measure == "total-byte-weight" and page.startswith("training/"):
        return replace(found, limit=TRAINING)
    return found
