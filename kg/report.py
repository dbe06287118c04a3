"""What a build did, for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Record


@dataclass(frozen=True, slots=True)
class Note(Record):
    """A document that deserves a word: where it stands, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Count(Record):
    """How many of a kind."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Seconds(Record):
    """How long one stage took."""

    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report(Record):
    """Counts of one build. ``stored`` and ``triples`` are of the whole graph folder, the rest of this build.

    ``entities`` counts different ids, ``events`` the tellings of each type in order of their names.
    """

    documents: int = 0
    reread: int = 0  # earlier ones, because the package, its models or its gazetteer changed
    skipped: tuple[Note, ...] = ()
    duplicates: tuple[Note, ...] = ()  # the words of another; left out
    similar: tuple[Note, ...] = ()  # nearly the words of another; kept, for they may carry news of their own
    mentions: int = 0
    entities: int = 0
    events: tuple[Count, ...] = ()
    stored: int = 0
    triples: int = 0
    seconds: tuple[Seconds, ...] = ()

    def as_text(self) -> str:
        """Some lines for a terminal. The skipped ones are counted here, not listed: see ``skipped``."""
        again = f" (and {self.reread} earlier ones anew)" if self.reread else ""
        alike = f", {len(self.similar)} much alike" if self.similar else ""
        told = sum(count.number for count in self.events)
        kinds = ", ".join(f"{count.name} {count.number}" for count in self.events)
        seconds = ", ".join(f"{one.stage} {one.seconds:.1f}" for one in self.seconds)
        lines = [
            (
                "documents",
                f"{self.documents} read{again}, {len(self.skipped)} skipped, {len(self.duplicates)} duplicates{alike}",
            ),
            ("mentions", f"{self.mentions}"),
            ("entities", f"{self.entities}"),
            ("events", f"{told} ({kinds})" if kinds else "0"),
            ("graph", f"{self.triples} triples from {self.stored} documents"),
            ("seconds", seconds),
        ]
        return "\n".join(f"{name:<10} {value}" for name, value in lines)
