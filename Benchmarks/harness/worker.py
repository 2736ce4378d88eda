"""A competitor's process, and the orchestrator's side of the line protocol."""

import json
import os
import selectors
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from harness.competitors import Competitor

# glibc gives large blocks back to the system after each step and faults them in again in the next one. Processor time of a step
# with it and without, one thread: LeNet in PyTorch 13.7 and 9.6 ms; ResNet-20 in PyTorch 101 and 93, in Apus 188 and 161, in JAX 182
# and 144. So every competitor keeps what it has.
KEPT_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(1 << 32), "MALLOC_MMAP_MAX_": "0", "MALLOC_ARENA_MAX": "1"}


class WorkerError(Exception):
    """The worker answered with an error, broke the protocol, ended, or was too slow. The text says which."""


class Worker:
    """A running worker, confined to `processors`. Use it as a context manager: leaving ends the process."""

    def __init__(self, competitor: Competitor, processors: list[int], cache: Path, timeout: float) -> None:
        self.competitor = competitor
        self.timeout = timeout
        self.log = tempfile.TemporaryFile()
        threads = str(len(processors))
        command = ["taskset", "-c", ",".join(map(str, processors)), *competitor.command]
        command += ["--threads", threads, "--cache", str(cache)]
        self.started = time.perf_counter()
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, bufsize=0, env=environment(threads)
            )
        except OSError as error:
            self.log.close()
            raise WorkerError(f"{competitor.name} did not start: {error}") from error
        self.received = b""

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # It may be gone already.
            self.process.stdin.write(b"quit\n")
        with suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def offers(self) -> dict:
        """The worker's versions and the names of its workloads."""
        reply = self.ask("list")
        if not isinstance(reply.get("versions"), dict) or not isinstance(reply.get("workloads"), list):
            raise WorkerError(f"{self.competitor.name}: the reply to `list` lacks `versions` or `workloads`")
        return reply

    def run(self, workload: str, steps: int) -> dict:
        """Takes `steps` steps: `milliseconds` and `values` have one number for each."""
        reply = self.ask(f"run {workload} {steps}")
        for key in ("milliseconds", "values"):
            if not isinstance(reply.get(key), list) or len(reply[key]) != steps:
                raise WorkerError(f"{self.competitor.name}: the reply to `run {workload} {steps}` needs {steps} {key}")
        return reply

    def peak_memory(self) -> float:
        """The most memory the process has held so far, in MB (Linux's VmHWM)."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise WorkerError(f"{self.competitor.name}: /proc does not tell its peak memory")

    def ask(self, command: str) -> dict:
        try:
            self.process.stdin.write(command.encode() + b"\n")
            line = self.line()
            reply = json.loads(line)
        except OSError as error:
            raise WorkerError(self.diagnosis(f"took no command: {error}")) from error
        except ValueError as error:
            raise WorkerError(f"{self.competitor.name}: not JSON: {line[:200]!r}") from error
        if not isinstance(reply, dict):
            raise WorkerError(f"{self.competitor.name}: not a JSON object: {line[:200]!r}")
        if "error" in reply:
            raise WorkerError(f"{self.competitor.name}: {reply['error']}")
        return reply

    def line(self) -> bytes:
        deadline = time.monotonic() + self.timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while b"\n" not in self.received:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise WorkerError(self.diagnosis(f"gave no reply in {self.timeout:g} s"))
                received = os.read(self.process.stdout.fileno(), 1 << 16)
                if not received:
                    raise WorkerError(self.diagnosis("ended without a reply"))
                self.received += received
        line, self.received = self.received.split(b"\n", 1)
        return line

    def diagnosis(self, what: str) -> str:
        """`what`, with the end of what the worker wrote to standard error."""
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return f"{self.competitor.name} {what}" + (f" ({lines[-1][:300]})" if lines else "")


def environment(threads: str) -> dict[str, str]:
    """The caller's environment with every thread count that a competitor reads set alike."""
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PJRT_NPROC", "NPROC")
    return os.environ | {name: threads for name in names} | {"TF_CPP_MIN_LOG_LEVEL": "2"} | KEPT_MEMORY
