"""Bytes → the text they hold. The byte order mark is no part of the text; line ends stay as they are.

Arabic is met in UTF-8, in UTF-16 saved by Windows programs, and in one-byte code pages of older
sites. A general detector is asked last: on short texts it cannot know that Arabic is expected.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODE_PAGES = ("cp1256", "iso8859_6", "cp720", "mac_arabic")  # by how common they are on the web
CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\v\f\r")
BROKEN = 0.01  # the share of bad characters up to which UTF-8 is damaged and not something else
KNOWN = 0.9  # the share of Arabic and ASCII that text in UTF-16 has at least


class NotText(ValueError):
    """The bytes are no text in any encoding that is known here."""


def arabic_letters(text: str) -> int:
    """How many letters of the Arabic script the text has; signs, digits and punctuation are none."""
    return sum(("\u0620" <= char <= "\u06d3" and char.isalpha()) or "\ufb50" <= char <= "\ufefc" for char in text)


def decode(data: bytes) -> str:
    """The text in ``data``. Raises :class:`NotText` for binary data."""
    text = _unicode(data)
    if text is None:
        text = _code_page(data)
    if text is None or any(char in CONTROLS for char in text):
        raise NotText("binary data, no text")
    return text


def _unicode(data: bytes) -> str | None:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    # The high byte of every Arabic letter in UTF-16 is 6, that of Latin 0: no other text has these bytes.
    if len(data) % 2 == 0 and (6 in data or 0 in data):
        text = max((data.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")), key=_known)
        return text if _known(text) >= KNOWN * len(text) else None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        return text if text.count("\ufffd") <= BROKEN * len(text) else None


def _known(text: str) -> int:
    return sum("\u0600" <= char <= "\u06ff" or (char.isascii() and char not in CONTROLS) for char in text)


def _code_page(data: bytes) -> str | None:
    readings = [text for name in CODE_PAGES if (text := _read(data, name)) is not None]
    best = max(readings, key=arabic_letters)  # the first of equals; cp1256 reads any bytes
    if 2 * arabic_letters(best) >= sum(char.isalpha() for char in best):
        return best
    match = from_bytes(data).best()
    return None if match is None else str(match)


def _read(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
