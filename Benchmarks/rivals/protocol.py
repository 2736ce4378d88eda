"""The worker's side of the line protocol that Benchmarks/README.md specifies."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Step:
    """One step in two halves: `launch` starts it, `read` waits for it and returns its number."""

    launch: Callable[[], Any]
    read: Callable[[Any], float]


Timer = Callable[[Step, int], tuple[list[float], list[float]]]


def time_until_read(step: Step, count: int) -> tuple[list[float], list[float]]:
    """Wall time of each step until its number is on the host."""
    milliseconds, values = [], []
    for _ in range(count):
        start = time.perf_counter_ns()
        value = step.read(step.launch())
        milliseconds.append((time.perf_counter_ns() - start) / 1e6)
        values.append(value)
    return milliseconds, values


def time_launch(step: Step, count: int) -> tuple[list[float], list[float]]:
    """Wall time of `launch` alone; reading the number stays outside the clock."""
    milliseconds, values = [], []
    for _ in range(count):
        start = time.perf_counter_ns()
        pending = step.launch()
        milliseconds.append((time.perf_counter_ns() - start) / 1e6)
        values.append(step.read(pending))
    return milliseconds, values


def time_host(step: Step, count: int) -> tuple[list[float], list[float]]:
    """Processor time of the calling thread until `launch` returns, with nothing else in flight."""
    milliseconds, values = [], []
    for _ in range(count):
        start = time.thread_time_ns()
        pending = step.launch()
        milliseconds.append((time.thread_time_ns() - start) / 1e6)
        values.append(step.read(pending))
    return milliseconds, values


@dataclass(frozen=True)
class Workload:
    prepare: Callable[[], Step]
    timer: Timer = time_until_read


def serve(versions: dict[str, str], workloads: dict[str, Workload]) -> None:
    """Answers commands from standard input until `quit` or the end of the input."""
    # Libraries print to standard output; the orchestrator must see nothing there but replies.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    prepared: dict[str, Step] = {}
    for line in sys.stdin:
        words = line.split()
        if words == ["quit"]:
            return
        try:
            reply = answer(words, versions, workloads, prepared)
        except Exception as error:  # A failing workload is a reply; the worker goes on serving.
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def answer(words: list[str], versions: dict[str, str], workloads: dict[str, Workload], prepared: dict[str, Step]) -> dict:
    match words:
        case ["list"]:
            return {"versions": versions, "workloads": list(workloads)}
        case ["run", name, count] if name in workloads and count.isdecimal() and int(count) > 0:
            if name not in prepared:
                prepared[name] = workloads[name].prepare()
            processor = time.process_time_ns()
            milliseconds, values = workloads[name].timer(prepared[name], int(count))
            processor = (time.process_time_ns() - processor) / 1e6 / int(count)
            return {"milliseconds": milliseconds, "processorMilliseconds": processor, "values": values}
        case _:
            return {"error": f"not understood: {' '.join(words)}"}
