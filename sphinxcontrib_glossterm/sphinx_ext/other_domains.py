"""Follow Sphinx's register of terms, and find out what resolves without this extension.

``any`` asks the listeners of ``missing-reference`` only if nothing else has an answer, and our
listener is the last. MyST asks only the domains, so for its links this module makes the other
lookups of MyST: a document, another project, and an id of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util import docname_join

from .internals import inventories, names_local_id, std_register

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    Terms = dict[str, tuple[str, str]]
    """Name → document and anchor."""


def follow_term(
    env: BuildEnvironment, name: str, ids: Container[str], anchor: str, *, listed: bool
) -> None:
    """Set *anchor* for *name*, which Sphinx has registered for an element with *ids*.

    If it is not *listed*, roles still find it, but inventories do not list it.
    """
    objects, folded = std_register(env, "objects"), std_register(env, "terms")
    docname = env.docname
    for register, key in (objects, ("term", name)), (folded, name.lower()):
        known = register.get(key)
        if known and known[0] == docname and known[1] in ids:
            register[key] = (docname, anchor)
            if not listed and register is objects:
                del register[key]


def forget_index(env: BuildEnvironment, name: str) -> None:
    """Remove the label of the index page *name*, which is not removed by reading a document."""
    std_register(env, "labels").pop(name, None)
    std_register(env, "anonlabels").pop(name, None)


def has_answer(
    env: BuildEnvironment,
    fromdocname: str,
    builder: Builder,
    node: pending_xref,
    contnode: nodes.Element,
    without: str,
) -> bool:
    """Whether MyST resolves its link *node* without asking the domain *without*."""
    target: str = node["reftarget"]
    searched: Collection[str] | None = getattr(env.config, "myst_ref_domains", None)
    if names_local_id(node) or docname_join(fromdocname, target) in env.all_docs:
        return True
    domains = (
        domain
        for domain in env.domains.values()
        if domain.name != without and (searched is None or domain.name in {"std", *searched})
    )
    question = (env, fromdocname, builder, target, node)
    if any(_answers(domain, *question, contnode.deepcopy()) for domain in domains):
        return True
    return _is_of_other_project(env, target, searched)


def _answers(domain: Domain, *question: Any) -> bool:
    try:
        return bool(domain.resolve_any_xref(*question))
    except NotImplementedError:  # a domain older than Sphinx 1.3
        return False


def _is_of_other_project(
    env: BuildEnvironment, target: str, searched: Collection[str] | None
) -> bool:
    """Whether intersphinx, if it is used, knows an object called *target*."""
    return any(
        target in objects
        for inventory in inventories(env).values()
        for kind, objects in inventory.items()
        if searched is None or kind.partition(":")[0] in searched
    )
