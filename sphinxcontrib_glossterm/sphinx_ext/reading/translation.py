"""Translate what readers see of a concept besides its page: fields, and labels as written.

Sphinx translates the elements of a page. Of a concept it would also translate names of fields and
values that are not text, such as ``no``; and it does not know the options of ``concept`` and the
fields in data files. Each field is one message: a translated list may have more or fewer texts.
Labels are translated by Sphinx, one line of a glossary or one heading at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxcontrib_glossterm.model import FIELDS, Fields, parse_fields
from sphinxcontrib_glossterm.model.fields import Values
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .. import locale
from ..builders import traits_of
from ..domain import domain_of
from ..internals import is_translated, keep_untranslated, messages_in, text_domain
from ..locale import __
from ..nodes import OFF_CLASS, field_messages
from ..warn import WarningSubtype, warn
from .fieldlists import fields_at, take_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from ..locale import Catalogue
    from .labels import OriginalTexts

TRANSLATED = ("aliases", "hidden", "forms", "abbr", "reading", "tags", "short", "source")
"""Fields that are translated. Relations name concepts by any label, also an original one; the
values of other fields are not text."""
_KEY = "glossterm_catalogue"
_LIKE_SEPARATORS = frozenset("|｜¦│/／;；,，、")
"""Characters that translators write by mistake instead of the separator."""


class TakenFields(NamedTuple):
    """The fields of an entry."""

    fields: Fields = Fields()
    original: Fields = Fields()
    """Before translation; empty if there is no catalogue."""
    untranslated: tuple[str, ...] = ()
    """The names of those that the catalogue does not translate, or whose originals have changed."""


def catalogue_of(env: BuildEnvironment) -> Catalogue | None:
    """The catalogue of the document that is being read, if there is one."""
    if _KEY not in env.temp_data:
        env.temp_data[_KEY] = locale.catalogue(env, text_domain(env))
    found: Catalogue | None = env.temp_data[_KEY]
    return found


def writes_catalogues(env: BuildEnvironment) -> bool:
    """Whether this build writes catalogues, so that its trees need all messages."""
    return traits_of(domain_of(env).builder).catalogues


# -- before Sphinx translates the page ----------------------------------------------------


def prepare_fields(body: nodes.Element, env: BuildEnvironment) -> None:
    """Exclude everything from translation that is not text in the fields at the start of *body*."""
    separator = domain_of(env).options.label_separator
    ours = ((name, field) for name, field in fields_at(body) if name in FIELDS)
    for name, field in ours:
        keep_untranslated(cast("nodes.Element", field[0]))
        for block in field.findall(nodes.paragraph):
            if name not in TRANSLATED:
                keep_untranslated(block)
            elif FIELDS[name].values is Values.LIST:
                check_labels(block, separator, env)


def check_labels(element: nodes.Element, separator: str, env: BuildEnvironment) -> None:
    """Exclude *element* from translation if its translation has no label.

    An element of which nothing remains could not be referred to.
    """
    catalogue = catalogue_of(env)
    for node, message in messages_in(element) if catalogue else ():
        found = catalogue.translation(message) if catalogue else ""
        if node is element and found and not _has_labels(found, message, separator, element):
            keep_untranslated(element)


def _has_labels(
    translation: str, message: str, separator: str, location: nodes.Node | str | None
) -> bool:
    """Whether *translation* is one of labels; also report a missing separator in it."""
    if not _is_text(translation.replace(separator, "")) and _is_text(message):
        text = __('the translation "%s" of "%s" is not used, since it has no label; write one')
        warn(WarningSubtype.TRANSLATION, text, translation, message, location=location)
        return False
    # In a line of a glossary there is white space around the separator.
    sign = f" {separator} " if isinstance(location, nodes.term) else separator
    if sign in message and sign not in " ".join(translation.split()):
        like = _LIKE_SEPARATORS | {separator}
        if like.intersection(translation).difference(message.replace(sign, "")):
            text = __('the translation "%s" of "%s" is one label; write "%s" between labels')
            arguments = (translation, message, sign)
            warn(WarningSubtype.TRANSLATION, text, *arguments, location=location)
    return True


def _is_text(text: str) -> bool:
    return any(character.isalnum() for character in text)


# -- fields -------------------------------------------------------------------------------


def take_from_body(body: nodes.Element, note: OriginalTexts, env: BuildEnvironment) -> TakenFields:
    """The fields at the start of *body*, which are removed from it; see :func:`take_fields`."""
    separator = domain_of(env).options.label_separator
    untranslated = tuple(_untranslated(body, env)) if catalogue_of(env) else ()
    if writes_catalogues(env):
        _keep_messages(body)
    fields = take_fields(body, separator, note.fields)
    ours = {name: text for name, text in note.originals.items() if name in FIELDS}
    return TakenFields(fields, parse_fields(ours, separator).fields, untranslated)


def _untranslated(body: nodes.Element, env: BuildEnvironment) -> Iterator[str]:
    for name, field in fields_at(body):
        if name in TRANSLATED and is_outdated(field, env):
            yield name


def _keep_messages(body: nodes.Element) -> None:
    kept = field_messages("", classes=[OFF_CLASS])
    fields = list(fields_at(body))
    for name, field in fields:
        if name in TRANSLATED:
            kept += [block.deepcopy() for block in field.findall(nodes.paragraph)]
    if kept.children:
        body.insert(body.index(fields[0][1].parent), kept)


def translated_fields(
    fields: Fields, texts: Mapping[str, str], location: tuple[str, int], env: BuildEnvironment
) -> TakenFields:
    """*fields*, which are plain text without nodes, as the catalogue translates them.

    *texts* are the messages by name, from :func:`plain_messages`.
    """
    catalogue = catalogue_of(env)
    if catalogue is None:
        return TakenFields(fields)
    separator = domain_of(env).options.label_separator
    found: dict[str, str] = {}
    untranslated: list[str] = []
    for name, message in texts.items():
        text = catalogue.translation(message).strip()
        if not text or message in catalogue.fuzzy:
            untranslated.append(name)
        is_list = FIELDS[name].values is Values.LIST
        where = "{}:{}".format(*location)
        if text and not (is_list and not _has_labels(text, message, separator, where)):
            found[name] = text
    parsed = parse_fields(found, separator).fields
    changed = {name: getattr(parsed, name) for name in found}
    return TakenFields(fields._replace(**changed), fields, tuple(untranslated))


def message_nodes(
    texts: Mapping[str, str], location: tuple[str, int], env: BuildEnvironment
) -> list[nodes.Node]:
    """A node with *texts*, if this build writes catalogues."""
    if not writes_catalogues(env):
        return []
    made = field_messages("", classes=[OFF_CLASS])
    for message in texts.values():
        text = nodes.paragraph(message, message)
        text.source, text.line = location
        made += text
    return [made] if made.children else []


def plain_messages(
    fields: Fields, separator: str, written: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The message of each of *fields* that is translated: as *written*, else from its value."""
    found: dict[str, str] = {}
    for name in TRANSLATED:
        value: str | Sequence[str] = getattr(fields, name)
        if value and written and name in written:
            found[name] = " ".join(written[name].split())
        elif value:
            found[name] = value if isinstance(value, str) else f" {separator} ".join(value)
    return found


# -- after Sphinx has translated the page ---------------------------------------------------


def is_outdated(element: nodes.Element, env: BuildEnvironment) -> bool:
    """Whether a text in *element* has no translation, or one of an earlier original.

    A translation that Sphinx has not used, since it is not a paragraph, is reported.
    """
    catalogue = catalogue_of(env)
    outdated = False
    for node, message in messages_in(element) if catalogue else ():
        if is_translated(node) is False and catalogue:
            outdated = True
            translation = catalogue.translation(message).strip()
            if translation and translation != message and isinstance(node, nodes.TextElement):
                text = __(
                    'the translation "%s" of "%s" is not used, since it is not read as one'
                    " paragraph; escape its markup"
                )
                warn(WarningSubtype.TRANSLATION, text, translation, message, location=node)
        elif catalogue and message in catalogue.fuzzy:
            outdated = True
    return outdated
