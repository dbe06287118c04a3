"""Figures of an evaluation: counts that add up, and what they come to as JSON and as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two sets agree: what they share, and the size of each."""

    shared: int = 0
    system: int = 0
    gold: int = 0

    def __add__(self, other: Self) -> Overlap:
        return Overlap(self.shared + other.shared, self.system + other.system, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        return self.shared / self.system if self.system else None

    @property
    def recall(self) -> float | None:
        return self.shared / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """None where there was nothing to find and nothing was found."""
        return 2 * self.shared / (self.system + self.gold) if self.system + self.gold else None


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``asked`` questions."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: Self) -> Share:
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def accuracy(self) -> float | None:
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class EventScore:
    """Scores of one group of event types."""

    events: Overlap = Overlap()
    strict: Overlap = Overlap()
    arguments: Overlap = Overlap()
    time_equal: Share = Share()
    time_overlap: Share = Share()
    status: Share = Share()
    attribution: Share = Share()  # of what either side attributes
    attributed: Share = Share()  # of what the gold attributes

    def __add__(self, other: Self) -> EventScore:
        return EventScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class NameScore:
    """Scores of the mentions of one type, or of all: found, rightly linked of the found, and of all there are."""

    mentions: Overlap = Overlap()
    links: Share = Share()
    links_found: Share = Share()

    def __add__(self, other: Self) -> NameScore:
        return NameScore(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Score:
    """All scores of one document, or of all of them."""

    types: tuple[tuple[str, NameScore], ...] = ()  # by type, sorted
    described: Share = Share()  # arguments without a name in their sentence: resolved, all
    arguments: int = 0  # of gold events that are no repetitions
    core: EventScore = EventScore()
    verbal: EventScore = EventScore()

    def __add__(self, other: Self) -> Score:
        mine, theirs = dict(self.types), dict(other.types)
        types = tuple((t, mine.get(t, NameScore()) + theirs.get(t, NameScore())) for t in sorted({*mine, *theirs}))
        rest = [getattr(self, f.name) + getattr(other, f.name) for f in fields(self) if f.name != "types"]
        return Score(types, *rest)

    @property
    def names(self) -> NameScore:
        return sum((one for _, one in self.types), start=NameScore())

    @property
    def mentions(self) -> Overlap:
        return self.names.mentions

    @property
    def links(self) -> Share:
        return self.names.links

    @property
    def all(self) -> EventScore:
        return self.core + self.verbal


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One score a document, in order of their ids."""

    documents: tuple[tuple[str, Score], ...]

    @property
    def total(self) -> Score:
        return sum((score for _, score in self.documents), start=Score())


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Plain values for JSON: figures and the counts behind them, of each document and of all."""
    return {
        "documents": {doc_id: _plain(score) for doc_id, score in evaluation.documents},
        "total": _plain(evaluation.total),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Overlap):
        return {**asdict(value), "precision": value.precision, "recall": value.recall, "f1": value.f1}
    if isinstance(value, Share):
        return {**asdict(value), "accuracy": value.accuracy}
    if isinstance(value, int):
        return value
    if isinstance(value, Score):
        return {
            "mentions": _plain(value.mentions),
            "links": _plain(value.links),
            "links_found": _plain(value.names.links_found),
            "types": {type: _plain(one) for type, one in value.types},
            "described": {**_plain(value.described), "of_arguments": value.arguments},
            **{name: _plain(getattr(value, name)) for name in ("core", "verbal", "all")},
        }
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _figures(score: Score) -> dict[str, float | None]:
    """The columns of the table."""
    return {
        "mentions": score.mentions.f1,
        "links": score.links.accuracy,
        "core": score.core.events.f1,
        "verbal": score.verbal.events.f1,
        "events": score.all.events.f1,
        "strict": score.all.strict.f1,
        "arguments": score.all.arguments.f1,
        "time=": score.all.time_equal.accuracy,
        "time~": score.all.time_overlap.accuracy,
        "status": score.all.status.accuracy,
        "source": score.all.attribution.accuracy,
    }


def as_text(evaluation: Evaluation) -> str:
    """A table, one line a document and the total last, one of mentions by type, and what sources and
    descriptions came to; ``-`` where there was nothing to score."""
    rows = [*evaluation.documents, ("all", evaluation.total)]
    legend = (
        "F1 of mentions, core events, verbal events, all events, strict events and arguments; "
        "accuracy of links, and on matched events of times (= equal, ~ overlapping), status and source (who says so)."
    )
    total = evaluation.total
    names = [*total.types, ("all", total.names)]
    attribution, attributed = total.all.attribution, total.all.attributed
    lines = [
        *_table("document", [(name, _figures(one)) for name, one in rows]),
        "",
        legend,
        "",
        *_table("type", [(name, _name_figures(one)) for name, one in names]),
        "",
        "Links: rightly linked of the mentions found, and (linked) of all in the gold.",
        f"Matched events with a source in the gold: {attributed.asked}, {attributed.right} of them with just that one; "
        f"{attribution.asked - attributed.asked} more were given a source that they do not have.",
        f"Arguments without a name in their sentence: {total.described.asked} of {total.arguments}, "
        f"{total.described.right} of them resolved.",
    ]
    return "\n".join(lines)


def _name_figures(score: NameScore) -> dict[str, float | None]:
    return {
        "gold": score.mentions.gold,
        "precision": score.mentions.precision,
        "recall": score.mentions.recall,
        "F1": score.mentions.f1,
        "links": score.links.accuracy,
        "linked": score.links_found.accuracy,
    }


def _table(title: str, rows: Sequence[tuple[str, Mapping[str, float | None]]]) -> list[str]:
    width = max(len(title), *(len(name) for name, _ in rows))
    lines = ["".join([f"{title:{width}}", *(f"{column:>11}" for column in rows[0][1])])]
    for name, figures in rows:
        lines.append("".join([f"{name:{width}}", *(f"{_cell(value):>11}" for value in figures.values())]))
    return lines


def _cell(value: float | None) -> str:
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"
