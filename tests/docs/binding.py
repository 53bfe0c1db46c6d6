r"""Ties a page's formulas to code: what each symbol is, what it must equal.

    page = Page("classification/focal-loss")
    page.bind("eq:focal", z=real, y=unit, gamma=positive, alpha=unit, ell=focal)

A symbol is bound to a domain, from which it is drawn, to a function of other
symbols by their names, such as a snippet's, or to LaTeX. Every member of the
equation must then stand in its relation to the next, at ordinary and at extreme
points, and where two sides of a condition are equal.

An equation in a sentence takes the symbols of the nearest display that has
them, in its own section first. One that needs others, and every inequality, is
bound by its text; a condition is bound to what it is a condition for:

    page.bind(r"$v > \tau$", iff="w > 0", v=real, tau=positive, w=soft)

A symbol that is set to a number, `$\gamma = 0$`, must be one that can have its
sign; what else holds only here is bound or explained. A snippet's docstring is
bound by the snippet's path.
"""

import importlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import mpmath
import numpy as np
from lark import Tree

from lossbook.check_results import binding
from lossbook.errors import BookError, raised
from lossbook.paths import ROOT
from tests.docs.formulas import Formula, displayed
from tests.docs.latex import (
    ORDERS,
    RELATIONS,
    Evaluator,
    LatexError,
    parse,
    parts,
    scripts,
    spell,
    statement,
)

POINTS = 12
RTOL, ATOL = mpmath.mpf("1e-10"), mpmath.mpf("1e-13")
STRICT = ("<", ">", "\\ne")
# From the code that a symbol is bound to: what it was given is wrong.
WRONG = (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True)
class Domain:
    """Draws one entry; `shape` names the sizes of an array of them."""

    draw: Callable[[random.Random, dict], object]
    shape: tuple[str, ...] = ()
    rows_sum_to_one: bool = False
    admits: Callable[[mpmath.mpf], bool] = lambda value: True

    def over(self, *shape: str) -> "Domain":
        """An array of such entries: `real.over("N", "K")`."""
        return replace(self, shape=shape)

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
positive = Domain(_decimal(0.1, 3), admits=lambda value: value > 0)
unit = Domain(
    lambda chance, _: mpmath.mpf(chance.random()),
    admits=lambda value: 0 < value < 1,
)
# 0 among them.
nonnegative = Domain(
    lambda chance, _: mpmath.mpf(max(0, chance.uniform(-1, 3))),
    admits=lambda value: value >= 0,
)
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
    return Domain(_decimal(low, high), admits=lambda x: low <= x <= high)


def one_of(*values: float) -> Domain:
    """One of these numbers."""
    return Domain(
        lambda chance, _: mpmath.mpf(chance.choice(values)),
        admits=lambda value: value in values,
    )


@dataclass(frozen=True)
class Binding:
    """What the symbols of one formula are.

    Attributes:
        names: domains, functions and trees by symbol.
        over: sizes of indices whose sums state no range.
        iff: what must hold where the formula does, and only there.
    """

    names: dict
    over: dict
    iff: list | None = None


@dataclass
class Page:
    """The bindings of one page, by the keys of its formulas."""

    name: str
    bound: dict[str, Binding] = field(default_factory=dict)
    explained: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[float | None, str]] = field(default_factory=dict)

    def bind(
        self, key: str, over: dict | None = None, iff: str = "", **names
    ) -> None:
        r"""Check the formula with these names.

        Args:
            key: a display's label, a relation as it stands in a sentence, in
                dollars, or a snippet's path, for its docstring.
            over: sizes of indices whose sums state no range, where they are
                not i over N, and k and j over K.
            iff: a relation that holds exactly where this one does.
            names: domains and functions by symbol: `lambda_`, `y_hat`, `w_1`;
                or LaTeX, for what must be differentiated through.
        """
        assert key not in self.bound, f"{key} is bound twice"
        for name, value in names.items():
            if isinstance(value, str):
                ((_, names[name]),) = members(value)
        condition = members(iff) if iff else None
        self.bound[key] = Binding(names, over or {}, condition)

    def explain(self, key: str, reason: str) -> None:
        """Say why a formula has nothing to evaluate."""
        self.explained[key] = reason

    def number(
        self, words: str, *, equals: float | None = None, because: str = ""
    ) -> None:
        """Say where a number in the prose comes from, if not from a run.

        Args:
            words: what the page says at one place, with this number in it.
            equals: its value, computed: `len(outlier.x)`.
            because: or why there is none to compare it with.
        """
        assert (equals is None) == bool(because)
        self.numbers[words] = (equals, because)


