r"""Reads a formula and evaluates it in 200-digit arithmetic.

The grammar, latex.lark, is that of the notation page. `\log` is natural; an
index counts from 1; a name before a parenthesis is applied where it is bound to
a function, and multiplied where it is not.
"""

import functools
import inspect
import math
import operator
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import mpmath
import numpy as np
import torch
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput

# Enough for 1 - sigmoid(300), which is 5e-131.
mpmath.mp.dps = 200

FUNCTIONS = {
    "log": mpmath.log,
    "exp": mpmath.exp,
    "tanh": mpmath.tanh,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "cos": mpmath.cos,
    "sin": mpmath.sin,
    "arctan": mpmath.atan,
    # The two Greek letters that the notation keeps for functions.
    "sigma": lambda x: 1 / (1 + mpmath.exp(-x)),
    "Phi": mpmath.ncdf,
    "sign": mpmath.sign,
    "logit": lambda p: mpmath.log(p) - mpmath.log(1 - p),
}
ORDERS = {
    "<": operator.lt,
    ">": operator.gt,
    r"\le": operator.le,
    r"\ge": operator.ge,
    r"\ne": operator.ne,
}
RELATIONS = {"=": operator.eq, **ORDERS}
CHOICES = {r"\max": max, r"\min": min}
SPACING = re.compile(
    r"(?<!\\)\\(?:[,;:!> ]|quad(?![a-z])|left(?![a-z])|right(?![a-z])"
    r"|[bB]igg?[lrm]?(?![a-z]))|~"
)
GRAMMAR = Path(__file__).with_suffix(".lark").read_text("utf-8")
PARSER = Lark(GRAMMAR, start="chain", parser="earley", propagate_positions=True)
LABEL = re.compile(r"\\label\{([^}]*)\}")
AROUND = re.compile(r"\\(begin|end)\{(aligned|split|gathered)\}")
CASES = re.compile(r"(\\begin\{cases\}.*?\\end\{cases\})", re.DOTALL)


class LatexError(Exception):
    """LaTeX that the grammar or the binding does not cover."""


def statement(tex: str) -> str:
    r"""The one chain of a formula, on one line.

    Args:
        tex: what stands between the dollars, with or without its `\label`.

    Raises:
        LatexError: it says more than one thing.
    """
    if "\\qquad" in tex:
        raise LatexError(
            "a display states one thing: say in a sentence of its section what "
            "a symbol stands for, and bind the symbol"
        )
    pieces = CASES.split(AROUND.sub("", LABEL.sub("", tex)))
    # Outside of cases, line breaks and alignment say nothing.
    pieces[::2] = [re.sub(r"\\\\(\[[^]]*\])?|&", " ", x) for x in pieces[::2]]
    return SPACING.sub(" ", "".join(pieces)).strip().rstrip(".,").strip()


def parse(statement: str) -> Tree:
    """The tree of one chain.

    Raises:
        LatexError: it shows what the grammar cannot read.
    """
    try:
        return PARSER.parse(statement)
    except UnexpectedInput as error:
        what = "its end"
        if isinstance(error, UnexpectedCharacters):
            what = repr(statement[error.pos_in_stream :][:40])
        raise LatexError(f"the grammar cannot read {what}") from error


def parts(chain: Tree) -> list[tuple[str, Tree]]:
    """The chain's members, each with the relation before it ("" at first)."""
    members, relations = chain.children[::2], chain.children[1::2]
    return list(zip(["", *map(str, relations)], members, strict=True))


