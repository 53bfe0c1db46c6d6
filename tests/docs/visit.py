"""Opens a page, and waits until it has all that it asks for.

Playwright's own "networkidle" waits for half a second without a request, in
which a core has nothing to do, on each of some hundreds of pages.
"""

from playwright.sync_api import Page, Request

CALM = "new Promise(done => requestIdleCallback(() => setTimeout(done, 25)))"
ENOUGH = 3  # times in a row


def visit(tab: Page, where: str) -> None:
    """Open a page; return when nothing is loaded and the browser is idle."""
    loading = set()

    def begins(request: Request) -> None:
        loading.add(request)

    def ends(request: Request) -> None:
        loading.discard(request)

    events = {"request": begins, "requestfinished": ends, "requestfailed": ends}
    for event, act in events.items():
        tab.on(event, act)
    tab.goto(where)
    calm = 0
    while calm < ENOUGH:
        tab.evaluate(CALM)
        calm = 0 if loading else calm + 1
    for event, act in events.items():
        tab.remove_listener(event, act)
