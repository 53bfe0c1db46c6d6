"""What a page may cost its reader, and how long an author may wait."""

# Name, how it is written, and the budget: at least for a score, else at most.
MEASURES = {
    "performance": ("Performance", ".2f", 0.98),
    "accessibility": ("Accessibility", ".2f", 1),
    "best-practices": ("Best practices", ".2f", 1),
    "seo": ("SEO", ".2f", 1),
    "shift": ("Layout shift", ".3f", 0.01),
    "blocking": ("Blocking time, ms", ".0f", 50),
    "kilobytes": ("KB", ".0f", 150),
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
# What is waited for, and seconds at most.
WAITS = {
    "build": ("a build with nothing changed", 5),
    "edit": ("an edit of prose, from saved to seen in the browser", 2),
}
TRAINING = 300  # KB: its bitmaps of thousands of samples


def budget(page: str, measure: str) -> float:
    """The budget of one page, named as an address, in one measure."""
    if measure == "kilobytes" and page.startswith("training/"):
        return TRAINING
    return MEASURES[measure][2]


def kept(page: str, measure: str, value: float) -> bool:
    """Whether a page keeps to its budget in one measure."""
    if measure in SCORES:
        return value >= budget(page, measure)
    return value <= budget(page, measure)
