r"""Reads a formula and evaluates it in 200-digit arithmetic.

The grammar, latex.lark, is that of the notation page. `\log` is natural; an
index counts from 1; a sum, product or derivative extends over the rest of its
term; a name before a parenthesis is applied where it is bound to a function,
and multiplied where it is not.
"""

import functools
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import mpmath
import numpy as np
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
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "\\le": lambda a, b: a <= b,
    "\\ge": lambda a, b: a >= b,
    "\\ne": lambda a, b: a != b,
}
ORDERS |= {"\\leq": ORDERS["\\le"], "\\geq": ORDERS["\\ge"]}
ORDERS["\\neq"] = ORDERS["\\ne"]
SPACING = re.compile(
    r"(?<!\\)\\(?:[,;:!> ]|quad(?![a-z])|left(?![a-z])|right(?![a-z])"
    r"|[bB]igg?[lrm]?(?![a-z])|displaystyle|tfrac)|~|&nbsp;"
)
GRAMMAR = Path(__file__).with_suffix(".lark").read_text("utf-8")
LABEL = re.compile(r"\\label\{([^}]*)\}")
CASES = re.compile(r"(\\begin\{cases\}.*?\\end\{cases\})", re.DOTALL)


class LatexError(Exception):
    """LaTeX that the grammar or the binding does not cover."""


class UnboundError(LatexError):
    """A name without a value."""


@functools.cache
def _parser() -> Lark:
    return Lark(
        GRAMMAR, start="chain", parser="earley", propagate_positions=True
    )


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
    return _flatten(LABEL.sub("", tex))


def _flatten(tex: str) -> str:
    tex = re.sub(r"\\(begin|end)\{(aligned|split|gathered)\}", "", tex)
    parts = CASES.split(tex)
    # Outside of cases, line breaks and alignment say nothing.
    parts[::2] = [
        re.sub(r"\\\\(\[[^]]*\])?|&", " ", part) for part in parts[::2]
    ]
    tex = SPACING.sub(
        lambda m: "\\frac" if m[0] == "\\tfrac" else " ", "".join(parts)
    )
    tex = re.sub(r"\\text\{\s*(\w+)\s*\}", r"\\text{\1}", tex)
    return tex.strip().rstrip(".,").strip()


def parse(statement: str) -> Tree:
    """The tree of one chain.

    Raises:
        LatexError: it names the token that the grammar cannot read.
    """
    try:
        return _parser().parse(statement)
    except UnexpectedInput as error:
        at = getattr(error, "pos_in_stream", None)
        if isinstance(error, UnexpectedCharacters) and at is not None:
            rest = statement[at:]
            token = re.match(r"\\[A-Za-z]+|.", rest, re.DOTALL)
            what = f"{token[0]!r} in {rest[:40]!r}" if token else "its end"
        else:
            what = "its end"
        raise LatexError(f"the grammar cannot read {what}") from error


def parts(chain: Tree) -> list[tuple[str, Tree]]:
    """The chain's members, each with the relation before it ("" at first)."""
    found, relation = [], ""
    for child in chain.children:
        if isinstance(child, Token):
            relation = str(child)
        else:
            found.append((relation, child))
    return found


