"""The Arabic font of the page, so that it looks the same where no such font is installed.

Noto Naskh Arabic, a variable font under the SIL Open Font License, comes with the package ``pylopdf-fonts-ar``. Only
what Arabic and the marks around it need is kept, with all that shapes and joins the letters: about 70 kB of 300.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Graph Naskh"  # a name of its own: an installed font of the real name may be another version
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x600, 0x700),  # Arabic, with the letters of Persian, Urdu and Kurdish
    *range(0x2010, 0x2027),
    *range(0x200B, 0x2010),  # joiners and marks of direction
)


@lru_cache(maxsize=1)
def face() -> str:
    """A CSS rule ``@font-face`` with the font inlined as WOFF, in all weights."""
    encoded = base64.b64encode(_subset()).decode("ascii")
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: 400 700; '
        f'src: url("data:font/woff;base64,{encoded}") format("woff"); }}\n'
    )


def _subset() -> bytes:
    source = io.BytesIO((files("pylopdf_fonts_ar") / "NotoNaskhArabic-Variable.ttf").read_bytes())
    options = subset.Options(layout_features=["*"], hinting=False, drop_tables=["meta"], name_IDs=["*"])
    # Without the time of writing: the same graph gives the same page.
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        font.flavor = "woff"
        buffer = io.BytesIO()
        font.save(buffer)
    return buffer.getvalue()
