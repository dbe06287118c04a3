"""The lines of an article, with their place in the text and the spelling that patterns are matched on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.arabic import fold

DASH = "[-–—ـ:]"
DATELINES = (  # where the story comes from, who tells it
    re.compile(rf"([^()«»:]{{2,45}})\(([^()\d]{{2,30}})\)\s*{DASH}"),  # بكين 21 سبتمبر (شينخوا) -
    re.compile(rf"([^()«»:]{{2,45}}?)\s*{DASH}\s*«([^«»]{{2,30}})»\s*{DASH}"),  # لندن ـ «القدس العربي»:
    re.compile(rf"(\w+(?: \w+)?)\s*{DASH}\s*«(\w+(?: \w+)?)»$"),  # الرياض: «الشرق الأوسط», alone on its line
    re.compile(r"([^()«»:/]{2,45})/\s?([^/\d]{2,20}?)\s?/\s"),  # أبوظبي في 5 مايو / وام /
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks around it. Numbers count the blank ones too."""

    begin: int
    end: int
    text: str
    folded: str
    number: int

    @property
    def words(self) -> int:
        return len(self.folded.split())

    @property
    def agency(self) -> tuple[str, str] | None:
        """Place (with the day, if given) and name of the agency or newspaper that a dateline opens the line with."""
        for shape in DATELINES:
            if match := shape.match(self.text):
                return match[1].strip(" -–—"), match[2].strip()
        return None

    def without_tail(self, folded_tail: str) -> Line:
        """The line up to the part at its end whose folded spelling is ``folded_tail``."""
        for cut in range(len(self.text) - 1, -1, -1):
            if fold(self.text[cut:]) == folded_tail:
                head = self.text[:cut].rstrip()
                return replace(self, end=self.begin + len(head), text=head, folded=fold(head))
        return self


def split(text: str) -> Iterator[Line]:
    """The lines in order. Line ends are those of :meth:`str.splitlines`."""
    offset = 0
    for number, raw in enumerate(text.splitlines(keepends=True)):
        stripped = raw.strip()
        begin = offset + len(raw) - len(raw.lstrip())
        offset += len(raw)
        if stripped:
            yield Line(begin, begin + len(stripped), stripped, fold(stripped), number)
