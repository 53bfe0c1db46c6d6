"""Runs snippets for a build: draws figures, computes explorers, sees outputs.

What is kept from an earlier build is not run again. The rest is run on all
cores, by processes of its own that import torch once: the build never does.
"""

import contextlib
import importlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TextIO, cast

from lossbook import cache
from lossbook.errors import BookError
from lossbook.paths import ROOT

log = logging.getLogger("mkdocs.plugins.lossbook")
LIMIT = 120  # seconds for one job, with which a loaded machine can do


@dataclass(frozen=True)
class Job:
    """What `make` of a module beside this one makes of some arguments.

    The module's `entry` says where that is kept, and DOES what it does.
    """

    module: str
    arguments: tuple[str, ...]

    @property
    def entry(self) -> Path:
        return Path(self._module.entry(*self.arguments))

    @property
    def does(self) -> tuple[str, str]:
        return cast(tuple[str, str], self._module.DOES)

    @property
    def _module(self) -> ModuleType:
        return importlib.import_module(f"lossbook.generate.{self.module}")


class Workers:
    """Processes that do jobs; they stay for the next build until closed."""

    def __init__(self, limit: int = LIMIT):
        self._limit = limit
        self._idle: list[_Worker] = []

    def do(
        self, jobs: Iterable[Job]
    ) -> tuple[dict[Job, bytes], dict[Job, str]]:
        """Do the jobs that no build has done before.

        Returns:
            By job its result, and of those that failed what went wrong.
        """
        kept = {job: cache.read(job.entry) for job in jobs}
        results = {job: x for job, x in kept.items() if x is not None}
        todo = [job for job in kept if job not in results]
        if not todo:
            return results, {}
        faults = self._run(todo)
        for job in todo:
            result = cache.read(job.entry)
            if result is not None:
                results[job] = result
            elif job not in faults:
                faults[job] = f"{job.arguments[0]}: edited; build again"
        return results, {job: faults[job] for job in todo if job in faults}

    def _run(self, jobs: list[Job]) -> dict[Job, str]:
        """Do jobs on all cores; return what went wrong, by job."""
        waiting, faults = deque(jobs), dict[Job, str]()
        cores = min(_cores(), len(jobs))
        log.info(f"{_summary(jobs)} on {_count(cores, 'core')}")
        with ThreadPoolExecutor(cores) as threads:
            work = [
                threads.submit(self._work, waiting, faults)
                for _ in range(cores)
            ]
            try:
                for each in work:
                    each.result()
            finally:
                waiting.clear()
        return faults

    def _work(self, waiting: deque[Job], faults: dict[Job, str]) -> None:
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self._limit)
        with contextlib.suppress(IndexError):  # when none is left
            while job := waiting.popleft():
                if not worker.lives():
                    worker.close()
                    worker = _Worker(self._limit)
                fault = worker.do(job)
                if fault:
                    faults[job] = fault
        self._idle.append(worker)

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().close()


def done(job: Job) -> bytes:
    """The result of one job.

    Raises:
        BookError: it failed.
    """
    workers = Workers()
    results, faults = workers.do([job])
    workers.close()
    if faults:
        raise BookError(faults[job])
    return results[job]


class _Worker:
    """A process that runs lossbook/generate/worker.py."""

    def __init__(self, limit: int):
        self._limit = limit
        # Open while the process lives.
        self._errors = tempfile.TemporaryFile(  # noqa: SIM115
            "w+", encoding="utf-8", errors="replace"
        )
        module = ("-X", "utf8", "-m", "lossbook.generate.worker")
        threads = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, *module, str(limit)],
            cwd=ROOT,
            env={**os.environ, **threads, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
        )
        self._requests = cast(TextIO, self._process.stdin)
        self._replies = cast(TextIO, self._process.stdout)

    def lives(self) -> bool:
        """Whether it can do another job."""
        return self._process.poll() is None

    def do(self, job: Job) -> str:
        """Do a job; return what went wrong, "" if nothing did."""
        request = json.dumps([job.module, *job.arguments])
        with contextlib.suppress(BrokenPipeError):
            print(request, file=self._requests, flush=True)
        reply = self._replies.readline()
        return str(json.loads(reply)) if reply else self._end_of(job)

    def _end_of(self, job: Job) -> str:
        """How the process ended in the midst of a job."""
        status = self._process.wait()
        self._errors.seek(0)
        text = self._errors.read()
        # The innermost line of a snippet: faulthandler's dump begins with it.
        found = re.search(r'"(?:[^"]*/)?(snippets/[^"]+)", line (\d+)', text)
        place = ":".join(found.groups()) if found else job.arguments[0]
        if "Timeout (" in text:
            return f"{place}: still running after {self._limit} seconds"
        return f"{place}: ended the process that ran it, with status {status}"

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(BrokenPipeError):
            self._requests.close()
        self._process.wait()
        self._replies.close()
        self._errors.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _summary(jobs: list[Job]) -> str:
    """Such as: Drawing 2 figures, running 1 snippet."""
    counts = Counter(job.does for job in jobs)
    parts = [f"{verb} {_count(n, noun)}" for (verb, noun), n in counts.items()]
    text = ", ".join(parts)
    return text[0].upper() + text[1:]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
