"""RESULTS.md: everything measured, as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from harness.chapter import Chapter, Measured, standing_for
from harness.competitors import APUS, COLUMNS, JAX, KERAS, PYTORCH, Competitor
from harness.demands import demands_table
from harness.quantities import quantity
from harness.ratios import disagreement, ratio

# PyTorch's threads wait for one another: with more than this share of the machine gone they look slower than they are.
QUIET = 0.05


@dataclass(frozen=True)
class Circumstances:
    machine: str
    moment: str
    revision: str
    command: str
    disturbance: float


def rendered(chapters: list[Chapter], circumstances: Circumstances) -> str:
    lines = ["# Benchmark results", "", *heading(chapters, circumstances), "", *demands_table(chapters)]
    for chapter in chapters:
        lines += ["", f"## {chapter.threads} thread{'s' if chapter.threads > 1 else ''}", ""]
        lines += table_head("workload", "first losses differ by")
        for entry, every_series in chapter.steady:
            first_values = [series.first_values for series in every_series if series.first_values]
            lines.append(row(entry.title, entry.unit, chapter.times(entry.name), agreement(first_values, entry.agreement)))
        lines += start_rows(chapter)
        lines += keras_table(chapter)
        lines += processor_table(chapter)
        lines += memory_table(chapter)
        lines += failures(chapter)
    return "\n".join(lines) + "\n"


def heading(chapters: list[Chapter], circumstances: Circumstances) -> list[str]:
    every_series = [series for chapter in chapters for _, steady in chapter.steady for series in steady]
    versions = {name: version for series in every_series for name, version in series.versions.items()}
    rounds = max((len(series.rounds) for series in every_series), default=0)
    return [
        f"- Machine: {circumstances.machine}",
        f"- Versions: {', '.join([circumstances.revision, *(f'{name} {version}' for name, version in sorted(versions.items()))])}",
        f"- Taken: {circumstances.moment}, {rounds} interleaved rounds, with `{circumstances.command}`",
        f"- Other programs used {circumstances.disturbance:.0%} of the machine meanwhile" + disturbed(circumstances),
        *slowed(chapters),
        "",
        "Times are medians for one step. A ratio is Apus's time divided by the rival's in the same round: the median "
        "over all rounds, then the extremes. Below 1, Apus is faster. PyTorch is eager and JAX is `jit` in every row; "
        "`compiled` says how Apus runs. [README.md](README.md) says what each row times.",
    ]


def disturbed(circumstances: Circumstances) -> str:
    return ": **disturbed, measure again**" if circumstances.disturbance > QUIET else ""


def slowed(chapters: list[Chapter]) -> list[str]:
    counted, repeated, slow = (
        sum(getattr(chapter.turns, name) for chapter in chapters) for name in ("counted", "repeated", "slow")
    )
    if counted == 0:
        return []
    return [
        f"- {counted} turns count; {repeated} more were taken while a processor ran slower than its best, and taken again; "
        f"{slow} count although it did"
    ]


def table_head(title: str, *further: str) -> list[str]:
    names = [title, *COLUMNS, f"{APUS} / {PYTORCH}", f"{APUS} / {JAX}", *further]
    return [f"| {' | '.join(names)} |", "|---" + "|---:" * (len(names) - 1) + "|"]


def row(title: str, unit: str, measured: Measured, *further: str) -> str:
    chosen = {column: standing_for(column, measured) for column in COLUMNS}
    cells = [cell(chosen[column], unit) for column in COLUMNS]
    ours = chosen[APUS]
    for rival in (chosen[PYTORCH], chosen[JAX]):
        quotient = ratio(ours[1], rival[1]) if ours and rival else None
        cells.append(f"**{quotient.middle:.2f}** ({quotient.least:.2f}–{quotient.most:.2f})" if quotient else "–")
    return f"| {' | '.join([title, *cells, *further])} |"


def cell(chosen: tuple[Competitor, Sequence[float]] | None, unit: str) -> str:
    if chosen is None:
        return "–"
    competitor, rounds = chosen
    value = quantity(median(rounds), unit)
    # A layout that is not the framework's usual one is worth knowing.
    return f"{value} (channels_last)" if competitor.name.endswith("channels_last") else value


def agreement(first_values: list[list[float]], tolerance: float) -> str:
    difference = disagreement(first_values)
    if difference is None:
        return "–"
    if difference > tolerance:
        return f"**{difference:.0e}: NOT THE SAME WORK**"
    return f"{difference:.0e}" if difference > 0 else "0"


def start_rows(chapter: Chapter) -> list[str]:
    if not chapter.starts:
        return []
    return [
        row("new process to first LeNet step, no cache", "ms", chapter.start_figures(lambda starts: starts.cold), "–"),
        row("new process to first LeNet step, cached", "ms", chapter.start_figures(lambda starts: starts.warm), "–"),
        row("peak memory of that process", "MB", chapter.start_figures(lambda starts: starts.memory), "–"),
    ]


def keras_table(chapter: Chapter) -> list[str]:
    """The rows that Keras took part in."""
    rows = []
    for entry, _ in chapter.steady:
        ours, rival = (standing_for(column, chapter.times(entry.name)) for column in (APUS, KERAS))
        quotient = ratio(ours[1], rival[1]) if ours and rival else None
        if rival:
            share = f"**{quotient.middle:.3f}** ({quotient.least:.3f}–{quotient.most:.3f})" if quotient else "–"
            rows.append(f"| {entry.title} | {cell(ours, entry.unit)} | {cell(rival, entry.unit)} | {share} |")
    return ["", f"| beside Keras | {APUS} | {KERAS} | {APUS} / {KERAS} |", "|---|---:|---:|---:|", *rows] if rows else []


def processor_table(chapter: Chapter) -> list[str]:
    """Processor time tells a busy second thread, and a disturbed measurement, from work."""
    telling = [(entry, every_series) for entry, every_series in chapter.steady if entry.tells_processor_time]
    if not telling:
        return []
    lines = ["", *table_head("processor time of a step, all threads")]
    for entry, every_series in telling:
        lines.append(row(entry.title, entry.unit, [(series.competitor, series.processor) for series in every_series]))
    return lines


def memory_table(chapter: Chapter) -> list[str]:
    """What a machine has to have to train the network."""
    rows = [
        row(entry.title, "MB", chapter.memory(entry.name))
        for entry, _ in chapter.steady if entry.is_training and chapter.memory(entry.name)
    ]
    return ["", *table_head("peak memory of the process that trains"), *rows] if rows else []


def failures(chapter: Chapter) -> list[str]:
    found = [f"- {entry.name}: {series.failure}" for entry, steady in chapter.steady for series in steady if series.failure]
    found += [f"- first step: {starts.failure}" for starts in chapter.starts if starts.failure]
    return ["", "Not measured:", "", *found] if found else []
