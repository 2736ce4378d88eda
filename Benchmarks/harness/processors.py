"""Which logical processors a worker with so many threads may use."""

import os
from pathlib import Path


def chosen(threads: int) -> list[int]:
    """The first `threads` allowed processors, on cores of their own as far as there are enough.

    Empty when fewer are allowed.
    """
    allowed = sorted(os.sched_getaffinity(0))
    seen: set[str] = set()
    first_of_core, others = [], []
    for processor in allowed:
        core = siblings(processor)
        (others if core in seen else first_of_core).append(processor)
        seen.add(core)
    ordered = first_of_core + others
    return sorted(ordered[:threads]) if len(ordered) >= threads else []


def siblings(processor: int) -> str:
    """The hyperthreads of this processor's core; its own number where the kernel does not tell."""
    path = Path(f"/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list")
    try:
        return path.read_text().strip()
    except OSError:
        return str(processor)