def members(tex: str) -> list[tuple[str, Tree]]:
    """A formula's members, each with the relation before it."""
    return parts(parse(statement(tex)))


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


def nearest(name: str, formula: Formula) -> Binding | None:
    """The binding of the nearest display that has the formula's symbols.

    Raises:
        LatexError: it is no equation, so what it says depends on its sentence.
    """
    page, displays = bindings(name), displayed(name)
    chain = members(formula.tex)
    if _is_an_order(chain):
        raise LatexError(
            "bind it to its domain, or to what it is a condition of"
        )

    def distance(key: str) -> tuple:
        other = displays[key]
        apart = other.line - formula.line
        return other.section != formula.section, apart > 0, abs(apart)

    for key in sorted(displays.keys() & page.bound.keys(), key=distance):
        bound = page.bound[key]
        try:
            point = draw(bound.names, random.Random(key))
            for _, tree in chain:
                Evaluator(point, bound.over)(tree)
        except (LatexError, *WRONG):
            continue
        return replace(bound, iff=None)
    return None


def fault(formula: Formula, bound: Binding) -> str:
    """What is wrong with a formula at one of many points; "" if it holds.

    It names page and line, the member of the formula that differs, both values,
    and the point.
    """
    where = f"{formula.where}: {formula.key}"
    try:
        text = statement(formula.tex)
        chain = parts(parse(text))
        if len(chain) == 1:
            return f"{where}: one member, so nothing to compare"
        try:
            _compare(where, text, chain, bound)
        except AssertionError as error:
            return "" if _is_setting(chain, bound) else str(error)
    except LatexError as error:
        return f"{where}: {error}"
    except WRONG as error:
        return f"{where}: {type(error).__name__}: {error}"
    return ""


def _compare(where: str, text: str, chain: list, bound: Binding) -> None:
    seen, met, apart = set(), set(), set()
    for point in points(where, chain, bound):
        evaluate = Evaluator(point, bound.over)
        values = [evaluate(tree) for _, tree in chain]
        if bound.iff:
            here = holds(values, chain)
            there = holds([evaluate(tree) for _, tree in bound.iff], bound.iff)
            seen.add(here)
            assert here == there, (
                f"{where}: {'holds' if here else 'does not hold'}, unlike what "
                f"it is bound to, at {_shown(point)}"
            )
            continue
        for n, (first, second) in enumerate(pairwise(values)):
            relation, tree = chain[n + 1]
            assert agree(first, relation, second), (
                f"{where}: in  {text}\n"
                f"  {piece(text, chain[n][1])}  is {show(first)}\n"
                f"  {relation} {piece(text, tree)}  is {show(second)}\n"
                f"  at {_shown(point)}"
            )
            (met if agree(first, "=", second) else apart).add(n + 1)
    for n, (relation, _) in enumerate(chain):
        free = relation not in ORDERS or relation in STRICT or bound.iff
        assert free or n in met & apart, (
            f"{where}: {relation} is {'always' if n in met else 'never'} an "
            "equality; write what it is, or bind what is both"
        )
    assert not bound.iff or len(seen) == 2, (
        f"{where}: always {seen.pop()}; bind what can be both"
    )


