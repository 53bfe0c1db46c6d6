"""The recorded evidence is that of this code, and is found as it says."""

import pytest
import torch
from torch.nn import functional as F

from lossbook.result_files import EVIDENCE, recorded
from lossbook.sources import relative
from tests.evidence import trials
from tests.evidence.data import generator, split
from tests.evidence.record import FOLDER, ROWS, question, rests_on
from tests.evidence.scores import ACCURACY, RMSE
from tests.evidence.trials import (
    SEEDS,
    STRENGTHS,
    TRIALS,
    Contender,
    Outcome,
    Pair,
    Parts,
    Question,
)

FILE = relative(EVIDENCE)


def test_every_file_is_a_row_on_record():
    files = {file.stem for file in FOLDER.glob("*.py")}
    assert {*ROWS} == files, "ROWS in tests/evidence/record.py lists others"
    rows = recorded(EVIDENCE)["rows"]
    assert list(rows) == list(ROWS), f"{FILE}: other rows; run: make evidence"


@pytest.mark.parametrize("row", ROWS)
def test_the_code_is_that_of_the_results(row):
    before, now = recorded(EVIDENCE)["rows"][row]["rests on"], rests_on(row)
    changed = [
        name
        for name in sorted({*before} | {*now})
        if dict(before).get(name) != now.get(name)
    ]
    assert not changed, (
        f"{FILE}: {row}: changed since: {', '.join(changed)}; "
        "run: make evidence, and look at what changed"
    )


@pytest.mark.parametrize("row", ROWS)
def test_every_contender_may_try_as_many_settings(row):
    baseline, *others = question(row).contenders
    for each in others:
        # What has nothing to set is there for comparison.
        assert len(each.trials()) == (TRIALS if each.settings else 1), each.name
    assert len(baseline.trials()) in (1, TRIALS)
    assert len({each.name for each in (baseline, *others)}) == len(others) + 1


@pytest.mark.parametrize("row", ROWS)
def test_parts_share_no_sample_and_seeds_differ(row):
    asked = question(row)
    first, again, other = (asked.draw(seed) for seed in (0, 0, 1))
    for part, same, unlike in zip(first, again, other, strict=True):
        assert torch.equal(part.of, same.of)
        assert torch.equal(part.target, same.target)
        assert not torch.equal(part.of, unlike.of)
    everything = torch.cat([part.of for part in first])
    assert len(everything.unique(dim=0)) == len(everything)


@pytest.fixture
def line():
    """A row that is cheap: a line through points, from a few of them."""

    def draw(seed: int) -> Parts:
        random = generator(seed)
        x = torch.randn(30, 1, generator=random)
        return split(Pair(x, 2 * x + 1), 10, 10, random)

    contenders = (
        Contender("fit", F.mse_loss),
        Contender("shrunk", F.mse_loss, {"l2": STRENGTHS}),
        Contender("bounded", F.huber_loss, {"delta": (0.5,), "l2": (0.0, 9.0)}),
    )
    return Question(
        "Line", "", draw, (1, 1), RMSE, (RMSE,), contenders, steps=500, lr=0.05
    )


def test_a_network_learns_and_the_penalty_shrinks_it(line):
    fit, shrunk, bounded = trials.compared(line)["contenders"]
    assert max(fit["scores"][RMSE.name]) < 0.01
    assert shrunk["chosen"] == {"l2": [0.0] * SEEDS}
    assert bounded["chosen"] == {"delta": [0.5] * SEEDS, "l2": [0.0] * SEEDS}
    parts, one = trials.drawn(line), line.contenders[1]
    free, held = (
        trials.outcomes(line, one, parts, {"l2": strength})[0].weights.abs()
        for strength in (0.0, 9.0)
    )
    assert held < free / 2


@pytest.mark.parametrize("how", ["l1", "l2", "decay", "proximal", "dropout"])
def test_each_way_to_regularize_changes_the_outcome(line, how):
    sizes = (1, 8, 1) if how == "dropout" else line.sizes
    asked = Question(**vars(line) | {"sizes": sizes})
    parts, one = trials.drawn(line), line.contenders[0]
    without, with_it = (
        trials.outcomes(asked, one, parts, setting)[0].test.of
        for setting in ({}, {how: 0.5})
    )
    assert not torch.allclose(without, with_it, atol=1e-3)


def test_seeds_side_by_side_do_not_reach_each_other(line):
    parts, one = trials.drawn(line), line.contenders[0]
    before = trials.outcomes(line, one, parts, {})[0].test.of
    parts.train.of[1:] *= 3
    after = trials.outcomes(line, one, parts, {})[0].test.of
    assert torch.equal(before, after)


def test_what_differs_in_the_end_alone_is_trained_once(line):
    plain = line.contenders[1]
    doubled = Contender(
        "doubled",
        plain.loss,
        {"l2": STRENGTHS, "factor": (2.0,)},
        lambda outcome, factor, **_: outcome.map(lambda z: factor * z),
    )
    parts, trained = trials.drawn(line), {}
    once, twice = (
        trials.outcomes(line, each, parts, setting, trained)[0].test.of
        for each, setting in (
            (plain, {"l2": 0.1}),
            (doubled, {"l2": 0.1, "factor": 2.0}),
        )
    )
    assert torch.equal(twice, 2 * once)
    assert len(trained) == 1
    trials.outcomes(line, plain, parts, {"l2": 0.3}, trained)
    assert len(trained) == 2


def test_validation_chooses_and_the_test_reports(line, monkeypatch):
    """Seed by seed; the setting that is best on test is not the chosen one."""

    def said(asked, contender, parts, setting, trained):
        right = torch.tensor([0, 1])
        wrong = 1 - right
        logits = {True: F.one_hot(right), False: F.one_hot(wrong)}
        return [
            Outcome(
                Pair(logits[setting["l2"] == seed % 2], right),
                Pair(logits[setting["l2"] != seed % 2], right),
                torch.zeros(1),
            )
            for seed in range(SEEDS)
        ]

    monkeypatch.setattr(trials, "outcomes", said)
    asked = Question(**vars(line) | {"choose": ACCURACY, "scores": (ACCURACY,)})
    one = Contender("one", F.mse_loss, {"l2": (0, 1)})
    found = trials.tried(asked, one, None, {})
    assert found["chosen"] == {"l2": [0, 1] * (SEEDS // 2)}
    assert found["scores"] == {ACCURACY.name: [0.0] * SEEDS}
