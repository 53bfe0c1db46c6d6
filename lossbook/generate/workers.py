"""Runs snippets for a build: draws figures, computes explorers, sees outputs.

What is kept from an earlier build is not run again. The rest is run on all
cores, by processes of its own that import torch once: the build never does.
"""

import importlib
import logging
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from lossbook import cache
from lossbook.generate import worker

log = logging.getLogger("mkdocs.plugins.lossbook")
LIMIT = 120  # seconds for one job, with which a loaded machine can do


@dataclass(frozen=True)
class Job:
    """What `make` of a module beside this one makes of some arguments.

    The module's `entry` says where that is kept.
    """

    module: str
    arguments: tuple[str, ...]

    @property
    def entry(self) -> Path:
        module = importlib.import_module(f"lossbook.generate.{self.module}")
        return Path(module.entry(*self.arguments))


class Workers:
    """Processes that do jobs; they stay for the next build until closed."""

    def __init__(self, limit: int = LIMIT):
        self._limit = limit
        self._pool: ProcessPoolExecutor | None = None

    def do(self, jobs: list[Job]) -> tuple[dict[Job, bytes], dict[Job, str]]:
        """Do the jobs that no build has done before, on all cores.

        Returns:
            By job its result, and of those that failed what went wrong.
        """
        results = _kept(jobs)
        todo = [job for job in jobs if job not in results]
        if not todo:
            return results, {}
        counts = Counter(job.module for job in todo).items()
        what = ", ".join(f"{module} ({number})" for module, number in counts)
        log.info(f"Making {what}")
        said = zip(todo, self._answers(todo), strict=True)
        faults = {job: fault for job, fault in said if fault}
        return results | _kept(todo), faults

    def _answers(self, jobs: list[Job]) -> Iterator[str]:
        """What went wrong with each job, "" if nothing did."""
        self._pool = self._pool or _pool()
        futures = [self._submit(self._pool, job) for job in jobs]
        for number, job in enumerate(jobs):
            try:
                yield futures[number].result()
            except BrokenProcessPool:
                self.close()
                # By this job, or by another that ran beside it.
                yield self._alone(job)
                yield from self._answers(jobs[number + 1 :])
                return

    def _alone(self, job: Job) -> str:
        with _pool(1) as pool:
            try:
                return self._submit(pool, job).result()
            except BrokenProcessPool:
                return (
                    f"{job.arguments[0]}: ended the process that ran it, or "
                    f"did not end in {self._limit} seconds"
                )

    def _submit(self, pool: ProcessPoolExecutor, job: Job) -> Future[str]:
        return pool.submit(
            worker.do, self._limit, str(job.entry), job.module, *job.arguments
        )

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown()
            self._pool = None


def _pool(size: int | None = None) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(size, get_context("spawn"), worker.begin)


def _kept(jobs: list[Job]) -> dict[Job, bytes]:
    """The results that are kept, by job."""
    read = {job: cache.read(job.entry) for job in jobs}
    return {job: result for job, result in read.items() if result is not None}
