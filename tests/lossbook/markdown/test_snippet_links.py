import markdown
from bs4 import BeautifulSoup


def test_an_embedded_file_has_its_name_above_as_a_download():
    path = "snippets/losses/focal_loss.py"
    html = markdown.markdown(
        f'```python\n--8<-- "{path}"\n```\n',
        extensions=[
            "attr_list",
            "pymdownx.superfences",
            "pymdownx.snippets",
            "lossbook.markdown.snippet_links",
        ],
    )
    page = BeautifulSoup(html, "html.parser")
    link = page.select_one("p.listing > a[download]")
    assert link["href"] == f"/{path}"
    assert link.text == path
    assert "def focal_loss(" in page.select_one("pre").text
