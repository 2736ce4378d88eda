"""What a table cell says: the faster of a column's competitors, ratios round by round, agreement of the numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """Ours divided by the rival's: the median over rounds and the extremes."""

    middle: float
    least: float
    most: float


def ratio(ours: Sequence[float], rival: Sequence[float]) -> Ratio | None:
    """The k-th round of one against the k-th round of the other; a round that one side lacks does not count."""
    quotients = [mine / other for mine, other in zip(ours, rival) if other > 0]
    if not quotients:
        return None
    return Ratio(median(quotients), min(quotients), max(quotients))


def fastest(rounds_by_name: dict[str, Sequence[float]]) -> str | None:
    """The name with the lowest median; names without a round do not take part."""
    medians = {name: median(rounds) for name, rounds in rounds_by_name.items() if rounds}
    return min(medians, key=medians.__getitem__) if medians else None


def disagreement(first_values: Sequence[Sequence[float]]) -> float | None:
    """The largest relative difference between two competitors' first numbers; `None` for fewer than two competitors.

    A number that is not finite agrees with nothing: infinity.
    """
    if len(first_values) < 2:
        return None
    largest = 0.0
    for numbers in zip(*first_values):
        if not all(map(math.isfinite, numbers)):
            return math.inf
        largest = max(largest, (max(numbers) - min(numbers)) / max(max(map(abs, numbers)), 1e-12))
    return largest
