"""A docstring describes the arguments that there are, each and in order."""

import ast

import pytest

from lossbook.docstrings import documented, section
from lossbook.paths import SNIPPETS
from lossbook.signatures import ours, signature
from lossbook.sources import tree

NAMES = [
    path.relative_to(SNIPPETS).with_suffix("").as_posix()
    for path in sorted(SNIPPETS.rglob("*.py"))
]


@pytest.mark.parametrize("name", NAMES)
def test_docstrings_describe_the_arguments(name):
    file = SNIPPETS / f"{name}.py"
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found = signature(node.name, file, node)
            # A module that wraps a function refers to it.
            is_function = isinstance(node, ast.FunctionDef)
            needed = is_function and ours().get(node.name) == file
            if needed or section(found, "Args")[1]:
                documented(found)
            documented(found, "Attributes")
