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

from markdown import Markdown

from lossbook.errors import BookError
from lossbook.markdown.page_syntax import PageExtension, outside_code

EXPRESSION = re.compile(r"\{= (?P<expression>.+?) \| (?P<format>\S+) =\}")
# That, or something so like it that it would be printed as it is; braces of
# LaTeX are not.
MARKED = r"\{ ?=[^{}\n]*(?:\|[^{}\n]*|=)\}|\{[^{}\n]*\|[^{}\n]*=\}"
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


class ArithmeticExtension(PageExtension):
    """Takes the page's source file, as `page`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        self.replace(md, outside_code(MARKED), _result)


def _result(marked: re.Match) -> str:
    found = EXPRESSION.fullmatch(marked[0])
    if found is None:
        raise BookError(f"{marked[0]}: write it as {{= 1 / 3 | .2f =}}")
    try:
        return format(evaluate(found["expression"]), found["format"])
    except SyntaxError as error:
        raise BookError(f"{marked[0]}: {error.msg}") from error
    except (BookError, ArithmeticError, TypeError, ValueError) as error:
        raise BookError(f"{marked[0]}: {error}") from error


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
            raise BookError(f"{what!r} is not known in {expression}")
    return eval(compile(tree, expression, "eval"), {}, FUNCTIONS)


def makeExtension(**kwargs: object) -> ArithmeticExtension:  # noqa: N802
    """Python-Markdown's entry point."""
    return ArithmeticExtension(**kwargs)