class Evaluator:
    """Evaluates trees where each name has the value that `names` gives.

    A value is a number, an array of them (numpy, of any dtype), a tree, or a
    callable. A callable takes and returns tensors, float64 or int64; its
    parameters are names, and what the equation does not hand over is looked up.
    `sizes` gives the range of an index whose sum states none.
    """

    def __init__(self, names: dict, sizes: dict[str, str] | None = None):
        self.names = {"pi": +mpmath.pi, **names}
        self.sizes = {"i": "N", "k": "K", "j": "K", **(sizes or {})}

    def __call__(self, tree: Tree):
        """The value of a tree: mpf, or an object array of mpf."""
        if tree.data == "symbol":
            return self.lookup(spell(tree))
        return getattr(self, f"_{tree.data}")(*tree.children)

    # Names.

    def lookup(self, name: str):
        """The value of a bare name; a callable gets all it wants by name."""
        if name not in self.names:
            raise LatexError(f"nothing is bound to {name!r}")
        value = self.names[name]
        if isinstance(value, Tree):
            return self(value)
        return self.call(value) if callable(value) else value

    def call(self, function: Callable, *arguments):
        """Apply a bound callable; missing arguments come from the names."""
        wanted = list(inspect.signature(function).parameters)
        values = list(arguments[: len(wanted)])
        values += [self.lookup(name) for name in wanted[len(values) :]]
        return exact(function(*map(tensor, values)))

    def within(self, **names):
        """The same with some names bound otherwise."""
        return Evaluator({**self.names, **names}, self.sizes)

    # Numbers and operators.

    def _number(self, token):
        return mpmath.mpf(str(token))

    def _infinity(self):
        return mpmath.inf

    def _sum(self, *children):
        total, sign = 0, 1
        for child in children:
            if isinstance(child, Token):
                sign = -1 if child == "-" else 1
            else:
                total = total + sign * self(child)
        return total

    def _frac(self, above, below):
        return self(above) / self(below)

    _over = _frac

    def _sqrt(self, inner):
        return _each(mpmath.sqrt, self(inner))

    def _group(self, *inner):
        if len(inner) > 1:
            raise LatexError("a list in parentheses, but no function before it")
        return self(inner[0])

    def _absolute(self, inner):
        return abs(self(inner))

    def _norm(self, inner, p=2):
        return mpmath.norm(np.ravel(self(inner)), p)

    def _cases(self, *rows):
        for row in rows:
            value, condition = row.children
            # `otherwise` has no relations.
            if all(map(self._holds, condition.children)):
                return self(value)

    def _indicator(self, chain):
        return mpmath.mpf(int(self._holds(chain)))

    def _holds(self, chain: Tree) -> bool:
        """Whether a chain of relations is true."""
        values = [(relation, self(tree)) for relation, tree in parts(chain)]
        return all(
            RELATIONS[relation](first, second)
            for (_, first), (relation, second) in pairwise(values)
        )

    # A term is a row of factors, and a function takes what stands to its right.

    def _product(self, *factors):
        rest = list(factors)
        value = self._factor(rest)
        while rest:
            value = value * self._factor(rest)
        return value

    def _factor(self, rest: list):
        """The value of the first factor, which is taken away, or of more."""
        tree = rest.pop(0)
        head, sub, sup = scripts(tree)
        function = self._function_of(head, sub)
        if function is None:
            return self(tree)
        if rest and rest[0].data == "over":
            above, below = rest[0].children
            if scripts(above)[0].data == "group":
                # exp(a) / b divides the value, not the argument.
                del rest[0]
                return self._factor([tree, above]) / self(below)
        known = function in FUNCTIONS.values()
        if rest and scripts(rest[0])[0].data == "group":
            group, inner, outer = scripts(rest.pop(0))
            apply = _each if known else self.call
            value = apply(function, *map(self, group.children))
            if inner:
                value = value[self._at(inner)]
            value = self._raised(value, outer)
        elif known:
            value = _each(function, self._factor(rest))
        else:
            value = self.call(function)
        return self._raised(value, sup)

    def _function_of(self, head, sub):
        """What a factor applies to its right, or None if it is a value."""
        if head.data != "symbol":
            return None
        name = f"{spell(head)}_{spell(sub)}" if sub else spell(head)
        value = self.names.get(name, FUNCTIONS.get(name))
        return value if callable(value) else None

    def _raised(self, value, power):
        return value if power is None else value ** self(power)

    def _scripted(self, *children):
        head, sub, sup = scripts(Tree("scripted", children))
        if sup is not None and sup.data == "star":
            # w_j^* is an entry of a name of its own.
            value = self.lookup(f"{spell(head)}_star")
            return value[self._at(sub)] if sub else value
        if sub is None:
            value = self(head)
        elif head.data == "norm":
            value = self._norm(*head.children, int(self(sub)))
        else:
            value = self._indexed(head, sub)
        return self._raised(value, sup)

    def _indexed(self, head, sub):
        name, whole = spell(head), f"{spell(head)}_{spell(sub)}"
        if whole in self.names:
            return self.lookup(whole)
        for defined, tree in self.names.items():
            # A definition of p_k gives p_y, too.
            index = re.fullmatch(rf"{name}_([a-z])", defined)
            if index and isinstance(tree, Tree):
                return self.within(**{index[1]: self(sub)})(tree)
        value = np.asarray(self.lookup(name), dtype=object)
        where = self._at(sub)
        if min(where) < 0:
            raise LatexError(f"an index of {name} is below 1")
        return value[where]

    def _at(self, sub) -> tuple[int, ...]:
        """The place of an entry: `ik` and `i, k` are two indices."""
        several = sub.data in ("indices", "product")
        indices = sub.children if several else [sub]
        return tuple(int(self(index)) - 1 for index in indices)

    # Operators that extend over the rest of their term.

    def _total(self, sub, sup, body):
        return sum(self._terms(sub, sup, body), mpmath.mpf(0))

    def _times(self, sub, sup, body):
        return math.prod(self._terms(sub, sup, body), start=mpmath.mpf(1))

    def _terms(self, sub, sup, body) -> list:
        """What a body is for each value of an index."""
        bound = sub.children if sub.data == "bound" else (sub, "", None)
        index, relation, value = spell(bound[0]), *bound[1:]
        if relation == "=":
            values = range(int(self(value)), int(self(sup)) + 1)
        elif index in self.sizes:
            last = int(self.lookup(self.sizes[index]))
            but = self(value) if value else None  # of j \ne y
            values = [n for n in range(1, last + 1) if n != but]
        else:
            raise LatexError(f"the range of the index {index!r} is unknown")
        return [self.within(**{index: value})(body) for value in values]

    def _extreme(self, which, *arguments):
        choose = functools.partial(_each, CHOICES[which])
        return functools.reduce(choose, map(self, arguments))

    def _extreme_over(self, which, sub, body):
        return CHOICES[which](self._terms(sub, None, body))

    def _expectation(self, inner, power=1):
        """The mean power over the outcomes that are bound to `outcomes`."""
        outcomes = self.names["outcomes"]
        wanted = inspect.signature(outcomes).parameters
        total = mpmath.mpf(0)
        for probability, names in outcomes(*map(self.lookup, wanted)):
            names = {name: exact(value) for name, value in names.items()}
            value = self.within(**names)(inner)
            total += exact(probability) * value**power
        return total

    def _variance(self, inner):
        return self._expectation(inner, 2) - self._expectation(inner) ** 2

    def _argmin(self, sub, body):
        """The minimiser of a convex function of one number."""

        def f(value):
            return self.within(**{spell(sub): value})(body)

        low, high = mpmath.mpf(-1000), mpmath.mpf(1000)
        while (third := (high - low) / 3) > mpmath.mpf("1e-23"):
            if f(low + third) < f(high - third):
                high -= third
            else:
                low += third
        return (low + high) / 2

    # Derivatives.

    def _slope(self, variable, operand):
        return self._derivative(operand, variable)

    def _derivative(self, operand, variable):
        """The derivative of a tree by a name or by one entry of an array."""
        name, where = spell(variable), ()
        head, sub, _ = scripts(variable)
        if sub and name not in self.names:
            name, where = spell(head), self._at(sub)
        gradient = self._by_autograd(operand, name)
        if gradient is None:
            gradient = self._by_differences(operand, name, where)
        return np.asarray(gradient, dtype=object)[where]

    def _by_differences(self, operand, name, where):
        """The derivative by one entry, or by each."""
        point = np.asarray(self.lookup(name), dtype=object)
        gradient = np.empty(point.shape, dtype=object)
        for entry in [where] if where else np.ndindex(point.shape):

            def f(x, entry=entry):
                moved = point.copy()
                moved[entry] = x
                return self.within(**{name: moved[()]})(operand)

            gradient[entry] = mpmath.diff(f, point[entry])
        return gradient

    def _by_autograd(self, operand, name):
        """The derivative of what is bound to torch code, by autograd."""
        first, *others = (
            operand.children if operand.data == "product" else [operand]
        )
        head, sub, sup = scripts(first)
        function = self._function_of(head, sub)
        if function is None or function in FUNCTIONS.values() or sup:
            return None
        wanted = list(inspect.signature(function).parameters)
        group = scripts(others[0])[0] if others else Tree("group", [])
        if name not in wanted or len(others) > 1 or group.data != "group":
            return None
        # \partial \ell(z, 1): what is handed over comes before the names.
        given = dict(zip(wanted, group.children, strict=False))
        for key, tree in given.items():
            if key != name and name in map(spell, tree.scan_values(bool)):
                return None
        values = {
            key: tensor(self(given[key]) if key in given else self.lookup(key))
            for key in wanted
        }
        values[name].requires_grad_()
        result = function(**values)
        if not isinstance(result, torch.Tensor) or not result.requires_grad:
            return None
        (gradient,) = torch.autograd.grad(result.sum(), values[name])
        return exact(gradient)


