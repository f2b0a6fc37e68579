"""Replace nodes of this extension that remain in a doctree or that a writer does not know.

A toctree may name a page that was deleted: single-file builders then read its last doctree, but the
domain's data of the page has been removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator

from .builders import traits_of
from .domain import domain_of

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from .domain import GlosstermDomain

_KNOWING = (SphinxTranslator, nodes.GenericNodeVisitor, nodes.SparseNodeVisitor)
"""Visitors that find methods by the base classes of a node, or accept all nodes."""
_KEPT = frozenset({"ids", "classes", "names", "refuri", "refid", "internal", "bullet"})


def may_hold(domain: GlosstermDomain, *, read: bool) -> bool:
    """Whether a tree may contain nodes of a kind, so that it must be searched.

    *read*: whether its page had some, or any page. A combined tree contains other pages, maybe
    deleted ones.
    """
    return read or not traits_of(domain.builder).page_by_page


def knows_base_classes(builder: Builder) -> bool:
    """Whether *builder* has a translator that finds methods by the base classes."""
    try:
        translator = builder.get_translator_class()
    except (AttributeError, NotImplementedError):  # it has none, or creates its own
        return type(builder).__module__.partition(".")[0] in {"sphinx", "sphinxcontrib_glossterm"}
    return isinstance(translator, type) and issubclass(translator, _KNOWING)


class PlainNodes(SphinxPostTransform):
    """For translators of plain docutils, replace our nodes by docutils' own.

    Such a translator looks up methods by the name of the class only.
    """

    default_priority = 980

    def run(self, **kwargs: Any) -> None:
        """Replace all of our nodes that remain in the tree."""
        if knows_base_classes(domain_of(self.env).builder):
            return
        ours = [node for node in self.document.findall(nodes.Element) if _is_ours(node)]
        for node in ours:
            node.replace_self(_plain(node))


def _is_ours(node: nodes.Element) -> bool:
    return type(node).__module__.startswith(__name__.partition(".")[0])


def _plain(node: nodes.Element) -> list[nodes.Node]:
    """The docutils node for *node*; nothing for a node without content."""
    if not node.children:
        return []
    base = next(cls for cls in type(node).__mro__ if cls.__module__ == nodes.__name__)
    kept = {name: value for name, value in node.attributes.items() if name in _KEPT}
    made = nodes.container if base is nodes.General else base
    text = ("",) if issubclass(made, nodes.TextElement) else ()
    return [made("", *text, *node.children, **kept)]


def setup(app: Sphinx) -> None:
    """Register the post-transform."""
    app.add_post_transform(PlainNodes)
