"""Numbers of docs/reference/portability.md."""

import re

from lossbook.paths import SETTINGS
from lossbook.sources import read
from tests.docs.binding import Page

page = Page("reference/portability")
sheets = re.findall(r"(?m)^  - assets/\w+\.css$", read(SETTINGS))
page.number("in place of ten", equals=len(sheets))
