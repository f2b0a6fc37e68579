"""Keep the spellings of labels from build to build: most builds search for the same labels."""

from __future__ import annotations

import json
import unicodedata
import zlib
from typing import TYPE_CHECKING

from .policy import ANSWERS
from .variants import variants_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_VERSION = f"{ANSWERS} {unicodedata.unidata_version}"


class KeptVariants:
    """:func:`.variants_of` with the results of an earlier build.

    >>> first = KeptVariants()
    >>> first("token", ["en"])
    ['token', 'tokens']
    >>> KeptVariants(first.packed())("token", ["en"])
    ['token', 'tokens']
    """

    def __init__(self, packed: bytes = b"") -> None:
        """*packed* is the result of :meth:`packed`; that of another version is ignored."""
        self._known = _unpacked(packed) if packed else {}
        self._used: dict[str, list[str]] = {}

    def __call__(self, label: str, codes: Sequence[str]) -> Sequence[str]:
        """Every spelling of *label* to search for, as a list."""
        key = f"{' '.join(codes)}\t{label}"
        found = self._known.get(key)
        if found is None:
            found = [*variants_of(label, codes)]
        self._used[key] = found
        return found

    def packed(self) -> bytes:
        """The results of all calls, compressed: equal for equal calls in any order."""
        values = {"version": _VERSION, "variants": self._used}
        text = json.dumps(values, ensure_ascii=False, sort_keys=True)
        return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked(packed: bytes) -> Mapping[str, list[str]]:
    values = json.loads(zlib.decompress(packed))
    known: Mapping[str, list[str]] = values["variants"]
    return known if values["version"] == _VERSION else {}