class Evaluator:
    """Evaluates trees where each name has the value that `names` gives.

    A value is a number, an array of them (numpy, of any dtype), a tree, or a
    callable. A callable takes and returns tensors, float64 or int64; its
    parameters are names, and what the equation does not hand over is looked up.
    `sizes` gives the range of an index whose sum states none.
    """

    def __init__(self, names: dict, sizes: dict[str, str] | None = None):
        self.names = dict(names)
        self.moving = None  # the name by which a derivative is being taken
        self.sizes = {"i": "N", "k": "K", "j": "K", **(sizes or {})}

    def __call__(self, tree: Tree | Token):
        """The value of a tree: mpf, or an object array of mpf."""
        if isinstance(tree, Token):
            return self.lookup(_spell(tree))
        return getattr(self, f"_{tree.data}")(*tree.children)

    # Names.

    def lookup(self, name: str):
        """The value of a bare name; a callable gets all it wants by name."""
        if name not in self.names:
            if name == "pi":
                return mpmath.pi
            raise UnboundError(f"nothing is bound to {name!r}")
        value = self.names[name]
        if isinstance(value, Tree):
            return self(value)
        return self.call(value, ()) if callable(value) else value

    def call(self, function: Callable, arguments: tuple):
        """Apply a bound callable; missing arguments come from the names."""
        wanted = list(inspect.signature(function).parameters)
        if self.moving and (arguments or self.moving in wanted):
            # The step of such differentiation vanishes in float64.
            raise LatexError(
                "a derivative through code, of more than one bound name: "
                "state it as the derivative of that name alone"
            )
        values = list(arguments[: len(wanted)])
        values += [self.lookup(name) for name in wanted[len(values) :]]
        return exact(function(*map(tensor, values)))

    def within(self, moving: str | None = None, **names):
        """The same with some names bound otherwise."""
        inner = Evaluator({**self.names, **names}, self.sizes)
        inner.moving = moving or self.moving
        return inner

    # Numbers and operators.

    def _number(self, token):
        return mpmath.mpf(str(token))

    def _infinity(self):
        return mpmath.inf

    def _symbol(self, token):
        return self.lookup(_spell(token))

    def _name(self, token):
        return self.lookup(str(token))

    def _hat(self, letter):
        return self.lookup(f"{_spell_tree(letter)}_hat")

    def _bar(self, letter):
        return self.lookup(f"{_spell_tree(letter)}_bar")

    def _tilde(self, letter):
        return self.lookup(f"{_spell_tree(letter)}_tilde")

    def _sum(self, *children):
        total, sign = None, 1
        for child in children:
            if isinstance(child, Token):
                sign = -1 if child == "-" else 1
                continue
            value = self(child)
            value = -value if sign < 0 else value
            total = value if total is None else total + value
            sign = 1
        return total

    def _over(self, a, b):
        return self(a) / self(b)

    def _frac(self, above, below):
        derivative = self._derivative(above, below)
        if derivative is not None:
            operand, variable = derivative
            if operand is None:
                raise LatexError("a derivative of nothing")
            return self.differentiate(operand, variable)
        return self(above) / self(below)

    def _sqrt(self, inner):
        return _each(mpmath.sqrt, self(inner))

    def _group(self, *inner):
        if len(inner) == 1:
            return self(inner[0])
        raise LatexError("a list in parentheses, but no function before it")

    def _bracket(self, chain):
        return (
            self(parts(chain)[0][1]) if chain.data == "chain" else self(chain)
        )

    def _braces(self, inner):
        return self(inner)

    def _absolute(self, inner):
        return _each(abs, self(inner))

    def _norm(self, inner):
        return self._p_norm(inner, 2)

    def _p_norm(self, inner, p):
        value = np.atleast_1d(np.asarray(self(inner), dtype=object)).ravel()
        if p == 1:
            return sum(abs(x) for x in value)
        return mpmath.sqrt(sum(x * x for x in value))

    def _cases(self, *rows):
        for row in rows:
            value, condition = row.children
            if condition.data == "otherwise" or all(
                self.holds(chain) for chain in condition.children
            ):
                return self(value)
        raise LatexError("no case holds")

    def holds(self, chain: Tree) -> bool:
        """Whether a chain of relations is true."""
        members = parts(chain)
        values = [self(tree) for _, tree in members]
        return all(
            values[n - 1] == values[n]
            if members[n][0] == "="
            else ORDERS[members[n][0]](values[n - 1], values[n])
            for n in range(1, len(values))
        )

    # A term is a row of factors; an operator takes what stands to its right.

    def _product(self, *factors):
        factors = [f for f in factors if not isinstance(f, Token)]
        value, position = None, 0
        while position < len(factors):
            factor, position = self._factor(factors, position)
            if value is None:
                value = factor
            elif isinstance(value, _Transposed):
                value = np.dot(value.vector, factor)
            elif isinstance(factor, _Transposed):
                factor, position = self._dot(factor, factors, position)
                value = value * factor
            else:
                value = value * factor
        if isinstance(value, _Transposed):
            raise LatexError("a transpose with nothing to its right")
        return value

    def _dot(self, left, factors, position):
        right, position = self._factor(factors, position)
        return np.dot(left.vector, right), position

    def _factor(self, factors, position):
        """The value that begins at a factor, and where the next one does."""
        tree = factors[position]
        head, subs, sups = _scripts(tree)
        rest = factors[position + 1 :]
        end = len(factors)
        kind = head.data if isinstance(head, Tree) else ""

        if kind in ("total", "times"):
            return self._reduce(kind, subs, sups, Tree("product", rest)), end
        if kind in ("largest", "smallest"):
            return self._extreme(kind, subs, rest, position)
        if kind == "argmin":
            variable = _spell_tree(subs[0])
            return self._minimise(variable, Tree("product", rest)), end
        if kind == "expectation":
            return self._expect(subs, rest[0]), position + 2
        if kind == "indicator":
            true = self.holds(rest[0].children[0].children[0])
            return mpmath.mpf(int(true)), position + 2
        if kind == "frac" and not subs and not sups:
            derivative = self._derivative(*head.children)
            if derivative and derivative[0] is None:
                body = Tree("product", rest)
                return self.differentiate(body, derivative[1]), end
        function = self._function_of(head, subs)
        if function is not None:
            return self._apply(function, sups, factors, position)
        return self(tree), position + 1

    def _function_of(self, head, subs):
        """What a factor applies to its right, or None if it is a value."""
        if not isinstance(head, Tree):
            return None
        if head.data in ("function", "symbol", "name", "hat", "bar", "tilde"):
            name = _spell_tree(head)
            if subs:
                name += "_" + "".join(_spell_tree(sub) for sub in subs)
            if callable(self.names.get(name)):
                return self.names[name]
            if name in FUNCTIONS and name not in self.names:
                return FUNCTIONS[name]
        return None

    def _apply(self, function, sups, factors, position):
        known = function in FUNCTIONS.values()
        power = self(sups[0]) if sups else None
        following = factors[position + 1 :]
        if following and _bare(following[0]).data == "over":
            # exp(a) / b divides the value, not the argument.
            above, below = _bare(following[0]).children
            if _scripts(above)[0].data == "group":
                value, _ = self._apply(function, sups, [function, above], 0)
                return value / self(below), position + 2
        if following and _scripts(following[0])[0].data == "group":
            group, inner, outer = _scripts(following[0])
            arguments = tuple(self(argument) for argument in group.children)
            value = (
                _each(function, *arguments)
                if known
                else self.call(function, arguments)
            )
            if inner:
                where = tuple(int(self(i)) - 1 for i in _indices(inner[0]))
                value = value[where]
            if outer:
                value = value ** self(outer[0])
            position += 2
        elif known:
            if not following:
                raise LatexError("a function of nothing")
            # \log p, \log \sigma(z), \log \sum …: what follows, as one value.
            argument, position = self._factor(factors, position + 1)
            value = _each(function, argument)
            if position < len(factors):
                left = _scripts(factors[position])[0]
                if left.data in ("symbol", "number") and not callable(
                    self.names.get(_spell_tree(left))
                ):
                    raise LatexError(
                        "what the function takes is ambiguous; "
                        "put its argument in parentheses"
                    )
        else:
            value, position = self.call(function, ()), position + 1
        return (value if power is None else value**power), position

    def _scripted(self, head, *scripts):
        tree = Tree("scripted", [head, *scripts])
        head, subs, sups = _scripts(tree)
        if sups and sups[0].data == "star":
            # w_j^* is an entry of a name of its own.
            value = self.lookup(_spell_tree(head) + "_star")
            where = [int(self(i)) - 1 for sub in subs for i in _indices(sub)]
            return value[tuple(where)] if where else value
        if head.data == "norm":
            p = int(self(subs[0])) if subs else 2
            value = self._p_norm(head.children[0], p)
        elif subs:
            value = self._indexed(head, subs[0])
        elif not sups:
            function = self._function_of(head, [])
            value = self.call(function, ()) if function else self(head)
        else:
            value = self(head)
        for sup in sups:
            if sup.data == "top":
                return _Transposed(value)
            value = value ** self(sup)
        return value

    def _indexed(self, head, sub):
        name = _spell_tree(head)
        whole = f"{name}_{_spell_tree(sub)}"
        if whole in self.names:
            return self.lookup(whole)
        rule = re.compile(rf"{name}_([a-z])")
        for defined, tree in self.names.items():
            # A definition of p_k gives p_y, too.
            if isinstance(tree, Tree) and (index := rule.fullmatch(defined)):
                return self.within(**{index[1]: self(sub)})(tree)
        value = np.asarray(self.lookup(name), dtype=object)
        indices = [int(self(index)) - 1 for index in _indices(sub)]
        if len(indices) > value.ndim:
            raise LatexError(f"{name} has {value.ndim} indices, not {indices}")
        if min(indices) < 0:
            raise LatexError(f"an index of {name} is below 1")
        return value[tuple(indices)]

    def _range(self, subs, sups):
        """The index of a sum and the values it runs over."""
        if not subs:
            raise LatexError("a sum or a maximum without an index")
        sub = subs[0]
        but = None
        if sub.data == "bound":
            sub, relation, value = sub.children
            if relation == "=":
                last = int(self(sups[0]))
                return _spell_tree(sub), range(int(self(value)), last + 1)
            but = self(value)  # of j \ne y
        variable = _spell_tree(sub)
        if variable not in self.sizes:
            raise LatexError(f"the range of the index {variable!r} is unknown")
        last = int(self.lookup(self.sizes[variable]))
        return variable, [n for n in range(1, last + 1) if n != but]

    def _reduce(self, kind, subs, sups, body):
        variable, values = self._range(subs, sups)
        terms = [self.within(**{variable: value})(body) for value in values]
        result = mpmath.mpf(0 if kind == "total" else 1)
        for term in terms:
            result = result + term if kind == "total" else result * term
        return result

    def _extreme(self, kind, subs, rest, position):
        choose = max if kind == "largest" else min
        if subs:
            variable, values = self._range(subs, [])
            terms = [
                self.within(**{variable: value})(rest[0]) for value in values
            ]
            return choose(terms), position + 2
        group, _, powers = _scripts(rest[0])
        values = [self(argument) for argument in group.children]
        result = functools.reduce(lambda a, b: _each(choose, a, b), values)
        for power in powers:
            result = result ** self(power)
        return result, position + 2

    def _expect(self, subs, inner):
        """The mean over the outcomes that are bound to `outcomes`."""
        total = mpmath.mpf(0)
        for probability, names in self.names["outcomes"](
            *(
                self.lookup(name)
                for name in inspect.signature(self.names["outcomes"]).parameters
            )
        ):
            total += exact(probability) * self.within(
                **{name: exact(value) for name, value in names.items()}
            )(inner)
        return total

    def _minimise(self, variable, body):
        """The minimiser of a convex function of one number."""

        def f(value):
            return self.within(**{variable: value})(body)

        ratio = (mpmath.sqrt(5) - 1) / 2
        low, high = mpmath.mpf(-1000), mpmath.mpf(1000)
        while high - low > mpmath.mpf("1e-22"):
            a = high - ratio * (high - low)
            b = low + ratio * (high - low)
            if f(a) < f(b):
                high = b
            else:
                low = a
        return (low + high) / 2

    # Derivatives.

    def _derivative(self, above, below):
        """Operand and variable if this is ∂a/∂b; the operand may follow."""
        top, bottom = _factors(above), _factors(below)
        if not bottom or _scripts(bottom[0])[0].data != "partial":
            return None
        sign = _scripts(top[0])
        if sign[0].data != "partial" or sign[2] or len(bottom) != 2:
            raise LatexError("only first derivatives are read")
        operand = Tree("product", top[1:]) if len(top) > 1 else None
        return operand, bottom[1]

    def differentiate(self, operand, variable):
        """The derivative of a tree by a name or by one entry of an array."""
        head, subs, _ = _scripts(variable)
        name = _spell_tree(head)
        if subs and f"{name}_{_spell_tree(subs[0])}" in self.names:
            name, subs = f"{name}_{_spell_tree(subs[0])}", []
        point = self.lookup(name)
        if not subs:
            exact_ = self._by_autograd(operand, name, None)
            if exact_ is not None:
                return exact_
            if isinstance(point, np.ndarray):
                return self._gradient(operand, name, point)
            return mpmath.diff(
                lambda x: self.within(name, **{name: x})(operand), point
            )
        where = tuple(int(self(index)) - 1 for index in _indices(subs[0]))
        exact_ = self._by_autograd(operand, name, where)
        if exact_ is not None:
            return exact_
        return self._partial_at(operand, name, point, where)

    def _partial_at(self, operand, name, point, where):
        def f(x):
            moved = np.array(point, dtype=object)
            moved[where] = x
            return self.within(name, **{name: moved})(operand)

        return mpmath.diff(f, point[where])

    def _gradient(self, operand, name, point):
        gradient = np.empty(point.shape, dtype=object)
        for where in np.ndindex(point.shape):
            gradient[where] = self._partial_at(operand, name, point, where)
        return gradient

    def _by_autograd(self, operand, name, where):
        """The derivative of what is bound to torch code, by autograd."""
        factors = _factors(operand)
        head, subs, sups = _scripts(factors[0])
        function = self._function_of(head, subs)
        if function is None or function in FUNCTIONS.values() or sups:
            return None
        wanted = list(inspect.signature(function).parameters)
        if name not in wanted or len(factors) > 2:
            return None
        given = []
        if len(factors) == 2:
            group = _scripts(factors[1])[0]
            if group.data != "group":
                return None
            given = list(zip(wanted, group.children, strict=False))
        import torch

        # \partial \ell(z, 1): what is handed over comes before the names.
        values = {key: tensor(self(tree)) for key, tree in given}
        for key, tree in given:
            if key != name and name in _leaves(tree):
                return None
        for key in wanted[len(given) :]:
            values[key] = tensor(self.lookup(key))
        values[name].requires_grad_()
        result = function(**values)
        if not isinstance(result, torch.Tensor) or not result.requires_grad:
            return None
        (gradient,) = torch.autograd.grad(result.sum(), values[name])
        return exact(gradient if where is None else gradient[where])


