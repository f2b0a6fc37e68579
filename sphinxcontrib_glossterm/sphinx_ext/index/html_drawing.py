"""Make the parts of an index as HTML, for pages without a tree of nodes.

The visitors of the nodes of an index make their elements with the functions of this module too.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from ..nodes import NAME
from .drawing import Drawing, FilterTexts, Linked, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docutils import nodes

_LANGUAGE = "language-"
"""Prefix of classes that docutils' writer turns into the attribute ``lang``."""


def language_class(tag: str) -> str:
    """The class of a part whose text is in the language *tag*."""
    return f"{_LANGUAGE}{tag}"


def opening(
    tag: str,
    classes: Sequence[str] = (),
    name: str = "",
    attributes: Mapping[str, str] | None = None,
) -> str:
    """The opening tag of an element; unlike docutils', it keeps line feeds in attributes."""
    css, lang = _classes(tuple(classes))
    if not (name or attributes):
        return f"<{tag}{css}{lang}>"
    return f"<{tag}{css}{_attributes({'id': name})}{lang}{_attributes(attributes or {})}>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join([f' {name}="{escape(value)}"' for name, value in values.items() if value])


@lru_cache(maxsize=1 << 10)
def _classes(classes: tuple[str, ...]) -> tuple[str, str]:
    """The attributes ``class`` and ``lang``. Cached, since most elements have the same."""
    css = " ".join(name for name in classes if not name.startswith(_LANGUAGE))
    languages = (name for name in classes if name.startswith(_LANGUAGE))
    lang = next(languages, "").removeprefix(_LANGUAGE)
    return _attributes({"class": css}), _attributes({"lang": lang})


def uses_html(rows: Iterable[Iterable[tuple[str, str]]], more: str, classes: Sequence[str]) -> str:
    """The list of the pages that use a concept; see :meth:`.Drawing.uses`."""
    last = f"{opening('li', classes)}{escape(more, quote=False)}</li>\n" if more else ""
    return f"<ul>\n{''.join(map(_use_html, rows))}{last}</ul>\n"


def _use_html(links: Iterable[tuple[str, str]]) -> str:
    first, *places = [_link_html(*link) for link in links]
    return f"<li>{first} › {', '.join(places)}</li>\n" if places else f"<li>{first}</li>\n"


@lru_cache(maxsize=1 << 12)
def _link_html(address: str, text: str) -> str:
    """Cached, since many concepts are used in the same pages."""
    text = escape(text, quote=False)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def filter_html(texts: FilterTexts, classes: Sequence[str], attributes: Mapping[str, str]) -> str:
    """The filter: a ``search`` element in HTML, with a role for old browsers."""
    return (
        f"{opening('search', classes, attributes=attributes)}<label>{escape(texts.label)} "
        f'<input type="search" placeholder="{escape(texts.placeholder)}" aria-keyshortcuts="/"'
        ' autocomplete="off" spellcheck="false"></label>'
        f'<button type="button" aria-label="{escape(texts.clear)}" hidden>×</button>'
        "<output></output></search>\n"
    )


class HtmlDrawing(Drawing[str]):
    """Makes HTML: the same as docutils' writer makes of the nodes."""

    def text(self, text: str) -> str:
        """It, escaped."""
        return escape(text, quote=False)

    def on_paper(self, text: str) -> str:
        """Nothing."""
        return ""

    def span(self, classes: Sequence[str], *content: str) -> str:
        """A ``span``."""
        return f"{opening('span', classes)}{''.join(content)}</span>"

    def link(
        self,
        target: Target,
        *content: str,
        classes: Sequence[str] = (),
        linked: Linked | None = None,
        current: bool = False,
    ) -> str:
        """The same classes for all links, also for those to other sites."""
        href = f"#{target.address}" if target.on_page else target.address
        further = ' aria-current="true"' if current else ""
        if linked:
            css, lang = _classes(("reference", "internal", NAME))
            further += _attributes({"data-glossterm": linked.concept, "lang": linked.lang})
        else:
            css, lang = _classes((*classes, "reference", "internal"))
        return f'<a{css} href="{escape(href)}"{lang}{further}>{"".join(content)}</a>'

    def element(
        self,
        kind: type[nodes.Element],
        tag: str,
        *content: str,
        classes: Sequence[str] = (),
        name: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> str:
        """The element, with a line feed after it for readable HTML."""
        if not tag:
            return "".join(content)
        # Joined once, since the outer elements are as large as the page.
        return "".join((opening(tag, classes, name, attributes), *content, f"</{tag}>\n"))

    def items(self, entries: Iterable[str], *classes: str) -> str:
        """An ``ul``."""
        return "".join((opening("ul", classes), *entries, "</ul>\n"))

    def pages(self, docname: str, anchor: str) -> str:
        """Nothing."""
        return ""

    def uses(
        self, rows: Sequence[Sequence[tuple[str, str]]], more: str, classes: Sequence[str]
    ) -> str:
        """An ``ul``."""
        return uses_html(rows, more, classes)

    def filter(
        self, texts: FilterTexts, classes: Sequence[str], attributes: Mapping[str, str]
    ) -> str:
        """The filter."""
        return filter_html(texts, classes, attributes)
