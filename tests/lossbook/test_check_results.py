"""The foot of a page says what its checks found, and nothing if none ran."""

from lossbook import check_results
from lossbook.check_results import KINDS, line

PAGE = "classification/focal-loss"


def test_what_is_not_known_is_not_said(tmp_path, monkeypatch):
    monkeypatch.setattr(check_results, "RESULTS", tmp_path / "checks")
    found = {kind: ["one", "two"] for kind in KINDS}
    assert line(PAGE) == ""
    check_results.add({PAGE: {"blocks": ["one"]}})
    assert line(PAGE) == ""
    check_results.add({PAGE: found})
    assert line(PAGE).startswith("2 blocks run and 2 not, 2 outputs compared")
    monkeypatch.setattr(check_results, "state", lambda name: "another")
    assert line(PAGE) == ""
