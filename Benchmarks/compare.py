#!/usr/bin/env python3
"""Apus beside PyTorch and JAX in one interleaved run; writes the table of ratios. Standard library only."""

import argparse
import shlex
import sys
from pathlib import Path

from harness import machine, processors
from harness.chapter import Chapter
from harness.competitors import COLUMNS, Competitor, competitors
from harness.pace import Pace
from harness.report import Circumstances, rendered
from harness.rounds import measure
from harness.starts import measure_starts
from harness.suite import FIRST_STEP_WORKLOAD, SUITE

HERE = Path(__file__).resolve().parent


def main(words: list[str]) -> int:
    arguments = parsed(words)
    python = arguments.python if Path(arguments.python).exists() else sys.executable
    keras_python = arguments.keras_python if Path(arguments.keras_python).exists() else None
    taking_part = competitors(python, arguments.apus_worker, keras_python)
    disturbance = machine.Disturbance()
    chapters = [chapter for threads in arguments.threads if (chapter := taken(threads, taking_part, arguments))]
    circumstances = Circumstances(
        machine.described(), machine.moment(), machine.revision(HERE), shown(words), disturbance.share()
    )
    text = rendered(chapters, circumstances)
    Path(arguments.output).write_text(text)
    print(text)
    failed = any(series.failure for chapter in chapters for _, steady in chapter.steady for series in steady)
    return 1 if failed or not chapters or any(starts.failure for chapter in chapters for starts in chapter.starts) else 0


def parsed(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, parents=[places()])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--turn-seconds", type=float, default=0.5, help="how long the slowest competitor's turn lasts")
    parser.add_argument("--start-pairs", type=int, default=5, help="pairs of processes for time to first step; 0 for none")
    parser.add_argument("--workloads", nargs="+", choices=[entry.name for entry in SUITE], metavar="NAME")
    parser.add_argument("--timeout", type=float, default=600, help="seconds that a worker may take for one reply")
    return parser.parse_args(words)


def places() -> argparse.ArgumentParser:
    """The options that say where files lie; they are nobody else's business."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--apus-worker", help="the Swift worker's executable; without it the rivals run alone")
    parser.add_argument("--python", default=str(HERE / ".venv/bin/python"), help="the interpreter that has torch and jax")
    parser.add_argument(
        "--keras-python", default=str(HERE.parent / ".interop/bin/python"),
        help="the interpreter that has TensorFlow and Keras, which `make interop` installs; without it Keras takes no part")
    parser.add_argument("--output", default=str(HERE / "RESULTS.md"))
    return parser


def shown(words: list[str]) -> str:
    """The command that repeats the measurement on another machine."""
    _, others = places().parse_known_args(words)
    return shlex.join(["Benchmarks/run", *others]) if others else "make bench"


def taken(threads: int, taking_part: list[Competitor], arguments: argparse.Namespace) -> Chapter | None:
    chosen = processors.chosen(threads)
    if not chosen:
        print(f"{threads} threads: fewer processors here, left out", file=sys.stderr)
        return None
    pace = Pace(chosen)
    chapter = Chapter(threads, turns=pace.turns)
    for entry in SUITE:
        if arguments.workloads is None or entry.name in arguments.workloads:
            print(f"{threads} threads: {entry.name}", file=sys.stderr)
            every_series = measure(entry.name, taking_part, pace, arguments.rounds, arguments.turn_seconds, arguments.timeout)
            chapter.steady.append((entry, every_series))
    if arguments.start_pairs > 0:
        print(f"{threads} threads: first step", file=sys.stderr)
        one_per_column = [
            competitor for competitor in taking_part
            if competitor.column in COLUMNS and not competitor.name.endswith("channels_last")
        ]
        chapter.starts = measure_starts(FIRST_STEP_WORKLOAD, one_per_column, pace, arguments.start_pairs, arguments.timeout)
    return chapter


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
