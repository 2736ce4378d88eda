"""RESULTS.md: everything measured, as Markdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from harness.competitors import APUS, COLUMNS, JAX, PYTORCH, Competitor
from harness.ratios import disagreement, fastest, ratio
from harness.rounds import Series
from harness.starts import Starts
from harness.suite import Entry

# PyTorch's threads wait for one another: with more than this share of the machine gone they look slower than they are.
QUIET = 0.05


@dataclass
class Chapter:
    """What was measured with one number of threads."""

    threads: int
    steady: list[tuple[Entry, list[Series]]] = field(default_factory=list)
    starts: list[Starts] = field(default_factory=list)


@dataclass(frozen=True)
class Circumstances:
    machine: str
    moment: str
    command: str
    disturbance: float


def rendered(chapters: list[Chapter], circumstances: Circumstances) -> str:
    lines = ["# Benchmark results", "", *heading(chapters, circumstances)]
    for chapter in chapters:
        lines += ["", f"## {chapter.threads} thread{'s' if chapter.threads > 1 else ''}", ""]
        lines += table_head()
        for entry, every_series in chapter.steady:
            rounds = [(series.competitor, series.rounds) for series in every_series]
            first_values = [series.first_values for series in every_series if series.first_values]
            lines.append(row(entry.title, entry.unit, rounds, agreement(first_values, entry.agreement)))
        lines += start_rows(chapter.starts)
        lines += processor_table(chapter)
        lines += failures(chapter)
    return "\n".join(lines) + "\n"


def heading(chapters: list[Chapter], circumstances: Circumstances) -> list[str]:
    every_series = [series for chapter in chapters for _, steady in chapter.steady for series in steady]
    versions = {name: version for series in every_series for name, version in series.versions.items()}
    rounds = max((len(series.rounds) for series in every_series), default=0)
    return [
        f"- Machine: {circumstances.machine}",
        f"- Versions: {', '.join(f'{name} {version}' for name, version in sorted(versions.items()))}",
        f"- Taken: {circumstances.moment}, {rounds} interleaved rounds, with `{circumstances.command}`",
        f"- Other programs used {circumstances.disturbance:.0%} of the machine meanwhile" + disturbed(circumstances),
        "",
        "Times are medians for one step. A ratio is Apus's time divided by the rival's in the same round: the median "
        "over all rounds, then the extremes. Below 1, Apus is faster. `README.md` says what each row times.",
    ]


def disturbed(circumstances: Circumstances) -> str:
    return ": **disturbed, measure again**" if circumstances.disturbance > QUIET else ""


def table_head() -> list[str]:
    return [
        f"| workload | {APUS} | {PYTORCH} | {JAX} | {APUS} / {PYTORCH} | {APUS} / {JAX} | same losses |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]


def row(title: str, unit: str, measured: list[tuple[Competitor, Sequence[float]]], agreed: str) -> str:
    chosen = {column: standing_for(column, measured) for column in COLUMNS}
    cells = [cell(chosen[column], unit) for column in COLUMNS]
    ours = chosen[APUS]
    for rival in (chosen[PYTORCH], chosen[JAX]):
        quotient = ratio(ours[1], rival[1]) if ours and rival else None
        cells.append(f"**{quotient.middle:.2f}** ({quotient.least:.2f}–{quotient.most:.2f})" if quotient else "–")
    return f"| {' | '.join([title, *cells, agreed])} |"


def standing_for(
    column: str, measured: list[tuple[Competitor, Sequence[float]]]
) -> tuple[Competitor, Sequence[float]] | None:
    """The column's fastest competitor and its rounds."""
    candidates = {competitor.name: (competitor, rounds) for competitor, rounds in measured if competitor.column == column}
    name = fastest({name: rounds for name, (_, rounds) in candidates.items()})
    return None if name is None else candidates[name]


def cell(chosen: tuple[Competitor, Sequence[float]] | None, unit: str) -> str:
    if chosen is None:
        return "–"
    competitor, rounds = chosen
    value = quantity(median(rounds), unit)
    # A layout that is not the framework's usual one is worth knowing.
    return f"{value} (channels_last)" if competitor.name.endswith("channels_last") else value


def quantity(milliseconds: float, unit: str) -> str:
    value = milliseconds * 1000 if unit == "µs" else milliseconds
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def agreement(first_values: list[list[float]], tolerance: float) -> str:
    difference = disagreement(first_values)
    if difference is None:
        return "–"
    return f"{difference:.0e}" if difference <= tolerance else f"**NO: {difference:.0e}**"


def start_rows(every_start: list[Starts]) -> list[str]:
    def measured(pick: Callable[[Starts], Sequence[float]]) -> list[tuple[Competitor, Sequence[float]]]:
        return [(starts.competitor, pick(starts)) for starts in every_start]

    if not every_start:
        return []
    return [
        row("new process to first LeNet step, no cache", "ms", measured(lambda starts: starts.cold), "–"),
        row("new process to first LeNet step, cached", "ms", measured(lambda starts: starts.warm), "–"),
        row("peak memory of that process", "MB", measured(lambda starts: starts.memory), "–"),
    ]


def processor_table(chapter: Chapter) -> list[str]:
    """Processor time beside wall time: it tells a busy second thread, and a disturbed measurement, apart."""
    lines = ["", "Processor time of a step, all threads, ms:", "", "| workload | competitor | wall | processor |", "|---|---|---:|---:|"]
    for entry, every_series in chapter.steady:
        for series in every_series:
            if series.rounds and not entry.name.endswith("-host"):
                times = f"{median(series.rounds):.4g} | {median(series.processor):.4g}"
                lines.append(f"| {entry.name} | {series.competitor.name} | {times} |")
    return lines


def failures(chapter: Chapter) -> list[str]:
    found = [f"- {entry.name}: {series.failure}" for entry, steady in chapter.steady for series in steady if series.failure]
    found += [f"- first step: {starts.failure}" for starts in chapter.starts if starts.failure]
    return ["", "Not measured:", "", *found] if found else []
