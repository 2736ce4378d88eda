"""What Apus has to reach, and what a run says about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from harness.chapter import Chapter, Measured, best_of, standing_for
from harness.competitors import APUS, JAX, KERAS, PYTORCH
from harness.quantities import quantity
from harness.ratios import ratio


@dataclass(frozen=True)
class Demand:
    """`figure` is in milliseconds, or how many times faster, or a share of the best rival's figure (no unit), or `None` where the run
    did not measure it."""

    title: str
    limit: float
    unit: str
    figure: Callable[[Chapter], float | None]

    def is_met(self, figure: float) -> bool:
        return figure >= self.limit if self.unit == "×" else figure <= self.limit

    def shown_limit(self) -> str:
        limit = self.limit * (1000 if self.unit == "µs" else 1)
        return f"{'≥' if self.unit == '×' else '≤'} {limit:g} {self.unit}".rstrip()


def time_of(workload: str) -> Callable[[Chapter], float | None]:
    return lambda chapter: our_median(chapter.times(workload))


def speed_beside(rival_column: str, workload: str) -> Callable[[Chapter], float | None]:
    def speed(chapter: Chapter) -> float | None:
        ours, rival = (standing_for(column, chapter.times(workload)) for column in (APUS, rival_column))
        quotient = ratio(rival[1], ours[1]) if ours and rival else None
        return None if quotient is None else quotient.middle

    return speed


def share_of_rival(workload: str, columns: Sequence[str] = (PYTORCH, JAX)) -> Callable[[Chapter], float | None]:
    """Our time divided by that of the fastest rival among `columns`."""
    return lambda chapter: share(chapter.times(workload), columns)


def largest_share_of_memory(chapter: Chapter) -> float | None:
    """Of all steps that train a network, the one that takes most memory beside the rival that takes least."""
    shares = (share(chapter.memory(entry.name), (PYTORCH, JAX)) for entry, _ in chapter.steady if entry.is_training)
    return max((found for found in shares if found is not None), default=None)


def share_of_start(chapter: Chapter) -> float | None:
    """Our cached start divided by PyTorch's."""
    return share(chapter.start_figures(lambda starts: starts.warm), (PYTORCH,))


def share(measured: Measured, columns: Sequence[str]) -> float | None:
    ours, rival = standing_for(APUS, measured), best_of(columns, measured)
    quotient = ratio(ours[1], rival[1]) if ours and rival else None
    return None if quotient is None else quotient.middle


def our_median(measured: Measured) -> float | None:
    ours = standing_for(APUS, measured)
    return None if ours is None else median(ours[1])


# What a training step may take of the best rival's time.
SHARES = [
    ("tutorial-step", "tutorial step", 0.8, (JAX,)),
    ("tutorial-step-compiled", "tutorial step, `compiled`", 0.4, (JAX,)),
    ("mlp-b32", "MLP, batch 32", 0.8), ("mlp-b32-compiled", "MLP, batch 32, `compiled`", 0.8),
    ("mlp-b128", "MLP, batch 128", 0.8), ("mlp-b128-compiled", "MLP, batch 128, `compiled`", 0.8),
    ("lenet-b32", "LeNet, batch 32", 0.85), ("lenet-b128", "LeNet, batch 128", 0.85),
    ("resnet20-b32", "ResNet-20, batch 32", 0.9), ("resnet20-b128", "ResNet-20, batch 128", 0.9),
    ("gpt-b8", "GPT, batch 8", 0.95), ("gpt-b32", "GPT, batch 32", 0.95),
    ("mlp-b128-bf16", "MLP, mixed `BFloat16`", 1.0), ("lenet-b128-bf16", "LeNet, mixed `BFloat16`", 1.0),
    ("resnet20-b32-bf16", "ResNet-20, mixed `BFloat16`", 1.0), ("gpt-b8-bf16", "GPT, mixed `BFloat16`", 1.0),
    ("lstm-b32", "LSTM, batch 32", 0.9), ("mobilenet-b32", "MobileNet, batch 32", 0.9),
]

DEMANDS = [
    *(
        Demand(f"{title}, share of {rivals[0][0] if rivals else 'the best rival'}'s time", limit, "", share_of_rival(name, *rivals))
        for name, title, limit, *rivals in SHARES
    ),
    Demand("tutorial step, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "tutorial-step")),
    Demand("tutorial step, `compiled`, times faster than PyTorch", 10, "×", speed_beside(PYTORCH, "tutorial-step-compiled")),
    Demand("quadratic model by a loop, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "quadratic-loop")),
    Demand("quadratic model by `fit`, times faster than PyTorch", 5, "×", speed_beside(PYTORCH, "quadratic-fit")),
    Demand("quadratic model by `fit`, times faster than Keras", 20, "×", speed_beside(KERAS, "quadratic-fit")),
    Demand("`x + x` on 6 numbers, read back", 0.005, "µs", time_of("six-numbers")),
    Demand("host time of a LeNet step", 0.150, "µs", time_of("lenet-b128-host")),
    Demand("host time of a LeNet step, `compiled`", 0.150, "µs", time_of("lenet-b128-host-compiled")),
    Demand("host time of a ResNet-56 step", 3, "ms", time_of("resnet56-host")),
    Demand("host time of a ResNet-56 step, `compiled`", 1.2, "ms", time_of("resnet56-host-compiled")),
    Demand(
        "new process to first LeNet step, no cache", 1500, "ms",
        lambda chapter: our_median(chapter.start_figures(lambda starts: starts.cold)),
    ),
    Demand(
        "new process to first LeNet step, cached", 150, "ms",
        lambda chapter: our_median(chapter.start_figures(lambda starts: starts.warm)),
    ),
    Demand("the same, share of PyTorch's time", 1, "", share_of_start),
    Demand("peak memory of a training step, largest share of the best rival's", 1.1, "", largest_share_of_memory),
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
