"""Run with `python3 -m unittest discover Benchmarks/tests`: no framework, no network, no clock."""

import math
import os
import sys
import tempfile
import unittest
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from compare import shown
from harness import processors
from harness.chapter import Chapter
from harness.competitors import APUS, JAX, KERAS, PYTORCH, Competitor, competitors
from harness.demands import DEMANDS, demands_table
from harness.pace import ATTEMPTS, LEARNING_SECONDS, PATIENCE_SECONDS, PAUSE_SECONDS, Pace, Turns, seconds_of_a_loop
from harness.quantities import quantity
from harness.ratios import Ratio, disagreement, fastest, ratio
from harness.report import Circumstances, rendered
from harness.rounds import Series, measure
from harness.starts import Starts, measure_starts
from harness.suite import SUITE, Entry
from harness.worker import Worker, WorkerError

FAKE = str(Path(__file__).resolve().parent / "fake_worker.py")
LEARNING_LOOPS, PATIENT_LOOPS = round(LEARNING_SECONDS / PAUSE_SECONDS), round(PATIENCE_SECONDS / PAUSE_SECONDS)
ENTRY = Entry("lenet-b128", "LeNet", is_training=True)


def fake(name: str, column: str, *options: str) -> Competitor:
    return Competitor(name, column, (sys.executable, FAKE, *options))


def paced(*seconds: float, on: Sequence[int] = (0,)) -> Pace:
    """A pace whose loops take 1 second while it learns, then those given, then 1 again."""
    left = [1.0] * (LEARNING_LOOPS * len(on)) + list(seconds)
    return Pace(on, loop=lambda processor: left.pop(0) if left else 1.0, pause=lambda seconds: None)


def measured(*taking_part: Competitor, pace: Pace | None = None, timeout: float = 30) -> list[Series]:
    pace = pace or paced(on=processors.chosen(1))
    return measure("lenet-b128", list(taking_part), pace, rounds=3, turn_seconds=0.001, timeout=timeout)


def report(every_series: list[Series], disturbance: float = 0.01, turns: Turns = Turns()) -> str:
    circumstances = Circumstances("a machine", "a day", "Apus 1234567", "make bench", disturbance)
    return rendered([Chapter(1, [(ENTRY, every_series)], turns=turns)], circumstances)


def chapter(threads: int, ours: dict[str, float], pytorch: float, start: float) -> Chapter:
    """One round: our milliseconds by workload, PyTorch's for each of them, twice that for JAX, four times for Keras, our cached start.

    We take 55 MB, PyTorch 100 and JAX 50."""
    apus, torch, jax, keras = fake("apus", APUS), fake("torch", PYTORCH), fake("jax", JAX), fake("keras", KERAS)
    entries = {entry.name: entry for entry in SUITE}
    steady = [
        (entries[name], [
            Series(apus, rounds=[milliseconds], memory=55), Series(torch, rounds=[pytorch], memory=100),
            Series(jax, rounds=[2 * pytorch], memory=50), Series(keras, rounds=[4 * pytorch]),
        ])
        for name, milliseconds in ours.items()
    ]
    return Chapter(threads, steady, [Starts(apus, cold=[2 * start], warm=[start]), Starts(torch, warm=[9999])])


