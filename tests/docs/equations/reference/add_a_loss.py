"""Numbers of docs/reference/add-a-loss.md."""

import re

from lossbook.paths import ROOT
from lossbook.sources import read, source
from tests.docs.binding import Page

page = Page("reference/add-a-loss")
commands = re.findall(r"(?m)^make \w+ name=giou_loss", read(source(page.name)))
template = ROOT / "tests/author/templates/loss/snippets/losses/NAME.py.jinja"
divisor = re.search(r"\.square\(\) / (\d)", read(template))[1]
page.number("three commands", equals=len(commands))
page.number("Three commands", equals=len(commands))
page.number("for half the squared error", equals=1 / int(divisor))
