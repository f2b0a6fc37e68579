"""References that the standard domain has resolved to a term: made ours, where it is ours.

``any`` and Markdown's ``[](<term>)`` are answered by that domain where it finds a term, and a
second answer of ours would be one too many. So its link is taken over when it is made.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..domain import domain_of
from ..nodes import NAME, concept_reference

if TYPE_CHECKING:
    from typing import Any

    from sphinxcontrib_glossterm.model import Concept


class AdoptTermReferences(SphinxPostTransform):
    """Turn links to terms that are concepts into references to concepts.

    Runs after all references are resolved (Sphinx's resolver has priority 10).
    """

    default_priority = 12

    def run(self, **kwargs: Any) -> None:
        """Adopt every link that goes to the anchor of a label."""
        if not len(domain_of(self.env).scheme()):
            return
        links = [node for node in self.document.findall(nodes.reference) if _is_term(node)]
        if links and self.config.glossterm_takeover is not False:
            places = self._places({_fragment(link) for link in links})
            for link in links:
                concept = places.get(_fragment(link), {}).get(self._target(link))
                if concept:
                    link.replace_self(_adopted(link, concept))

    def _places(self, wanted: set[str]) -> dict[str, dict[str, Concept]]:
        """Each anchor out of *wanted* → address from this page → the concept there."""
        places: dict[str, dict[str, Concept]] = defaultdict(dict)
        domain = domain_of(self.env)
        for concept in domain.scheme():
            docname = concept.location.docname
            for anchor in wanted & {concept.anchor, *(label.anchor for label in concept.labels)}:
                own = docname == self.env.docname
                page = "" if own else domain.builder.get_relative_uri(self.env.docname, docname)
                places[anchor][f"{page}#{anchor}"] = concept
        return places

    def _target(self, link: nodes.reference) -> str:
        return f"#{link['refid']}" if "refid" in link else str(link.get("refuri", ""))


def _is_term(node: nodes.reference) -> bool:
    if isinstance(node, concept_reference) or not node.get("internal"):
        return False
    first = node.children[0] if node.children else None
    return isinstance(first, nodes.Element) and "std-term" in first["classes"]


def _fragment(link: nodes.reference) -> str:
    return str(link.get("refid") or link.get("refuri", "").partition("#")[2])


def _adopted(link: nodes.reference, concept: Concept) -> concept_reference:
    adopted = concept_reference("", "", *link.children, concept=concept.id)
    adopted.attributes.update(link.attributes)
    adopted["classes"] = [*link["classes"], NAME]
    return adopted
