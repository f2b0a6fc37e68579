"""Find the decided mentions of a page again in the page as it is written.

After reading, other extensions may add or remove passages, and replace a part of a text, for
example by a note or a computed value.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Imported only if an extension has changed a text.
    from collections.abc import Iterable, Iterator, Sequence
    from difflib import SequenceMatcher

    from sphinxcontrib_glossterm.matching import Mention

ALIKE = 0.5
"""Minimum similarity, by :mod:`difflib`, for a text to be a changed version of another."""


class Plan:
    """The mentions to be linked in a page, by passage."""

    def __init__(self, planned: Iterable[tuple[str, Sequence[Mention]]]) -> None:
        """*planned* are the texts of the passages with their mentions, in reading order."""
        self._left = dict(enumerate(planned))
        self._of_text: dict[str, deque[int]] = defaultdict(deque)
        for ordinal, (text, _mentions) in self._left.items():
            self._of_text[text].append(ordinal)

    def of_same(self, text: str) -> Sequence[Mention] | None:
        """The mentions of the next passage with exactly this *text*; ``None`` if there is none."""
        queue = self._of_text.get(text)
        return self._left.pop(queue.popleft())[1] if queue else None

    def of_alike(self, text: str) -> Sequence[Mention]:
        """The mentions of the next passage that *text* may have come from, with new positions.

        Only passages not used by :meth:`of_same` are searched, so call that for all passages first.
        """
        from difflib import SequenceMatcher

        for ordinal, (old, mentions) in self._left.items():
            found = SequenceMatcher(None, old, text, autojunk=False)
            if found.real_quick_ratio() > ALIKE and found.quick_ratio() > ALIKE:
                del self._left[ordinal]
                return list(_moved(mentions, old, text, found))
        return ()


def _moved(
    mentions: Sequence[Mention], old: str, new: str, found: SequenceMatcher[str]
) -> Iterator[Mention]:
    """*mentions* of *old* in *new*, without those with a changed neighbour."""
    same = found.get_matching_blocks()
    for mention in mentions:
        for block in same:
            if block.a <= mention.start and mention.end <= block.a + block.size:
                start, end = (at + block.b - block.a for at in (mention.start, mention.end))
                beside = old[: mention.start][-1:], old[mention.end :][:1]
                if beside == (new[:start][-1:], new[end:][:1]):
                    yield mention._replace(start=start, end=end)
