"""Apply full forms to a tree: change its text where a page first uses an abbreviation.

The text changes before links are inserted, so that links of every form contain the full form.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from docutils import nodes

from ..conditions import hold
from .first_uses import FirstUses, UseInText
from .roles import FULL_FORM, is_term_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx import addnodes

    from sphinxcontrib_glossterm.matching import Mention

    from ..domain import GlosstermDomain
    from ..reading.passages import PassageInTree, Piece
    from .first_uses import FullForm


def with_full_forms(
    domain: GlosstermDomain,
    docname: str,
    found: Sequence[PassageInTree],
    placed: Mapping[int, Sequence[Mention]],
) -> Iterator[tuple[int, Sequence[Mention]]]:
    """Change the text of the passages of a page; return *placed*, with the new positions.

    *placed* are the mentions of each passage by its number. Roles are only marked, since they are
    resolved later. Sphinx removes what this build does not show after that.
    """
    first_uses, tags = FirstUses(domain, docname), domain.builder.tags
    for number, one in enumerate(found):
        mentions = placed.get(number, ())
        if (mentions or one.roles) and hold(tags, one.passage.conditions):
            texts = full_forms_of(domain, first_uses, one, mentions)
            yield number, _replaced(one.pieces, mentions, texts) if texts else mentions


def full_forms_of(
    domain: GlosstermDomain, first_uses: FirstUses, one: PassageInTree, mentions: Sequence[Mention]
) -> dict[int, FullForm]:
    """The full forms of *mentions* by their numbers; roles of *one* are marked with theirs."""
    uses: list[tuple[UseInText, int | addnodes.pending_xref]] = []
    shown: dict[int, str] = {}
    for start, role in one.roles:
        if use := _use_of_role(domain, start, role, one.docname):
            shown[start] = use.text
            uses.append((use, role))
    fixed = _fixed(one.pieces, mentions)
    for number, mention in enumerate(mentions):
        concept = domain.linkable[mention.concept]
        text = one.passage.text[mention.start : mention.end]
        use = UseInText(mention.start, mention.end, concept, text, is_fixed=number in fixed)
        uses.append((use, number))
    full_forms: dict[int, FullForm] = {}
    for use, place in sorted(uses, key=lambda item: item[0].start):
        if full := first_uses.full_form(use, one.passage, shown):
            if isinstance(place, int):
                full_forms[place] = full
            else:
                place[FULL_FORM] = full
    return full_forms


def _use_of_role(
    domain: GlosstermDomain, start: int, role: addnodes.pending_xref, docname: str
) -> UseInText | None:
    target = role["reftarget"].strip()
    near = domain.linkable.meant(role["reftarget"], role.get("refdoc") or docname)
    if not near or not is_term_role(role, domain.options):
        return None
    explicit = bool(role.get("refexplicit"))
    text = role.astext() if explicit else near[0].without_namespace(target)
    return UseInText(start, start + 1, near[0], text, is_role=True, is_fixed=explicit)


def _fixed(pieces: Sequence[Piece], mentions: Sequence[Mention]) -> set[int]:
    """The numbers of the mentions that are not in one text node, or explained on hover."""
    fixed, at = set(range(len(mentions))), 0
    for piece in pieces:
        end = piece.start + len(piece.text)
        while at < len(mentions) and mentions[at].end <= end:
            if mentions[at].start >= piece.start and not _is_explained(piece.node):
                fixed.discard(at)
            at += 1
    return fixed


def _is_explained(node: nodes.Text) -> bool:
    return isinstance(node.parent, nodes.abbreviation) and "explanation" in node.parent


def _replaced(
    pieces: Sequence[Piece], mentions: Sequence[Mention], full_forms: Mapping[int, FullForm]
) -> list[Mention]:
    """Replace the texts of *mentions*; return all of them, with their positions in the new text."""
    _replace_in_pieces(pieces, [(mentions[n], full) for n, full in full_forms.items()])
    moved: list[Mention] = []
    shift = 0
    for number, mention in enumerate(mentions):
        start, end, label = mention.start + shift, mention.end + shift, mention.label
        if full_form := full_forms.get(number):
            end, label = start + len(full_form.text), full_form.long
            shift = end - mention.end
        moved.append(mention._replace(start=start, end=end, label=label))
    return moved


def _replace_in_pieces(
    pieces: Sequence[Piece], replacements: Sequence[tuple[Mention, FullForm]]
) -> None:
    """Replace the texts of mentions in order, each of which is inside one piece."""
    left = deque(replacements)
    shift = 0
    for piece in pieces:
        start, parts, done = piece.start, list[str](), 0
        while left and left[0][0].end <= start + len(piece.text):
            mention, full = left.popleft()
            parts += [piece.text[done : mention.start - start], full.text]
            done = mention.end - start
        piece.start += shift
        if parts:
            text = "".join([*parts, piece.text[done:]])
            shift += len(text) - len(piece.text)
            _set_text(piece, text)


def _set_text(piece: Piece, text: str) -> None:
    parent, node = piece.node.parent, nodes.Text(text)
    # By identity, since docutils compares texts by value.
    where = next(at for at, other in enumerate(parent.children) if other is piece.node)
    parent[where] = node
    piece.node, piece.text = node, text
