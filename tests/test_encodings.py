"""Every file is read and written as UTF-8, whatever the system's encoding."""

import ast

from lossbook.paths import ROOT

FOLDERS = ("lossbook", "snippets", "tests")
# The place of `encoding` among the arguments, where it need not be named.
PLACES = {"open": 3, ".open": 2, ".read_text": 0, ".write_text": 1}
PROCESSES = {".run", ".Popen", ".check_output"}


def unnamed(source: str) -> list[int]:
    """Lines that read or write text in an encoding that they do not name."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and is_unnamed(node)
    ]


def is_unnamed(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id=name):
            pass
        case ast.Attribute(value=ast.Name(id="os" | "Image")):
            return False
        case ast.Attribute(attr=attribute):
            name = f".{attribute}"
        case _:
            return False
    keywords = {keyword.arg for keyword in call.keywords}
    if name in PROCESSES:
        return bool(keywords & {"text", "universal_newlines"})
    if name not in PLACES or "encoding" in keywords:
        return False
    return len(call.args) <= PLACES[name] and not is_binary(call)


def is_binary(call: ast.Call) -> bool:
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and argument.value in ("rb", "wb", "ab")
        for argument in arguments
    )


def test_every_text_file_names_its_encoding():
    wrong = [
        f"{script.relative_to(ROOT)}:{line}: name the encoding, utf-8"
        for folder in FOLDERS
        for script in sorted((ROOT / folder).rglob("*.py"))
        for line in unnamed(script.read_text("utf-8"))
    ]
    assert not wrong, "\n".join(wrong)
