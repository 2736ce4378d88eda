"""Steady state: competitors take turns, so that whatever slows the machine down meets all of them."""

import itertools
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from harness.competitors import Competitor
from harness.pace import Pace
from harness.worker import Worker, WorkerError

STEPS_COMPARED = 3
WARM_UP_STEPS = 10
FEWEST_STEPS, MOST_STEPS = 5, 2000
# OpenMP threads spin for some milliseconds after their last task; the next competitor must not pay for it.
PAUSE_BETWEEN_TURNS = 0.05


@dataclass
class Series:
    """What one competitor did on one workload: a median for each round, in milliseconds."""

    competitor: Competitor
    versions: dict[str, str] = field(default_factory=dict)
    rounds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    first_values: list[float] = field(default_factory=list)
    # The most memory that the process has held, in MB.
    memory: float | None = None
    failure: str | None = None


def measure(
    workload: str, competitors: list[Competitor], pace: Pace, rounds: int, turn_seconds: float, timeout: float
) -> list[Series]:
    """One `Series` for each competitor that offers the workload, or that failed to say whether it does."""
    every_series: list[Series] = []
    running: list[tuple[Series, Worker]] = []
    with ExitStack() as stack:
        cache = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="apus-benchmark-")))
        for index, competitor in enumerate(competitors):
            series = Series(competitor)
            try:
                folder = cache / str(index)
                folder.mkdir()
                worker = stack.enter_context(Worker(competitor, pace.processors, folder, timeout))
                offers = worker.offers()
                series.versions = offers["versions"]
                if workload not in offers["workloads"]:
                    continue
                series.first_values = worker.run(workload, STEPS_COMPARED)["values"]
                running.append((series, worker))
            except WorkerError as error:
                series.failure = str(error)
            every_series.append(series)
        take_turns(workload, running, pace, rounds, turn_seconds)
        for series, worker in running:
            if series.failure is None:
                series.memory = worker.peak_memory()
    return every_series


def take_turns(
    workload: str, running: list[tuple[Series, Worker]], pace: Pace, rounds: int, turn_seconds: float
) -> None:
    """Appends one median per round; a turn has the same number of steps for all."""
    slowest = max(itertools.chain([0.0], (warm_up(workload, *pair) for pair in running)))
    steps = min(max(round(turn_seconds * 1000 / slowest), FEWEST_STEPS), MOST_STEPS) if slowest else FEWEST_STEPS
    for first in range(rounds):
        # Each round starts with another competitor: nobody is always the one after the slowest.
        start = first % len(running) if running else 0
        for series, worker in running[start:] + running[:start]:
            if series.failure is None:
                take_turn(workload, series, worker, pace, steps)


def warm_up(workload: str, series: Series, worker: Worker) -> float:
    """Milliseconds of wall time per step, which a workload's own clock need not count in full."""
    start = time.perf_counter()
    try:
        worker.run(workload, WARM_UP_STEPS)
    except WorkerError as error:
        series.failure = str(error)
        return 0.0
    return (time.perf_counter() - start) * 1000 / WARM_UP_STEPS


def take_turn(workload: str, series: Series, worker: Worker, pace: Pace, steps: int) -> None:
    try:
        reply = pace.kept(lambda: worker.run(workload, steps))
    except WorkerError as error:
        series.failure = str(error)
        return
    series.rounds.append(median(reply["milliseconds"]))
    series.processor.append(reply.get("processorMilliseconds", 0.0))
    time.sleep(PAUSE_BETWEEN_TURNS)
