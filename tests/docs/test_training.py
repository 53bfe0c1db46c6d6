"""The training page's table of counts is headed by what is counted."""

import ast
import re

import numpy as np

from lossbook.paths import ROOT
from lossbook.sources import source, tree
from tests.docs.prose import prose

NAME = "training/rings"
# Each combination of found and positive once, and the one that counts.
FOUND, POSITIVE = np.array([[1, 1, 0, 0], [1, 0, 1, 0]], dtype=bool)
COUNTED = {
    "TP": ("positives found", FOUND & POSITIVE),
    "FP": ("false alarms", FOUND & ~POSITIVE),
    "FN": ("positives missed", ~FOUND & POSITIVE),
}


def test_counts_are_what_their_heads_say():
    for node in ast.walk(tree(source(NAME))):
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "counts"
        ):
            break
    head = re.search(r'print\("loss .*"\)', source(NAME).read_text("utf-8"))
    heads = [name for name in head[0].split() if name in COUNTED]
    where = f"{source(NAME).relative_to(ROOT)}:{node.lineno}"
    assert len(heads) == len(node.value.elts), f"{where}: {heads} have others"
    for name, element in zip(heads, node.value.elts, strict=True):
        code = compile(ast.Expression(element), where, "eval")
        counted = eval(code, {"found": FOUND, "positive": POSITIVE})
        assert (counted == COUNTED[name][1]).all(), (
            f"{where}: {ast.unparse(element)} stands under {name}"
        )


def test_prose_names_the_counts():
    page = prose(NAME)
    for name, (words, _) in COUNTED.items():
        place = re.search(rf"\({name}\)", page.text)
        said = " ".join(page.text[: place.start()].split()).endswith(words)
        assert said, f"{page.line(place.start())}: {name} counts {words}"
