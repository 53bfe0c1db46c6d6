"""Ties a page's equations to code: what each symbol is, what it must equal.

    page = Page("custom/focal-loss")
    page.bind("eq:focal", z=real, y=unit, gamma=positive, alpha=unit, ell=focal)

A symbol is bound to a domain, from which it is drawn, or to a function of other
symbols by their names, such as a snippet's. Every member of the equation must
then equal every other one, at ordinary and at extreme points. A name that a
where-clause defines needs no binding.
"""

import importlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import mpmath
import numpy as np

from lossbook.check_results import binding
from lossbook.errors import BookError, raised
from lossbook.paths import ROOT
from lossbook.sources import source
from tests.docs.latex import (
    ORDERS,
    Evaluator,
    LatexError,
    _spell_tree,
    displays,
    parse,
    parts,
    statements,
)

POINTS = 12
RTOL, ATOL = mpmath.mpf("1e-10"), mpmath.mpf("1e-13")


@dataclass(frozen=True)
class Domain:
    """Draws one entry; `shape` names the sizes of an array of them."""

    draw: Callable[[random.Random, dict], object]
    shape: tuple[str, ...] = ()
    rows_sum_to_one: bool = False

    def over(self, *shape: str) -> "Domain":
        """An array of such entries: `real.over("N", "K")`."""
        return Domain(self.draw, shape, self.rows_sum_to_one)

    def sample(self, chance: random.Random, sizes: dict):
        if not self.shape:
            return self.draw(chance, sizes)
        dimensions = [sizes[name] for name in self.shape]
        array = np.empty(dimensions, dtype=object)
        for where in np.ndindex(*dimensions):
            array[where] = self.draw(chance, sizes)
        if self.rows_sum_to_one:
            array = array / array.sum(axis=-1, keepdims=True)
        return array


def _decimal(low: float, high: float) -> Callable:
    return lambda chance, _: mpmath.mpf(chance.uniform(low, high))


def _real(chance: random.Random, _):
    # One in four is extreme: there a formula and its stable form part ways.
    if chance.random() < 0.25:
        extremes = (0, 1e-3, -1e-3, 10, -10, 40, -40, 300, -300)
        return mpmath.mpf(chance.choice(extremes))
    return mpmath.mpf(chance.gauss(0, 2))


real = Domain(_real)
moderate = Domain(_decimal(-3, 3))
positive = Domain(_decimal(0.1, 3))
unit = Domain(lambda chance, _: mpmath.mpf(chance.random()))
bit = Domain(lambda chance, _: chance.choice((0, 1)))
plus_minus = Domain(lambda chance, _: chance.choice((-1, 1)))
probabilities = Domain(_decimal(0.05, 1), ("K",), rows_sum_to_one=True)


def index(size: str) -> Domain:
    """A whole number from 1 to the size: a class, a sample."""
    return Domain(lambda chance, sizes: chance.randint(1, sizes[size]))


def whole(low: int, high: int) -> Domain:
    """A whole number from low to high."""
    return Domain(lambda chance, _: chance.randint(low, high))


def between(low: float, high: float) -> Domain:
    """A number from low to high."""
    return Domain(_decimal(low, high))


@dataclass
class Page:
    """The bindings of one page, by label."""

    name: str
    bound: dict = field(default_factory=dict)
    explained: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)

    def bind(self, label: str, over: dict | None = None, **names) -> None:
        """Check the equation with these names.

        Args:
            label: the equation's.
            over: sizes of indices whose sums state no range, where they are
                not i over N, and k and j over K.
            names: domains and functions by symbol: `lambda_`, `y_hat`, `w_1`;
                or LaTeX, for what must be differentiated through.
        """
        assert label not in self.bound, f"{label} is bound twice"
        for name, value in names.items():
            if isinstance(value, str):
                ((_, names[name]),) = parts(parse(statements(value)[0]))
        self.bound[label] = (over or {}, names)

    def explain(self, label: str, reason: str) -> None:
        """Say why an equation has nothing to evaluate."""
        self.explained[label] = reason

    def number(self, words: str, *, equals: str = "", because: str = ""):
        """Say where a number in the prose comes from, if not from a run.

        Args:
            words: what the page says, with this one number in it.
            equals: the expression whose value it is, such as "Phi(3/sqrt(2))".
            because: or why there is none to compare it with.
        """
        assert bool(equals) != bool(because)
        self.numbers[words] = (equals, because)


def equations(name: str) -> dict[str, tuple[int, str]]:
    """Line and LaTeX of the page's displayed equations, by label."""
    text = source(name).read_text("utf-8")
    if name.startswith("training/"):
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    return {label: (line, tex) for line, label, tex in displays(text)}


