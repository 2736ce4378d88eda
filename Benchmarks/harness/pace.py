"""Whether the processors run at full pace.

Another guest on the other hyperthread of a core takes up to half of it, and no counter of this machine tells. A loop of additions does:
it takes 1.0 to 1.1 times its best time, or 1.6 to 2.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Taken = TypeVar("Taken")

# Between the two paces.
SLOW = 1.3
# How often a turn is taken before the last one counts, slow or not.
ATTEMPTS = 6
PATIENCE_SECONDS, PAUSE_SECONDS = 3.0, 0.02
LEARNING_SECONDS = 1.0


@dataclass
class Turns:
    """How many turns count, how many more were taken because of the pace, and how many count although they were slow."""

    counted: int = 0
    repeated: int = 0
    slow: int = 0


class Pace:
    """Watches `processors`. Only the pace decides what is measured again, never a result, and for every competitor alike."""

    def __init__(
        self, processors: Sequence[int], loop: Callable[[int], float] | None = None, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.processors, self.loop, self.pause = processors, loop or seconds_of_a_loop, pause
        self.best = {processor: float("inf") for processor in processors}
        self.turns = Turns()
        for _ in range(round(LEARNING_SECONDS / PAUSE_SECONDS)):
            self.is_full()
            pause(PAUSE_SECONDS)

    def is_full(self) -> bool:
        """Whether each processor is about as fast now as it was at best."""
        now = {processor: self.loop(processor) for processor in self.processors}
        for processor, seconds in now.items():
            self.best[processor] = min(self.best[processor], seconds)
        return all(seconds < SLOW * self.best[processor] for processor, seconds in now.items())

    def settle(self) -> bool:
        """Waits for full pace, a few seconds at most; whether it came."""
        for _ in range(round(PATIENCE_SECONDS / PAUSE_SECONDS)):
            if self.is_full():
                return True
            self.pause(PAUSE_SECONDS)
        return False

    def kept(self, turn: Callable[[], Taken]) -> Taken:
        """What the first turn gave that had full pace before and after it; the last of `ATTEMPTS`, if none had."""
        for attempt in range(ATTEMPTS):
            settled = self.settle()
            taken = turn()
            if settled and self.is_full():
                break
        else:
            self.turns.slow += 1
        self.turns.counted += 1
        self.turns.repeated += attempt
        return taken


def seconds_of_a_loop(processor: int) -> float:
    """The least of some runs on this processor, 0.3 ms each."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        return min(seconds_of_additions() for _ in range(5))
    finally:
        os.sched_setaffinity(0, allowed)


def seconds_of_additions() -> float:
    start = time.perf_counter()
    total = 0
    for number in range(20_000):
        total += number
    return time.perf_counter() - start
