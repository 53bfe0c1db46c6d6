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
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from lossbook import cache
from lossbook.paths import ROOT

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
        self._idle: list[_Worker] = []

    def do(self, jobs: list[Job]) -> tuple[dict[Job, bytes], dict[Job, str]]:
        """Do the jobs that no build has done before, on all cores.

        Returns:
            By job its result, and of those that failed what went wrong.
        """
        results = _kept(jobs)
        todo = [job for job in jobs if job not in results]
        if not todo:
            return results, {}
        cores = min(_cores(), len(todo))
        counts = Counter(job.module for job in todo).items()
        what = ", ".join(f"{module} ({number})" for module, number in counts)
        log.info(f"Making {what} on {cores} cores")
        with ThreadPoolExecutor(cores) as threads:
            said = zip(todo, threads.map(self._do, todo), strict=True)
            faults = {job: fault for job, fault in said if fault}
        return results | _kept(todo), faults

    def _do(self, job: Job) -> str:
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = _Worker(self._limit)
        fault = worker.do(job)
        if worker.process.poll() is None:
            self._idle.append(worker)
        else:
            worker.close()
        return fault

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().close()


def _kept(jobs: list[Job]) -> dict[Job, bytes]:
    """The results that are kept, by job."""
    read = {job: cache.read(job.entry) for job in jobs}
    return {job: result for job, result in read.items() if result is not None}


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
        self.process = subprocess.Popen(
            [sys.executable, *module, str(limit)],
            cwd=ROOT,
            env={**os.environ, **threads, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
        )
        self._requests = cast(TextIO, self.process.stdin)
        self._replies = cast(TextIO, self.process.stdout)

    def do(self, job: Job) -> str:
        """Do a job; return what went wrong, "" if nothing did."""
        request = json.dumps([str(job.entry), job.module, *job.arguments])
        with contextlib.suppress(BrokenPipeError):
            print(request, file=self._requests, flush=True)
        reply = self._replies.readline()
        return str(json.loads(reply)) if reply else self._end_of(job)

    def _end_of(self, job: Job) -> str:
        """How the process ended in the midst of a job."""
        status = self.process.wait()
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
        self.process.wait()
        self._replies.close()
        self._errors.close()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
