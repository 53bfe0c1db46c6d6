"""Numbers of docs/index.md."""

import re

from lossbook.paths import SNIPPETS
from lossbook.sources import read, source
from snippets.figures.how_much_a_sample_counts import LOSSES
from tests.docs.binding import Page

page = Page("index")
page.number("under three losses", equals=len(LOSSES))
page.number("Three answers", equals=len(LOSSES))
RELATED = read(source("classification/five-questions"))
asked = re.findall(r"^##+ .*\?$", RELATED, re.MULTILINE)
page.number("five questions", equals=len(asked))
CURVES = read(SNIPPETS / "figures" / "focal_loss.py")
left = re.search(r"logits = torch\.linspace\((\S+),", CURVES)[1]
page.number("the logit from -6", equals=float(left))