class _Transposed:
    def __init__(self, vector):
        self.vector = vector


def _each(function, *values):
    """Apply a function of numbers to numbers or, entry by entry, to arrays."""
    if any(isinstance(value, np.ndarray) for value in values):
        return np.frompyfunc(function, len(values), 1)(*values)
    return function(*values)


def exact(value):
    """A number or tensor, as mpf or an array of mpf; int stays int."""
    if hasattr(value, "detach"):
        value = value.detach().double().numpy()
    if isinstance(value, np.ndarray) and value.ndim:
        return np.frompyfunc(_number, 1, 1)(value)
    if isinstance(value, np.ndarray):
        value = value.item()
    return value if isinstance(value, int) else _number(value)


def _number(value):
    return value if isinstance(value, mpmath.mpf) else mpmath.mpf(value)


def tensor(value):
    """A value of a name, as torch code takes it: float64, or int64."""
    import torch

    if isinstance(value, torch.Tensor):
        return value
    array = np.asarray(value)
    if array.dtype == object:
        whole = all(isinstance(entry, int) for entry in array.ravel())
        array = array.astype(np.int64 if whole else np.float64)
    return torch.tensor(array)


def _scripts(tree):
    """Head, subscripts and superscripts of a factor."""
    if isinstance(tree, Tree) and tree.data == "scripted":
        head, subs, sups = tree.children[0], [], []
        for script in tree.children[1:]:
            (subs if script.data == "sub" else sups).append(script.children[0])
        return _bare(head), subs, [_bare(sup) for sup in sups]
    return _bare(tree), [], []


