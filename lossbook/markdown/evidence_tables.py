"""Shows what became of advice that was tried, from what `make evidence` wrote.

A verdict is counted from the scores, never written: a contender is better, or
worse, than the baseline if it is so in every seed but one at most.
"""

from collections import Counter
from collections.abc import Iterator
from statistics import mean, stdev

from markdown.extensions.toc import slugify

from lossbook.result_files import EVIDENCE, Results, recorded, table

BETTER, SAME, WORSE = "better", "no better", "worse"
SPARED = 1  # seeds that may go the other way


class Beside:
    """A contender's scores beside the baseline's, seed by seed."""

    def __init__(self, name: str, scores: list, baseline: list, higher: bool):
        self.name, self.scores = name, scores
        pairs = zip(scores, baseline, strict=True)
        self.differences = [score - other for score, other in pairs]
        gains = [each if higher else -each for each in self.differences]
        ahead = sum(gain > 0 for gain in gains)
        behind = sum(gain < 0 for gain in gains)
        self.counts = {BETTER: ahead, SAME: ahead, WORSE: behind}

    def share(self, word: str) -> str:
        """In how many seeds it is better, or worse."""
        return f"{self.counts[word]} of {len(self.scores)}"

    @property
    def verdict(self) -> str:
        """Better, no better or worse."""
        for word in (BETTER, WORSE):
            if self.counts[word] >= len(self.scores) - SPARED:
                return word
        return SAME


def evidence(row: str = "") -> list[str]:
    """One row: its data, table, verdicts and settings; or all in brief."""
    rows = recorded(EVIDENCE)["rows"]
    if not row:
        return _brief(rows)
    found = rows[row]
    return [
        f"{found['data']} Settings are chosen by the {found['choose']} of the "
        "validation samples.",
        "",
        *_scores(found),
        "",
        *_verdicts(found),
        "",
        *_settings(found),
    ]


def verdict(row: str, name: str) -> str:
    """What became of one contender of a row, in a few words.

    Raises:
        BookError: there is no such row, or no such contender in it.
    """
    found = recorded(EVIDENCE)["rows"][row]
    beside = {each.name: each for each in _beside(found)}
    contenders = Results(beside, "make evidence")
    (baseline, *others), contender = contenders, contenders[name]
    by = f"by {found['scores'][0]['name']}"
    if name == baseline:
        ahead = [contenders[each].verdict for each in others].count(BETTER)
        return f"{ahead or 'none'} of {len(others)} others did better {by}"
    word = contender.verdict
    where = "ahead in" if word == SAME else "in"
    return f"{word} than {baseline}, {where} {contender.share(word)} seeds {by}"


def section(row: str) -> str:
    """The address of the section that shows a row, below its title."""
    title = recorded(EVIDENCE)["rows"][row]["title"]
    return f"/reference/evidence.md#{slugify(title, '-')}"


def _beside(found: dict, which: int = 0) -> list[Beside]:
    """Every contender beside the first, the baseline, by one of the scores."""
    name, higher = found["scores"][which].values()
    scores = [each["scores"][name] for each in found["contenders"]]
    return [
        Beside(contender["name"], mine, scores[0], higher)
        for contender, mine in zip(found["contenders"], scores, strict=True)
    ]


def _scores(found: dict) -> list[str]:
    """Means and deviations over the seeds; the first score decides."""
    head = ["Trained with"]
    rows = [[_first_upper(each["name"])] for each in found["contenders"]]
    for n, score in enumerate(found["scores"]):
        arrow = "↑" if score["higher"] else "↓"
        head.append(f"{_first_upper(score['name'])} {arrow}")
        if n == 0:
            head.append("Difference")
        for row, each in zip(rows, _beside(found, n), strict=True):
            row.append(_spread(each.scores))
            if row is rows[0]:
                row += [""] * (n == 0)
                continue
            if n == 0:
                row.append(_spread(each.differences, "+"))
            row[-1] += f"<br>{each.share(BETTER)}"
    return table(head, rows)


def _spread(values: list[float], sign: str = "") -> str:
    return f"{mean(values):{sign}.3f} ±&nbsp;{stdev(values):.3f}".replace(
        "-", "−"
    )


def _verdicts(found: dict) -> Iterator[str]:
    baseline = found["contenders"][0]["name"]
    for word, names in _by_verdict(found).items():
        if names or word == BETTER:
            than = f" than {baseline}" if word == BETTER else ""
            yield f"- **{word.capitalize()}**{than}: {names or 'none'}."


def _by_verdict(found: dict) -> dict[str, str]:
    """Who is better than the baseline, who no better and who worse."""
    _, *others = _beside(found)
    return {
        word: ", ".join(
            f"{each.name} ({each.share(word)})"
            for each in others
            if each.verdict == word
        )
        for word in (BETTER, SAME, WORSE)
    }


def _brief(rows: dict) -> list[str]:
    lines = ["| Trouble | Baseline | Better than it |", "|---|---|---|"]
    for row, found in rows.items():
        link = f"[{found['title']}]({section(row)})"
        baseline = _first_upper(found["contenders"][0]["name"])
        better = _first_upper(_by_verdict(found)[BETTER] or "none of them")
        lines.append(f"| {link} | {baseline} | {better} |")
    return lines


def _settings(found: dict) -> Iterator[str]:
    """What each contender tried, and what was chosen in how many seeds."""
    yield "<details markdown><summary>Settings tried and chosen</summary>\n"
    for each in found["contenders"]:
        parts = []
        for name, tried in each["settings"].items():
            chosen = sorted(Counter(each["chosen"][name]).items())
            counts = ", ".join(f"{value:g} ({n})" for value, n in chosen)
            values = ", ".join(f"{value:g}" for value in tried)
            parts.append(f"`{name}` of {values}: {counts}")
        yield f"- {_first_upper(each['name'])}: {'; '.join(parts) or 'none'}."
    yield "\n</details>"


def _first_upper(text: str) -> str:
    """As it begins a cell; what is a name inside a sentence stays one."""
    return text[0].upper() + text[1:]
