"""What can go wrong, by what the caller should do.

KgError
├── SkipDocument      leave this document out, count it and report it; the rest goes on
└── AbortRun          stop: the input, an option or the installation is wrong
    ├── BadInput      a path, file or option given by the user
    ├── OutOfBounds   a question needs more time or memory than it is given
    ├── BadSeed       a row or column of our own data (gazetteer, ontology)
    └── BadModel      a model file is missing or corrupt
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of this package; the message is one line for people."""


class SkipDocument(KgError):
    """One document cannot be read. ``where`` names the file or record, ``reason`` says why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class AbortRun(KgError):
    """Nothing sensible can follow."""


class BadInput(AbortRun):
    """A path, file or option given by the user is not usable."""


class OutOfBounds(AbortRun):
    """A question needs more time or memory than it is given."""


class BadSeed(AbortRun):
    """A file of ours is malformed: names the file, the line or column, and what is expected."""


class BadModel(AbortRun):
    """A model file is missing or corrupt: names the file and what to do."""
