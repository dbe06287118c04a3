"""A knowledge graph of diplomatic relations, built from Arabic news.

``kg.open(path)`` opens what a build wrote, see :mod:`kg.api`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph

__all__ = ["open"]


def open(path: Path | str) -> Graph:
    """The graph in the folder that ``kg build --out`` wrote, to be read. Raises BadInput where there is none."""
    from kg.api import Graph  # here, so that importing kg alone loads no library

    return Graph(path)
