"""Numbers of docs/index.md."""

from snippets.figures.how_much_a_sample_counts import draw
from tests.docs.binding import Page

page = Page("index")
drawn = str(len(draw().axes[0].lines))
page.number("three losses", equals=drawn)
page.number("Three answers", equals=drawn)
