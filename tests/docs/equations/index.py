"""Numbers of docs/index.md."""

from tests.docs.binding import Page

page = Page("index")
page.number("Three answers", because="the three losses of the figure")
