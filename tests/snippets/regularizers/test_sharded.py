import multiprocessing

import pytest
import torch
import torch.distributed as dist
from torch.distributed.fsdp import FullyShardedDataParallel, fully_shard

from lossbook.paths import ROOT
from tests.conftest import python
from tests.snippets.checks import same
from tests.snippets.regularizers.sharded import make
from tests.snippets.test_regularizer_properties import numbers
from tests.snippets.under_test import REGULARIZERS

PENALTIES = [each for each in REGULARIZERS if each.case.kind == "penalty"]


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(),
    reason="two processes are started by fork",
)
def test_two_processes_agree_with_one():
    done = python("-m", "tests.snippets.regularizers.sharded", root=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def alone():
    """A group of this one process."""
    dist.init_process_group(
        "gloo", rank=0, world_size=1, store=dist.HashStore()
    )
    yield
    dist.destroy_process_group()


@pytest.mark.filterwarnings("ignore:FSDP is switching")
@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda each: each.id)
def test_one_process_alone(alone, penalty):
    options = numbers(penalty)
    expected = penalty.function(make(), **options)
    sharded = penalty.function(fully_shard(make()), **options)
    same(sharded, expected, f"{penalty}: sharded by fully_shard")
    flat = FullyShardedDataParallel(make(), device_id=torch.device("cpu"))
    with pytest.raises(TypeError, match="model must be sharded by fully_shard"):
        penalty.function(flat, **options)
