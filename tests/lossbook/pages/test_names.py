from lossbook.pages.names import marked

NO = ' translate="no"'


def test_a_name_breaks_after_an_underscore_a_slash_or_a_dot():
    names = "F.cross_entropy 0.25 __init__ /a/multi-class/ <b>a_b</b>.c a&lt;b"
    broken = (
        "F.<wbr>cross_<wbr>entropy <wbr>0.25 <wbr>__init__ "
        "<wbr>/a/<wbr>multi-class/ <wbr><b>a_<wbr>b</b>.c <wbr>a&lt;b"
    )
    table = "<table><td>{}</td></table><code>a.b</code>"
    given = table.format(f"<code>{names}</code>")
    whole = table.replace("<code", f"<code{NO}")
    assert marked(given) == whole.format(f"<code{NO}>{broken}</code>")


def test_the_name_of_a_file_breaks_wherever_it_stands():
    link = '<a download href="a_b.py">snippets/a_b.py</a>'
    broken = "snippets/<wbr>a_<wbr>b.py"
    assert marked(link) == link.replace(">snippets/a_b.py", f">{broken}")
