"""From the start of a new process to the loss of its first step, without and with cached programs."""

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from harness.competitors import Competitor
from harness.pace import Pace
from harness.worker import Worker, WorkerError


@dataclass
class Starts:
    """Milliseconds of each pair of processes, and the peak memory in MB of the warm ones."""

    competitor: Competitor
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    failure: str | None = None


def measure_starts(
    workload: str, competitors: list[Competitor], pace: Pace, pairs: int, timeout: float
) -> list[Starts]:
    """Each pair is a process with an empty cache folder and a second one that finds what the first left there."""
    every_start = [Starts(competitor) for competitor in competitors]
    # One process beforehand reads the competitor's files from the disk.
    for starts in every_start:
        take_pair(workload, starts, pace, timeout, counted=False)
    for _ in range(pairs):
        for starts in every_start:
            if starts.failure is None:
                take_pair(workload, starts, pace, timeout)
    return every_start


def take_pair(workload: str, starts: Starts, pace: Pace, timeout: float, counted: bool = True) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="apus-benchmark-") as folder:
            cold, _ = first_step(workload, starts.competitor, pace, Path(folder), timeout)
            if counted:
                warm, memory = first_step(workload, starts.competitor, pace, Path(folder), timeout)
                starts.cold.append(cold)
                starts.warm.append(warm)
                starts.memory.append(memory)
    except WorkerError as error:
        starts.failure = str(error)


def first_step(
    workload: str, competitor: Competitor, pace: Pace, cache: Path, timeout: float
) -> tuple[float, float]:
    pace.settle()
    with Worker(competitor, pace.processors, cache, timeout) as worker:
        worker.run(workload, 1)
        milliseconds = (time.perf_counter() - worker.started) * 1000
        return milliseconds, worker.peak_memory()