def bindings(name: str) -> Page:
    """The bindings that stand for a page; empty where there are none."""
    if not binding(name).exists():
        return Page(name)
    path = binding(name).relative_to(ROOT)
    try:
        module = importlib.import_module(".".join(path.with_suffix("").parts))
    except Exception as error:
        raise BookError(raised(error, path.as_posix())) from error
    if not isinstance(getattr(module, "page", None), Page):
        raise BookError(f'{path}:1: no page; write page = Page("{name}")')
    return module.page


def check(name: str, label: str) -> None:
    """Evaluate one equation at many points.

    Raises:
        AssertionError: it names page and line, the member of the equation that
            differs, both values, and the point.
    """
    line, tex = equations(name)[label]
    where = f"{source(name).relative_to(ROOT)}:{line}: {label}"
    over, names = bindings(name).bound[label]
    try:
        chain, *clauses = [
            (text, parts(parse(text))) for text in statements(tex)
        ]
        assert len(chain[1]) > 1, f"{where}: one member, so nothing to compare"
        chance, compared = random.Random(label), 0
        for _ in range(20 * POINTS):
            point = draw(names, chance)
            compared += compare(where, chain, clauses, point, over)
            if compared == POINTS:
                return
    except LatexError as error:
        raise AssertionError(f"{where}: {error}") from error
    except (ArithmeticError, RuntimeError, TypeError, ValueError) as error:
        # From the code that a symbol is bound to: what it was given is wrong.
        kind = type(error).__name__
        raise AssertionError(f"{where}: {kind}: {error}") from error
    raise AssertionError(f"{where}: too few points meet the where-clauses")


def draw(names: dict, chance: random.Random) -> dict:
    """One point: sizes first, then what is drawn by size."""
    point = {"N": chance.randint(2, 4), "K": chance.randint(2, 5)}
    for name, value in names.items():
        if isinstance(value, Domain) and not value.shape:
            point[name] = value.sample(chance, point)
        elif not isinstance(value, Domain):
            point[name] = value
    for name, value in names.items():
        if isinstance(value, Domain) and value.shape:
            point[name] = value.sample(chance, point)
    return point


def compare(where, chain, clauses, point, over) -> bool:
    """Compare the members at a point; False if a where-clause excludes it."""
    chains = [chain]
    for text, members in clauses:
        defined = _spell_tree(members[0][1])
        base = defined.partition("_")[0]
        if len(members) == 1 or members[1][0] != "=":
            evaluate = Evaluator(point, over)
            values = [evaluate(tree) for _, tree in members]
            for n in range(1, len(members)):
                if not ORDERS[members[n][0]](values[n - 1], values[n]):
                    return False
        elif defined in point or base in point:
            chains.append((text, members))
        else:
            point[defined] = members[1][1]
    evaluate = Evaluator(point, over)
    values = {
        name: value
        for name, value in point.items()
        if isinstance(value, int | mpmath.mpf | np.ndarray)
    }
    for text, members in chains:
        first = evaluate(members[0][1])
        for relation, tree in members[1:]:
            second = evaluate(tree)
            assert agree(first, relation, second), (
                f"{where}: in  {text}\n"
                f"  {piece(text, members[0][1])}  is {show(first)}\n"
                f"  {relation} {piece(text, tree)}  is {show(second)}\n  at "
                + ", ".join(f"{k} = {show(v)}" for k, v in values.items())
            )
            first = second
    return True


def agree(first, relation: str, second) -> bool:
    """Whether two values stand in a relation, to float64's precision."""
    a, b = np.broadcast_arrays(
        np.asarray(first, dtype=object), np.asarray(second, dtype=object)
    )
    for x, y in zip(a.ravel(), b.ravel(), strict=True):
        slack = ATOL + RTOL * max(abs(x), abs(y)) if mpmath.isfinite(x) else 0
        if relation == "=":
            if not (x == y or abs(x - y) <= slack):
                return False
        elif not (ORDERS[relation](x, y) or abs(x - y) <= slack):
            return False
    return True


def piece(text: str, tree) -> str:
    """The LaTeX that a tree was read from."""
    return " ".join(text[tree.meta.start_pos : tree.meta.end_pos].split())


def show(value) -> str:
    """A value in few digits."""
    array = np.asarray(value, dtype=object)
    if array.ndim:
        return "[" + ", ".join(show(entry) for entry in array) + "]"
    return mpmath.nstr(mpmath.mpf(array.item()), 8)
