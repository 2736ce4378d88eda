"""What Apus has to reach, and what a run says about it."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from harness.chapter import Chapter, Measured, standing_for
from harness.competitors import APUS, KERAS, PYTORCH
from harness.quantities import quantity
from harness.ratios import ratio


@dataclass(frozen=True)
class Demand:
    """`figure` is in milliseconds, or how many times faster, or `None` where the run did not measure it."""

    title: str
    limit: float
    unit: str
    figure: Callable[[Chapter], float | None]

    def is_met(self, figure: float) -> bool:
        return figure >= self.limit if self.unit == "×" else figure <= self.limit

    def shown_limit(self) -> str:
        return f"≥ {self.limit:g} ×" if self.unit == "×" else f"≤ {self.limit * (1000 if self.unit == 'µs' else 1):g} {self.unit}"


def time_of(workload: str) -> Callable[[Chapter], float | None]:
    return lambda chapter: our_median(chapter.times(workload))


def speed_beside(rival_column: str, workload: str) -> Callable[[Chapter], float | None]:
    def speed(chapter: Chapter) -> float | None:
        ours, rival = (standing_for(column, chapter.times(workload)) for column in (APUS, rival_column))
        quotient = ratio(rival[1], ours[1]) if ours and rival else None
        return None if quotient is None else quotient.middle

    return speed


def our_median(measured: Measured) -> float | None:
    ours = standing_for(APUS, measured)
    return None if ours is None else median(ours[1])


DEMANDS = [
    Demand("host time of a LeNet step", 0.150, "µs", time_of("lenet-b128-host")),
    Demand("host time of a LeNet step, `compiled`", 0.150, "µs", time_of("lenet-b128-host-compiled")),
    Demand("tutorial step, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "tutorial-step")),
    Demand("tutorial step, `compiled`, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "tutorial-step-compiled")),
    Demand("quadratic model by a loop, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "quadratic-loop")),
    Demand("quadratic model by `fit`, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "quadratic-fit")),
    Demand("quadratic model by `fit`, times faster than Keras", 20, "×", speed_beside(KERAS, "quadratic-fit")),
    Demand("`x + x` on 6 numbers, read back", 0.005, "µs", time_of("six-numbers")),
    Demand(
        "new process to first LeNet step, cached", 300, "ms",
        lambda chapter: our_median(chapter.start_figures(lambda starts: starts.warm)),
    ),
]


def demands_table(chapters: list[Chapter]) -> list[str]:
    """A demand is met if it is met with every number of threads."""
    head = ["what is demanded of Apus", "limit", *(f"{chapter.threads} thread{'s' * (chapter.threads > 1)}" for chapter in chapters), ""]
    lines = [f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 2)}---|"]
    for demand in DEMANDS:
        figures = [demand.figure(chapter) for chapter in chapters]
        cells = ["–" if figure is None else quantity(figure, demand.unit) for figure in figures]
        lines.append(f"| {' | '.join([demand.title, demand.shown_limit(), *cells, verdict(demand, figures)])} |")
    return lines


def verdict(demand: Demand, figures: list[float | None]) -> str:
    measured = [figure for figure in figures if figure is not None]
    if not measured:
        return "not measured"
    return "met" if all(map(demand.is_met, measured)) else "**missed**"
