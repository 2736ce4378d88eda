"""A worker against the protocol and the first losses of README.md.

    APUS_BENCHMARK_WORKER=path/to/apus-benchmark-worker python3 -m unittest discover Benchmarks/tests

`WORKER_COMMAND` takes a whole command line instead, for example that of a rival.
"""

import os
import re
import shlex
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness import processors
from harness.competitors import APUS, Competitor
from harness.suite import SUITE
from harness.worker import Worker, WorkerError

COMMAND = os.environ.get("WORKER_COMMAND") or os.environ.get("APUS_BENCHMARK_WORKER")

FIRST_VALUES = {
    "tutorial-step": [9.537964, 5.624407, 3.394437],
    "tutorial-epochs": [0.389899, 0.304829, 0.304036],
    "mlp-b32": [2.442757, 2.065579, 2.083380],
    "mlp-b128": [2.428737, 2.264304, 2.163806],
    "lenet-b32": [2.300633, 2.290671, 2.282534],
    "lenet-b128": [2.304408, 2.302684, 2.301078],
    "resnet20-b32": [3.182436, 1.83993, 1.761],
    "resnet20-b128": [3.238920, 2.24382, 2.079],
    # 56 layers magnify rounding until nothing is left of it but the order of magnitude.
    "resnet56": [4.600211, 3.1134, 6.6],
    "mobilenet-b32": [2.33684, 2.0500, 1.845],
    "gpt-b8": [6.573956, 6.095674, 5.641133],
    "gpt-b32": [6.599047, 6.347622, 6.145644],
    "lstm-b32": [2.285973, 2.265506, 2.247882],
    "scalar-add": [3.75] * 3,
    "six-numbers": [42.0] * 3,
    # Of PyTorch, whose orders move the fourth digit.
    "quadratic": [0.3043, 0.3035, 0.3032],
}


@unittest.skipUnless(COMMAND, "APUS_BENCHMARK_WORKER names no worker")
class Serving(unittest.TestCase):
    def setUp(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="apus-benchmark-"))
        competitor = Competitor("worker", APUS, tuple(shlex.split(COMMAND or "")))
        self.worker = self.enterContext(Worker(competitor, processors.chosen(1), Path(folder), timeout=300))

    def test_first_values_are_those_of_the_readme(self) -> None:
        offers = self.worker.offers()["workloads"]
        tolerances = {entry.name: entry.agreement for entry in SUITE}
        self.assertLessEqual(set(offers), set(tolerances))
        # What the `data-` rows see depends on the files.
        for name in (name for name in offers if not name.startswith("data-")):
            with self.subTest(name):
                expected = FIRST_VALUES[re.sub("-(compiled|host|launch|loop|fit|bf16)", "", name)]
                for value, wanted in zip(self.worker.run(name, 3)["values"], expected, strict=True):
                    self.assertLessEqual(abs(value - wanted), tolerances[name] * wanted)

    def test_later_runs_go_on_from_the_state_of_the_earlier_ones(self) -> None:
        values = [self.worker.run("tutorial-step", 1)["values"][0] for _ in range(3)]
        self.assertEqual(sorted(values, reverse=True), values)
        self.assertEqual(len(set(values)), 3)

    def test_a_wrong_command_is_an_error_and_the_worker_goes_on(self) -> None:
        for command in ("jump", "run no-such-workload 1", "run scalar-add 0", "run scalar-add", "run scalar-add -1", ""):
            with self.subTest(command), self.assertRaises(WorkerError) as caught:
                self.worker.ask(command)
            self.assertNotIn("ended", str(caught.exception))
        self.assertEqual(self.worker.run("scalar-add", 1)["values"], [3.75])


if __name__ == "__main__":
    unittest.main()
