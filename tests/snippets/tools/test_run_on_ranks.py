"""Ranks end, whatever the process before them has left."""

import subprocess
import sys
from textwrap import dedent

# A group in a cycle, which only the collector frees, as FSDP leaves it.
LEFT = dedent("""
    import gc
    import sys
    import torch.distributed as dist
    from snippets.tools.run_on_ranks import run_on_ranks

    def collected(rank):
        gc.collect()
        return rank

    if __name__ == "__main__":
        gc.disable()
        store = dist.FileStore(sys.argv[1], 1)
        dist.init_process_group("gloo", store=store, rank=0, world_size=1)
        cycle = [dist.group.WORLD]
        cycle.append(cycle)
        dist.destroy_process_group()
        del cycle
        print(run_on_ranks(collected))
""")


def test_a_rank_does_not_wait_for_threads_of_an_old_group(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LEFT, tmp_path / "store"],
        capture_output=True,
        timeout=60,
        encoding="utf-8",
    )
    assert done.stdout == "[0, 1]\n", done.stderr
