import pytest

from lossbook.generate.outputs import annotate, difference


@pytest.mark.parametrize(
    ("source", "annotated"),
    [
        (
            "for i in range(2):\n    print(i)\nprint('a\\nb')\n",
            "for i in range(2):\n    print(i)\n    #> 0\n    #> 1\n"
            "print('a\\nb')\n#> a\n#> b\n",
        ),
        ("print(1)\n#> 2\n#> 3\n", "print(1)\n#> 1\n"),
        ("print(\n    1\n)\n", "print(\n    1\n)\n#> 1\n"),
    ],
)
def test_writes_what_each_print_printed(source, annotated):
    assert annotate(source, "x.py") == annotated
    assert annotate(annotated, "x.py") == annotated


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\nprint(x)\n#> 2\n", 3),  # a digit
        ("x = 1\nprint(x)\n", 2),  # no output
        ("x = 1\n#> 1\n", 2),  # no print
        ("print(1)\n#> 1\n#> 1\n", 3),  # one too many
    ],
)
def test_difference_names_file_and_line(source, line):
    assert difference(source, "a/x.py").startswith(f"a/x.py:{line}: ")


def test_one_snippet_does_not_change_the_next():
    change = "import torch\ntorch.set_default_dtype(torch.float64)\n"
    annotate(change + "torch.set_printoptions(precision=9)\n", "x.py")
    after = annotate("import torch\nprint(torch.tensor(0.1))\n", "y.py")
    assert "#> tensor(0.1000)" in after


def test_what_a_function_writes_stands_below_the_call_of_it():
    source = (
        "import sys\n\n\n"
        "def tell(text):\n"
        '    sys.stdout.write(f"{text}\\nand more\\n")\n\n\n'
        "tell(\n    1\n)\n"
        "from textwrap import dedent\n"
        "help(dedent)\n"
    )
    lines = annotate(source, "x.py").splitlines()
    assert lines[9:12] == [")", "#> 1", "#> and more"]
    at = lines.index("help(dedent)")
    assert lines[at + 1].startswith("#> Help on function dedent")
