"""What leads through a page, and what is not translated."""

from tests.html import attributes, pages


def test_contents_leave_out_parts_that_several_sections_have(site):
    for name, page in pages(site).items():
        links = page.css(".md-sidebar--secondary a.md-nav__link")
        titles = [link.text().strip() for link in links]
        assert len(titles) == len({*titles}), f"{name}: {titles}"
        linked = {link.attributes["href"] for link in links}
        # On the home page the chapters are a list of contents themselves.
        sections = attributes(page, "article h2[id]:not(#all-chapters)", "id")
        assert {f"#{each}" for each in sections} <= linked, name


def test_code_and_mathematics_are_not_translated(site):
    kinds, no = "article :is(code, .math, math)", "[translate=no]"
    for name, page in pages(site).items():
        assert not page.css(f"{kinds}:not({no}, {no} *)"), name