def _bare(tree):
    """A tree without what wraps a single thing."""
    while (
        isinstance(tree, Tree)
        and tree.data in ("sum", "product", "scripted", "braces")
        and len(tree.children) == 1
    ):
        tree = tree.children[0]
    return tree


def _factors(tree):
    tree_ = tree
    while tree_.data in ("sum", "braces") and len(tree_.children) == 1:
        tree_ = tree_.children[0]
    if tree_.data != "product":
        return [tree_]
    return [c for c in tree_.children if not isinstance(c, Token)]


def _leaves(tree) -> set[str]:
    """The names of the symbols in a tree."""
    return {_spell(token) for token in tree.scan_values(lambda _: True)}


def _indices(sub):
    """`ik` and `i, k` are two indices; `y_i` and `i + 1` are one."""
    sub = _bare(sub)
    if sub.data in ("indices", "product"):
        return list(sub.children)
    return [sub]


def _spell(token: str) -> str:
    name = str(token).removeprefix("\\")
    return {"lambda": "lambda_", "varepsilon": "epsilon"}.get(name, name)


def _spell_tree(tree) -> str:
    """The name under which a symbol is bound: w_1, y_hat, lambda_, p_ik."""
    if isinstance(tree, Token):
        return _spell(tree)
    tree = _bare(tree)
    if isinstance(tree, Token):
        return _spell(tree)
    if tree.data in ("hat", "bar", "tilde"):
        return f"{_spell_tree(tree.children[0])}_{tree.data}"
    if tree.data == "star":
        return "star"
    if tree.data == "infinity":
        return "inf"
    joint = "_" if tree.data == "scripted" else ""
    return joint.join(
        _spell_tree(child.children[0])
        if isinstance(child, Tree) and child.data in ("sub", "sup")
        else _spell_tree(child)
        for child in tree.children
    )