def points(seed: str, chain: list, bound: Binding) -> Iterator[dict]:
    """Points by chance, and those where the sides of a condition are equal."""
    chance = random.Random(seed.partition(": ")[2])
    conditions = [
        parts(condition)
        for _, tree in chain
        for case in tree.find_data("if")
        for condition in case.children
    ]
    orders = _is_an_order(chain)
    conditions += [bound.iff] if bound.iff else []
    conditions += [chain] if bound.iff or orders else []
    for _ in range(5 * POINTS if orders else POINTS):
        point = draw(bound.names, chance)
        yield point
        for condition in conditions:
            yield from _edges(point, condition, bound)


def _edges(point: dict, condition: list, bound: Binding) -> Iterator[dict]:
    """The point with a symbol moved to what it is compared with."""
    for (_, a), (_, b) in pairwise(condition):
        for symbol, other in ((a, b), (b, a)):
            name = spell(symbol)
            domain = bound.names.get(name)
            if not isinstance(domain, Domain) or domain.shape:
                continue
            try:
                value = Evaluator(point, bound.over)(other)
            except LatexError:
                continue
            if (
                isinstance(point[name], mpmath.mpf)
                and isinstance(value, int | mpmath.mpf)
                and domain.admits(value)
            ):
                yield {**point, name: mpmath.mpf(value)}


def _is_setting(chain: list, bound: Binding) -> bool:
    """Whether symbols are set to a number whose sign they can have."""
    *symbols, (_, last) = chain
    heads = [scripts(symbol) for _, symbol in symbols]
    if bound.iff or _is_an_order(chain):
        return False
    if any(head.data != "symbol" or power for head, _, power in heads):
        return False
    try:
        sign = mpmath.sign(Evaluator({})(last))
    except LatexError:
        return False
    return not sign or all(
        any(
            mpmath.sign(value) == sign
            for point in points("", chain, bound)
            for value in np.ravel(Evaluator(point, bound.over)(symbol))
        )
        for _, symbol in symbols
    )


def _is_an_order(chain: list) -> bool:
    return any(relation in ORDERS for relation, _ in chain)


def draw(names: dict, chance: random.Random) -> dict:
    """One point: sizes first, then what is drawn by size."""
    point = {"N": chance.randint(2, 4), "K": chance.randint(2, 5)}
    drawn = [name for name in names if isinstance(names[name], Domain)]
    point |= {name: names[name] for name in names if name not in drawn}
    for name in sorted(drawn, key=lambda name: bool(names[name].shape)):
        point[name] = names[name].sample(chance, point)
    return point


def holds(values: list, chain: list) -> bool:
    """Whether the relations hold; what rounding alone parts is equal."""
    return all(
        agree(first, relation, second)
        and not (relation in STRICT and agree(first, "=", second))
        for (first, second), (relation, _) in zip(
            pairwise(values), chain[1:], strict=True
        )
    )


def agree(first, relation: str, second) -> bool:
    """Whether two values stand in a relation, to float64's precision."""
    a, b = np.broadcast_arrays(
        np.asarray(first, dtype=object), np.asarray(second, dtype=object)
    )
    for x, y in zip(a.ravel(), b.ravel(), strict=True):
        size = max(abs(x), abs(y))
        near = x == y or abs(x - y) <= ATOL + RTOL * size < mpmath.inf
        if near and relation not in STRICT:
            continue
        if not RELATIONS[relation](x, y):
            return False
    return True


def _shown(point: dict) -> str:
    return ", ".join(
        f"{name} = {show(value)}"
        for name, value in point.items()
        if isinstance(value, int | mpmath.mpf | np.ndarray)
    )


def piece(text: str, tree) -> str:
    """The LaTeX that a tree was read from."""
    return " ".join(text[tree.meta.start_pos : tree.meta.end_pos].split())


def show(value) -> str:
    """A value in few digits."""
    array = np.asarray(value, dtype=object)
    if array.ndim:
        return "[" + ", ".join(show(entry) for entry in array) + "]"
    return mpmath.nstr(mpmath.mpf(array.item()), 8)
