"""Every file is read and written as UTF-8, whatever the system's encoding."""

import ast
import re

from lossbook.paths import ROOT

FOLDERS = ("lossbook", "snippets", "tests")
OPENING = {"open", "read_text", "write_text"}
WITHOUT_ENCODING = {"Image.open", "os.open"}
NAMED = re.compile("'(utf-8|rb|wb|ab)'")


def is_unnamed(call: ast.Call) -> bool:
    """Whether it reads or writes text in an encoding that it does not name."""
    function = ast.unparse(call.func)
    if function in WITHOUT_ENCODING:
        return False
    name = function.rpartition(".")[2]
    if name in OPENING:
        # Behind what is written, which may itself be read.
        arguments = call.args[name == "write_text" :] + call.keywords
        return not NAMED.search(" ".join(map(ast.unparse, arguments)))
    # Of a process.
    return "text=True" in map(ast.unparse, call.keywords)


def test_every_text_file_names_its_encoding():
    wrong = [
        f"{script.relative_to(ROOT)}:{call.lineno}: name the encoding, utf-8"
        for folder in FOLDERS
        for script in sorted((ROOT / folder).rglob("*.py"))
        for call in ast.walk(ast.parse(script.read_text("utf-8")))
        if isinstance(call, ast.Call) and is_unnamed(call)
    ]
    assert not wrong, "\n".join(wrong)