class Measuring(unittest.TestCase):
    def test_every_round_of_every_competitor_is_kept(self) -> None:
        ours, rival = measured(fake("apus", APUS), fake("torch", PYTORCH, "--step", "4"))
        self.assertEqual((ours.rounds, rival.rounds), ([2.0] * 3, [4.0] * 3))
        self.assertEqual((ours.processor, ours.versions), ([1.5] * 3, {"fake": "1"}))

    def test_a_competitor_without_the_workload_is_left_out(self) -> None:
        every_series = measured(fake("apus", APUS), fake("jax", JAX, "--workloads", "mlp-b32"))
        self.assertEqual([series.competitor.name for series in every_series], ["apus"])

    def test_a_failing_worker_is_named_with_its_reason_and_the_others_go_on(self) -> None:
        reasons = {
            "dies": "ended without a reply (the reason on standard error)",
            "noise": "not JSON",
            "short": "needs 3 milliseconds",
            "error": "out of patience",
        }
        for fault, reason in reasons.items():
            with self.subTest(fault):
                ours, rival = measured(fake("apus", APUS, "--fault", fault), fake("jax", JAX))
                self.assertIn(reason, ours.failure or "")
                self.assertEqual((ours.rounds, rival.rounds), ([], [2.0] * 3))
                self.assertIn(reason, report([ours, rival]))

    def test_a_silent_worker_is_given_up_and_ended(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            competitor = fake("apus", APUS, "--fault", "silent")
            with Worker(competitor, processors.chosen(1), Path(folder), timeout=30) as worker:
                worker.offers()
                worker.timeout = 0.05
                with self.assertRaisesRegex(WorkerError, "gave no reply"):
                    worker.run("lenet-b128", 1)
                worker.process.kill()
            self.assertIsNotNone(worker.process.returncode)

    def test_a_missing_executable_is_a_failure_of_that_competitor_only(self) -> None:
        ours, rival = measured(Competitor("apus", APUS, ("/no/such/worker",)), fake("jax", JAX))
        self.assertIn("No such file", ours.failure or "")
        self.assertEqual(rival.rounds, [2.0] * 3)

    def test_each_pair_of_starts_gives_a_cold_a_warm_and_a_memory_figure(self) -> None:
        (starts,) = measure_starts("lenet-b128", [fake("apus", APUS)], paced(on=processors.chosen(1)), pairs=2, timeout=30)
        self.assertIsNone(starts.failure)
        self.assertEqual([len(starts.cold), len(starts.warm), len(starts.memory)], [2, 2, 2])
        self.assertTrue(all(figure > 0 for figure in starts.cold + starts.warm + starts.memory))


class PaceOfTheProcessors(unittest.TestCase):
    def test_a_turn_at_full_pace_is_taken_once(self) -> None:
        pace, taken = paced(1.2, 1.29), iter(range(9))
        self.assertEqual(pace.kept(lambda: next(taken)), 0)
        self.assertEqual(pace.turns, Turns(counted=1, repeated=0, slow=0))

    def test_a_turn_that_ends_at_a_slow_pace_is_taken_again_once_the_pace_is_back(self) -> None:
        pace, taken = paced(1.0, 1.31, 2.0, 2.0), iter(range(9))
        self.assertEqual(pace.kept(lambda: next(taken)), 1)
        self.assertEqual(pace.turns, Turns(counted=1, repeated=1, slow=0))

    def test_one_slow_processor_of_two_is_slow(self) -> None:
        pace, taken = paced(1.0, 1.0, 1.0, 1.8, on=(0, 1)), iter(range(9))
        self.assertEqual(pace.kept(lambda: next(taken)), 1)

    def test_a_pace_that_stays_slow_is_counted_and_ends_the_waiting(self) -> None:
        pace, taken = paced(*[2.0] * (ATTEMPTS * PATIENT_LOOPS)), iter(range(9))
        self.assertEqual(pace.kept(lambda: next(taken)), ATTEMPTS - 1)
        self.assertEqual(pace.turns, Turns(counted=1, repeated=ATTEMPTS - 1, slow=1))

    def test_the_best_pace_is_learnt_on_the_way(self) -> None:
        pace = paced(0.5, 0.9)
        self.assertEqual([pace.is_full(), pace.is_full(), pace.is_full()], [True, False, False])

    def test_a_repeated_turn_replaces_the_slow_one(self) -> None:
        pace = paced(1.0, 2.0, on=processors.chosen(1))
        ours, rival = measured(fake("apus", APUS), fake("jax", JAX), pace=pace)
        self.assertEqual(pace.turns, Turns(counted=6, repeated=1, slow=0))
        self.assertEqual((ours.rounds, rival.rounds), ([2.0] * 3, [2.0] * 3))

    def test_the_loop_runs_where_it_is_asked_to_and_gives_the_processors_back(self) -> None:
        allowed = os.sched_getaffinity(0)
        self.assertGreater(seconds_of_a_loop(min(allowed)), 0)
        self.assertEqual(os.sched_getaffinity(0), allowed)


class Arithmetic(unittest.TestCase):
    def test_a_ratio_is_taken_round_by_round(self) -> None:
        self.assertEqual(ratio([1, 4, 9], [2, 4, 3]), Ratio(1.0, 0.5, 3.0))
        self.assertIsNone(ratio([], [1.0]))

    def test_the_lowest_median_stands_for_the_column(self) -> None:
        self.assertEqual(fastest({"nchw": [3, 1, 3], "channels_last": [2, 9, 2], "absent": []}), "channels_last")
        self.assertIsNone(fastest({"absent": []}))

    def test_disagreement_is_relative_and_not_a_number_agrees_with_nothing(self) -> None:
        self.assertAlmostEqual(disagreement([[2.0, 1.0], [2.0, 1.1]]) or 0, 0.1 / 1.1)
        self.assertEqual(disagreement([[1.0], [math.nan]]), math.inf)
        self.assertIsNone(disagreement([[1.0]]))

    def test_quantities_have_three_digits_and_their_unit(self) -> None:
        cases = [(0.00123, "µs", "1.23 µs"), (15.26, "ms", "15.3 ms"), (1234.4, "ms", "1,234 ms")]
        for milliseconds, unit, expected in cases:
            self.assertEqual(quantity(milliseconds, unit), expected)


class Report(unittest.TestCase):
    def test_the_row_has_times_ratios_and_the_faster_layout(self) -> None:
        text = report(measured(
            fake("apus", APUS), fake("torch", PYTORCH, "--step", "5"),
            fake("torch channels_last", PYTORCH, "--step", "4"), fake("jax", JAX, "--step", "1"),
        ))
        row = "| LeNet | 2.00 ms | 4.00 ms (channels_last) | 1.00 ms | **0.50** (0.50–0.50) | **2.00** (2.00–2.00) | 0 |"
        self.assertIn(row, text)

    def test_processor_times_stand_in_a_table_of_their_own(self) -> None:
        row = "| LeNet | 1.50 ms | 1.50 ms | – | **1.00** (1.00–1.00) | – |"
        self.assertIn(row, report(measured(fake("apus", APUS), fake("torch", PYTORCH))))

    def test_the_memory_of_a_worker_that_trains_stands_in_a_table_of_its_own(self) -> None:
        every_series = measured(fake("apus", APUS), fake("torch", PYTORCH))
        self.assertTrue(all(series.memory and series.memory > 1 for series in every_series))
        every_series[0].memory, every_series[1].memory = 50, 200
        self.assertIn("| LeNet | 50.0 MB | 200 MB | – | **0.25** (0.25–0.25) | – |", report(every_series))

    def test_other_losses_are_shouted(self) -> None:
        text = report(measured(fake("apus", APUS), fake("jax", JAX, "--loss", "1.001")))
        self.assertIn("**1e-03: NOT THE SAME WORK**", text)

    def test_a_disturbed_run_says_so(self) -> None:
        self.assertIn("1% of the machine meanwhile\n", report([]))
        self.assertIn("**disturbed, measure again**", report([], disturbance=0.2))

    def test_repeated_and_slow_turns_are_told(self) -> None:
        self.assertIn(
            "- 9 turns count; 4 more were taken while a processor ran slower than its best, and taken again; 1 count although it did",
            report([], turns=Turns(9, 4, 1)))
        self.assertNotIn("turns count", report([]))

    def test_without_apus_the_ratios_are_dashes(self) -> None:
        names = [competitor.name for competitor in competitors("python3", None)]
        self.assertEqual(names, ["torch", "torch channels_last", "jax"])
        self.assertEqual(competitors("python3", None, "python4")[-1].command[0], "python4")
        self.assertIn("| LeNet | – | – | 2.00 ms | – | – | – |", report(measured(fake("jax", JAX))))

    def test_keras_has_a_table_of_the_rows_it_took_part_in(self) -> None:
        text = report(measured(fake("apus", APUS), fake("keras", KERAS, "--step", "4")))
        self.assertIn("| LeNet | 2.00 ms | 4.00 ms | **0.500** (0.500–0.500) |", text)
        self.assertNotIn("beside Keras", report(measured(fake("apus", APUS))))

    def test_the_command_shown_names_no_places(self) -> None:
        self.assertEqual(shown(["--apus-worker", "/home/me/worker", "--output=/tmp/out.md"]), "make bench")
        self.assertEqual(shown(["--apus-worker", "worker", "--threads", "1"]), "Benchmarks/run --threads 1")


class Demands(unittest.TestCase):
    def test_every_number_of_threads_has_to_meet_a_demand(self) -> None:
        quick = {"lenet-b128-host": 0.15, "tutorial-step": 0.02, "quadratic-fit": 0.01, "six-numbers": 0.004, "mlp-b128": 0.08}
        slow = {"lenet-b128-host": 0.1512, "tutorial-step": 0.02, "quadratic-fit": 0.01, "six-numbers": 0.006, "mlp-b128": 0.08}
        head, _, *rows = demands_table([chapter(1, quick, pytorch=0.1, start=149), chapter(2, slow, pytorch=0.099, start=150)])
        self.assertEqual(head, "| what is demanded of Apus | limit | 1 thread | 2 threads |  |")
        self.assertEqual(len(rows), len(DEMANDS))
        self.assertEqual([row for row in rows if "not measured" not in row], [
            "| tutorial step, share of JAX's time | ≤ 0.8 | 0.10 | 0.10 | met |",
            "| MLP, batch 128, share of the best rival's time | ≤ 0.8 | 0.80 | 0.81 | **missed** |",
            "| tutorial step, times faster than PyTorch | ≥ 5 × | 5.00 × | 4.95 × | **missed** |",
            "| quadratic model by `fit`, times faster than PyTorch | ≥ 5 × | 10.0 × | 9.90 × | met |",
            "| quadratic model by `fit`, times faster than Keras | ≥ 20 × | 40.0 × | 39.6 × | met |",
            "| `x + x` on 6 numbers, read back | ≤ 5 µs | 4.00 µs | 6.00 µs | **missed** |",
            "| host time of a LeNet step | ≤ 150 µs | 150 µs | 151 µs | **missed** |",
            "| new process to first LeNet step, no cache | ≤ 1500 ms | 298 ms | 300 ms | met |",
            "| new process to first LeNet step, cached | ≤ 150 ms | 149 ms | 150 ms | met |",
            "| the same, share of PyTorch's time | ≤ 1 | 0.01 | 0.02 | met |",
            "| peak memory of a training step, largest share of the best rival's | ≤ 1.1 | 1.10 | 1.10 | met |",
        ])

    def test_a_demand_speaks_of_rows_that_exist(self) -> None:
        every_time = chapter(1, {entry.name: 0.001 for entry in SUITE}, pytorch=0.011, start=1)
        for demand in DEMANDS:
            with self.subTest(demand.title):
                self.assertTrue(demand.is_met(demand.figure(every_time) or math.nan))


if __name__ == "__main__":
    unittest.main()
