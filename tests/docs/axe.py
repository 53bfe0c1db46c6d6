"""Asks axe what on a page keeps readers out."""

from importlib import resources

from playwright.sync_api import Page

from tests.docs.pages import DESKTOP, PHONE

SCRIPT = resources.files("axe_playwright_python") / "axe.min.js"
# Colours change at once, so that none is measured on its way, and all is laid
# out, in sight or not.
STILL = """*, ::before, ::after {
  transition: none !important;
  content-visibility: visible !important;
}"""
# Thousands of nodes that axe finds nothing in: drawings are hidden from screen
# readers, and the colours of code are checked in test_palette.py.
THIN = """() => {
  for (const svg of document.querySelectorAll(".math svg, svg.glyphs"))
    svg.replaceChildren();
  for (const code of document.querySelectorAll(".highlight pre > code"))
    code.textContent = code.textContent;
}"""
RUN = """async () => {
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
}"""
STATES = [
    (size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")
]


def faults(
    tab: Page, address: str, states=STATES, thin=False, act=lambda tab: None
) -> list[str]:
    """What axe finds on a page, loaded once and looked at in each state.

    Args:
        tab: where to load it.
        address: the page's.
        states: sizes of the screen, and colour schemes.
        thin: whether to leave out what nothing was ever found in.
        act: what the reader does before axe looks.
    """
    tab.goto(address)
    act(tab)
    tab.add_style_tag(content=STILL)
    if thin:
        tab.evaluate(THIN)
    tab.evaluate(SCRIPT.read_text("utf-8"))
    found = []
    for size, scheme in states:
        tab.set_viewport_size(size["viewport"])
        tab.emulate_media(color_scheme=scheme)
        tab.wait_for_timeout(100)  # for what watches the width
        found += [
            f"/{address} at {size['viewport']['width']} px, {scheme}: {fault}"
            for fault in tab.evaluate(RUN)
        ]
    return found
