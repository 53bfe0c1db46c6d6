import pytest

from lossbook.pages.names import marked

NO = ' translate="no"'


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("F.cross_entropy", "F.<wbr>cross_<wbr>entropy"),
        ("/losses/multi-class/", "/losses/<wbr>multi-class/"),
        ("input - target", "input <wbr>- <wbr>target"),
        ("0.25", "0.25"),
        ("__init__", "__init__"),
        ("<b>a_b</b>.c", "<b>a_<wbr>b</b>.c"),
        ("a&lt;b", "a&lt;b"),
    ],
)
def test_a_name_breaks_after_an_underscore_a_slash_or_a_dot(code, broken):
    table = "<table><td>{}</td></table>"
    given = table.format(f"<code>{code}</code>")
    assert marked(given) == table.format(f"<code{NO}>{broken}</code>")


def test_code_in_a_sentence_is_left_whole():
    assert marked("<code>a.b</code>") == f"<code{NO}>a.b</code>"


def test_the_name_of_a_file_breaks_wherever_it_stands():
    link = '<a download href="a_b.py">snippets/a_b.py</a>'
    broken = "snippets/<wbr>a_<wbr>b.py"
    assert marked(link) == link.replace(">snippets/a_b.py", f">{broken}")
