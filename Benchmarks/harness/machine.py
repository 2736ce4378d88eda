"""The machine and the moment of a measurement, in words for the head of the table."""

import os
import platform
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

from harness import processors


def processor_name() -> str:
    for line in text("/proc/cpuinfo").splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("model name", "Model"):
            return value.strip()
    return platform.machine()


def memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def system_name() -> str:
    release = dict(line.split("=", 1) for line in text("/etc/os-release").splitlines() if "=" in line)
    return f"{release.get('PRETTY_NAME', platform.system()).strip(chr(34))}, Linux {platform.release()}"


class Disturbance:
    """How much of the machine other programs used, between creation and `share()`."""

    def __init__(self) -> None:
        self.started, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def share(self) -> float:
        """From 0 (all ours or idle) to 1. Children count as ours once they have ended."""
        available = (time.monotonic() - self.started) * (os.cpu_count() or 1)
        others = (busy_seconds() - self.busy) - (own_seconds() - self.own)
        return min(max(others / available, 0.0), 1.0) if available > 0 else 0.0


def busy_seconds() -> float:
    """Processor time of the whole machine: user, nice, system, interrupts and what a hypervisor took away."""
    fields = (text("/proc/stat").split("\n", 1)[0]).split()[1:9]
    user, nice, system, _idle, _waiting, *interrupts_and_stolen = map(int, fields or ["0"] * 8)
    return (user + nice + system + sum(interrupts_and_stolen)) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    return sum(os.times()[:4])


def moment() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


def described() -> str:
    allowed = os.sched_getaffinity(0)
    cores = len(set(map(processors.siblings, allowed)))
    counts = f"{len(allowed)} logical processors on {cores} core{'s' if cores > 1 else ''}"
    return f"{processor_name()}, {counts}, {memory_gigabytes():.0f} GB; {system_name()}"


def revision(folder: Path) -> str:
    """Apus and its commit, where the folder is under Git."""
    try:
        command = ["git", "-C", str(folder), "rev-parse", "--short", "HEAD"]
        return "Apus " + subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "Apus"


def text(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""
