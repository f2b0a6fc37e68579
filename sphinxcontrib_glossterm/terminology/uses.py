"""What the rules of the terminology check look at: the uses of labels in the text of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.languages.language import Reason
from sphinxcontrib_glossterm.matching import Match
from sphinxcontrib_glossterm.model import label_key
from sphinxcontrib_glossterm.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sphinxcontrib_glossterm.matching.policy import Finder
    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .places import Place

    Kind = tuple[str, str, str, bool, bool]
    LabelInText = tuple[int, int, str, str, bool]
    """A label that was found in a text: start, end, concept, label, and whether it is to avoid."""


class Use(NamedTuple):
    """A label in the text of a page, or in a role."""

    concept: str
    label: str
    """The label as its author wrote it."""
    text: str
    """The text as the page shows it, in one line."""
    avoided: bool
    """Whether it is a label to avoid."""
    role: bool = False
    """Whether it is the target of a role."""
    number: int = 0
    """The number of the text in its page."""
    start: int = 0
    """The offset in the text; of a role, its number in the text."""
    end: int = 0
    """The offset after the last character; 0 of a role."""

    @property
    def kind(self) -> Kind:
        """Equal for uses for which most rules have the same result."""
        return self[:5]

    @property
    def span(self) -> tuple[int, int, int]:
        """Identifies the use in its page."""
        return self[5:]


class Located(NamedTuple):
    """Where a use is in the sources."""

    file: str
    """The path from the source directory."""
    line: int
    """Of the block around it; 0 if unknown."""
    place: Place


def labels_in(
    text: str, docname: str, own: Collection[str], matcher: Finder, scheme: ConceptScheme
) -> list[LabelInText]:
    """The labels in *text* whose concept is known, without those of *own* concepts.

    They need not be long enough to be linked.
    """
    labels: list[LabelInText] = []
    for item in matcher.find(text):
        avoided = False
        if not isinstance(item, Match):
            avoided = item.reason is Reason.AVOIDED
            if not (avoided or item.reason is Reason.NOT_AUTOMATIC):
                continue
        near: Sequence[Concept] = (scheme[item.concepts[0]],)
        if len(item.concepts) > 1:
            near = scheme.nearest(map(scheme.__getitem__, item.concepts), docname, item.label)
            if any(one.id in own for one in near):
                continue
        # A label that several concepts avoid is reported too: the author chooses one of them.
        concept, is_known = near[0], avoided or len(near) == 1
        if is_known and not concept.uri and concept.id not in own:
            labels.append((item.start, item.end, concept.id, item.label, avoided))
    return labels


def label_of_role(
    target: str, docname: str, scheme: ConceptScheme, avoided: Callable[[str], tuple[str, str]]
) -> tuple[str, str, bool] | None:
    """The concept and the label that a role names, and whether the label is one to avoid.

    *avoided* returns the concept and the label to avoid for a folded text.
    """
    near = scheme.meant(target, docname)
    concept, label = avoided(label_key(target))
    names = {label_key(name) for name in near[0].names()} if near else ()
    if concept and label_key(target) not in names:
        return concept, label, True
    if near and not near[0].uri:
        return near[0].id, near[0].without_namespace(target.strip()), False
    return None
