"""Writes into the prose what an expression comes to.

A Python-Markdown extension. An author writes a ratio of printed numbers as

    an {= 0.0866 / 0.6931 | .3f =} of the loss

and the site shows the result. The numbers in it are checked as any others are;
the result cannot be mistyped.
"""

import ast
import math
import re
from statistics import NormalDist

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from lossbook.errors import BookError

EXPRESSION = re.compile(r"\{= (?P<expression>.+?) \| (?P<format>\S+) =\}")
FUNCTIONS = {
    "log": math.log,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "Phi": NormalDist().cdf,
    "pi": math.pi,
}
ALLOWED = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.operator,
    ast.unaryop,
    ast.Constant,
    ast.Call,
    ast.Name,
    ast.Load,
)


class ArithmeticExtension(Extension):
    """Takes no settings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After fenced code (25), which is shown as it stands.
        md.preprocessors.register(_Evaluate(md), "arithmetic", 20)


class _Evaluate(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [EXPRESSION.sub(_result, line) for line in lines]


def _result(found: re.Match) -> str:
    return format(evaluate(found["expression"]), found["format"])


def evaluate(expression: str) -> float:
    """The value of arithmetic with numbers, log, exp, sqrt, tanh, Phi and pi.

    Raises:
        BookError: anything else stands in it.
    """
    tree = ast.parse(expression.strip(), mode="eval")
    for node in ast.walk(tree):
        known = not isinstance(node, ast.Name) or node.id in FUNCTIONS
        if not isinstance(node, ALLOWED) or not known:
            what = ast.unparse(node)
            raise BookError(f"{{= {expression} =}}: {what!r} is not known")
    return eval(compile(tree, expression, "eval"), {}, FUNCTIONS)


def makeExtension(**kwargs) -> ArithmeticExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return ArithmeticExtension(**kwargs)
