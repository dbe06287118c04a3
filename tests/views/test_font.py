"""The inlined font knows Arabic and how its letters join, and is small."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from kg.views import font


def decoded() -> tuple[bytes, TTFont]:
    (data,) = re.findall(r'url\("data:font/woff;base64,([^"]+)"\)', font.face())
    raw = base64.b64decode(data, validate=True)
    return raw, TTFont(io.BytesIO(raw))


def test_every_letter_of_arabic_has_a_glyph_and_joins() -> None:
    raw, face = decoded()
    known = face.getBestCmap()
    assert not [
        letter for letter in "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچگڤ،؛؟«»٠١٢٣٤٥٦٧٨٩" if ord(letter) not in known
    ]
    features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} <= features
    assert "fvar" in face  # bold is drawn, not smeared
    assert len(raw) < 100_000


def test_the_font_says_whose_it_is_and_under_which_licence() -> None:
    _, face = decoded()
    names = " ".join(str(record) for record in face["name"].names)
    assert "Noto" in names and "Open Font License" in names
