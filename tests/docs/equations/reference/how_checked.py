"""Numbers of docs/reference/how-checked.md."""

from tests.budgets import MEASURES, TRAINING
from tests.docs.binding import Page
from tests.gpu.values import DTYPES

page = Page("reference/how-checked")
page.number("*twice*", because="it is an example of such a word")
page.number("names a value twice", because="any second time is one too many")
page.number("in three types", equals=len(DTYPES))
page.number(
    "transfer twice as much",
    equals=TRAINING / MEASURES["total-byte-weight"].limit,
)
