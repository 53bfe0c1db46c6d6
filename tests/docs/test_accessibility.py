"""Nothing on a page keeps a reader out: axe looks, on phone and desktop.

Two of four states here, thinned; `make audit` looks at the whole page in each.
"""

import pytest

from tests.docs.axe import faults
from tests.docs.pages import ADDRESSES, DESKTOP, PHONE


@pytest.fixture(scope="module")
def tab(browser, address):
    context = browser.new_context(base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("where", [*ADDRESSES, "404.html"])
def test_axe_finds_nothing(tab, where):
    states = [(DESKTOP, "light"), (PHONE, "dark")]
    found = faults(tab, where, states, thin=True)
    assert not found, "\n".join(found)
