"""Surface segmentation: which characters of a written word each syntactic word owns.

Arabic treebanks give the syntactic words of ``وبوتين`` as ``و`` + ``بوتين`` and of ``للسلطة`` as
``ل`` + ``السلطة``. Stanza gives no offsets for some words that it expands this way, so we train on
the characters as written instead (``ل`` + ``لسلطة``): every word then has exact offsets.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

DIACRITICS = re.compile("[\u064b-\u0652\u0670\u0640]")
_FOLD = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩", "اااايهوي0123456789")


def fold(text: str) -> str:
    """Letters without diacritics, tatweel or hamza seats: the key under which spellings compare."""
    return DIACRITICS.sub("", text).translate(_FOLD)


def distance(left: str, right: str) -> int:
    """Levenshtein distance in characters."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def split_surface(token: str, words: list[str]) -> list[str] | None:
    """Cut ``token`` into one non-empty piece for each of ``words``, at the least edit distance.

    Returns None when the token has fewer characters than words. Ties go to the shorter first
    piece, so that a proclitic never swallows the letter that follows it.
    """
    if len(token) < len(words):
        return None
    keys = [fold(word) for word in words]

    @cache
    def best(start: int, index: int) -> tuple[int, tuple[int, ...]]:
        if index == len(words) - 1:
            return distance(fold(token[start:]), keys[index]), ()
        options = []
        for end in range(start + 1, len(token) - (len(words) - index - 1) + 1):
            cost, cuts = best(end, index + 1)
            options.append((distance(fold(token[start:end]), keys[index]) + cost, (end, *cuts)))
        return min(options)

    edges = [0, *best(0, 0)[1], len(token)]
    return [token[a:b] for a, b in pairwise(edges)]
