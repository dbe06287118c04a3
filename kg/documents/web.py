"""The article in an HTML page. The only importer of trafilatura."""

from __future__ import annotations

from typing import NamedTuple

from kg.arabic import fold

DATES = {"original_date": True, "extensive_search": False}  # the first publication, and no guess from the text


class Page(NamedTuple):
    """The article; ``text`` begins with the headline, a paragraph a line."""

    text: str
    title: str | None
    published: str | None
    source: str | None
    url: str | None


def extract(html: str) -> Page | None:
    """What trafilatura takes for the article, or None where it finds none."""
    import trafilatura  # takes a second, and most runs read no HTML

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        return None
    text, title = found.text.strip(), (found.title or "").strip() or None
    if title and fold(title) not in {fold(line) for line in text.splitlines()}:
        text = f"{title}\n{text}"
    return Page(text, title, found.date, found.sitename or None, found.url or None)
