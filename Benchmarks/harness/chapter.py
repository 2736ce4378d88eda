"""What was measured with one number of threads, and what stands for a column of the table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from harness.competitors import Competitor
from harness.pace import Turns
from harness.ratios import fastest
from harness.rounds import Series
from harness.starts import Starts
from harness.suite import Entry

Measured = list[tuple[Competitor, Sequence[float]]]


@dataclass
class Chapter:
    threads: int
    steady: list[tuple[Entry, list[Series]]] = field(default_factory=list)
    starts: list[Starts] = field(default_factory=list)
    turns: Turns = field(default_factory=Turns)

    def times(self, workload: str) -> Measured:
        """Every competitor's median of each round; empty if the workload was not measured."""
        found = [every_series for entry, every_series in self.steady if entry.name == workload]
        return [(series.competitor, series.rounds) for every_series in found for series in every_series]

    def memory(self, workload: str) -> Measured:
        """Every competitor's peak in MB."""
        return [
            (series.competitor, [series.memory])
            for entry, every_series in self.steady if entry.name == workload
            for series in every_series if series.memory is not None
        ]

    def start_figures(self, pick: Callable[[Starts], Sequence[float]]) -> Measured:
        return [(starts.competitor, pick(starts)) for starts in self.starts]


def best_of(columns: Sequence[str], measured: Measured) -> tuple[Competitor, Sequence[float]] | None:
    """The one with the lowest median of those that stand for the columns."""
    chosen = [candidate for column in columns if (candidate := standing_for(column, measured))]
    return min(chosen, key=lambda candidate: median(candidate[1]), default=None)


def standing_for(column: str, measured: Measured) -> tuple[Competitor, Sequence[float]] | None:
    """The column's fastest competitor and its rounds."""
    candidates = {competitor.name: (competitor, rounds) for competitor, rounds in measured if competitor.column == column}
    name = fastest({name: rounds for name, (_, rounds) in candidates.items()})
    return None if name is None else candidates[name]
