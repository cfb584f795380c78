"""Many inputs over a few processes; a process that dies takes only its own input with it."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from kg.report import Row
from kg.worker import Job, Tools, collect_seldom, work

Running = dict["Future[Row]", Job]


def run(jobs: Sequence[Job], tools: Tools, processes: int) -> Iterator[Row]:
    """Yield the row of every job, as they finish; with one process or job everything happens in this process."""
    if processes <= 1 or len(jobs) <= 1:
        collect_seldom()
        yield from (work(job, tools) for job in jobs)
        return
    waiting = deque(jobs)
    while waiting:
        suspects = yield from _shared(waiting, tools, min(processes, len(waiting)))
        for job in suspects:
            yield _alone(job, tools)


def _shared(waiting: deque[Job], tools: Tools, processes: int) -> Generator[Row, None, list[Job]]:
    """Work off ``waiting`` until it is empty or a process dies; return the jobs that may have killed it."""
    running: Running = {}
    executor = _executor(processes)
    try:
        while waiting or running:
            _submit(executor, waiting, running, tools, processes + 1)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                row = future.result()
                del running[future]
                yield row
    except BrokenProcessPool:
        return list(running.values())
    finally:
        executor.shutdown(cancel_futures=True)
    return []


def _submit(executor: ProcessPoolExecutor, waiting: deque[Job], running: Running, tools: Tools, most: int) -> None:
    while waiting and len(running) < most:
        running[executor.submit(work, waiting[0], tools)] = waiting[0]
        waiting.popleft()


def _alone(job: Job, tools: Tools) -> Row:
    executor = _executor(1)
    try:
        return executor.submit(work, job, tools).result()
    except BrokenProcessPool:
        return Row(job.name, error=f"{job.name}: its process died (out of memory?); build it alone or split it")
    finally:
        executor.shutdown(cancel_futures=True)


def _executor(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """Let Ctrl-C end a worker without a traceback, and Python look for garbage seldom."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    collect_seldom()
