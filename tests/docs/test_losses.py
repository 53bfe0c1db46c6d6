"""The list of all losses is whole."""

from torch import nn

from lossbook.data_files import loaded, root
from lossbook.markdown.loss_index import DATA
from lossbook.sources import place
from tests.html import parsed

TASKS = loaded(root(DATA))
NAMES = [name for task in TASKS for name in task["losses"]]


def test_each_loss_of_torch_is_listed():
    classes = {f"nn.{name}" for name in vars(nn) if name.endswith("Loss")}
    missing = sorted(classes - {*NAMES})
    assert not missing, f"{place(DATA, 'task:')}: torch.nn has {missing}, too"


def test_the_page_has_each_once(site):
    page = parsed(site / "reference/losses/index.html")
    shown = [link.text() for link in page.css(".loss > .name a")]
    assert sorted(shown) == sorted(NAMES)
    formulas = [x for task in TASKS for x in task["losses"].values() if x]
    labels = ", ".join(formulas).count("eq:")
    assert len(page.css(".loss .formula .math > svg")) == labels
    for loss in page.css(".loss"):
        assert loss.css(".formula .math > svg"), loss.text()[:60]
        file, chapter = loss.css(".file a")
        there = (site / "reference/losses" / file.attributes["href"]).resolve()
        assert there.is_file()
        assert chapter.text()