def _each(function, *values):
    """Apply a function of numbers to numbers or, entry by entry, to arrays."""
    if any(isinstance(value, np.ndarray) for value in values):
        return np.frompyfunc(function, len(values), 1)(*values)
    return function(*values)


def exact(value):
    """A number or tensor, as mpf or an array of mpf; int stays int."""
    if isinstance(value, torch.Tensor):
        value = value.detach().double().numpy()
    array = np.asarray(value)
    if array.ndim:
        return np.frompyfunc(mpmath.mpf, 1, 1)(array)
    value = array.item()
    return value if isinstance(value, int) else mpmath.mpf(value)


def tensor(value) -> torch.Tensor:
    """A value of a name, as torch code takes it: float64, or int64."""
    array = np.asarray(value)
    if array.dtype == object:
        whole = all(isinstance(entry, int) for entry in array.ravel())
        array = array.astype(np.int64 if whole else np.float64)
    return torch.tensor(array)


def scripts(tree: Tree) -> tuple[Tree, Tree | None, Tree | None]:
    """Head, subscript and superscript of a factor."""
    if tree.data != "scripted":
        return tree, None, None
    head, *others = tree.children
    found = {script.data: script.children[0] for script in others}
    return head, found.get("sub"), found.get("sup")


def spell(tree: Tree | Token) -> str:
    """The name under which a symbol is bound: w_1, y_hat, lambda_, p_ik."""
    if isinstance(tree, Token):
        name = tree.removeprefix("\\")
        return {"lambda": "lambda_", "varepsilon": "epsilon"}.get(name, name)
    spelled = [spell(child) for child in tree.children]
    match tree.data:
        case "symbol":
            return "_".join(reversed(spelled))  # the accent stands before it
        case "scripted":
            return "_".join(spelled)
        case "star" | "infinity":
            return tree.data
    return "".join(spelled)
