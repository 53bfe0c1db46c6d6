"""Numbers of docs/index.md."""

from snippets.figures.losses_at_a_glance import draw
from tests.docs.binding import Page

page = Page("index")
drawn = len(draw().axes[0].lines)
page.number("Three losses", equals=drawn)
page.number("Three answers", equals=drawn)
