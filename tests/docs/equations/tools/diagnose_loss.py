"""Numbers of docs/tools/diagnose-loss.md."""

import re

from lossbook.paths import SNIPPETS
from lossbook.sources import read
from tests.docs.binding import Page

page = Page("tools/diagnose-loss")
CODE = read(SNIPPETS / "tools" / "diagnose_loss.py")
(divisor,) = re.findall(r"middle = \(low \+ high\) // (\d+)", CODE)
page.number("halves of the batch", equals=1 / int(divisor))
