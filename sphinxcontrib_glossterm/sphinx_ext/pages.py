"""The data of the domain: what is stored of each document, of data files and of other projects.

All types are plain and picklable. The data of a document is immutable: code that adds to it stores
a changed copy, and everything that was computed from the old data is then dropped.
"""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b
from itertools import starmap
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sphinxcontrib_glossterm.matching import Mention, Passage
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from sphinxcontrib_glossterm.formats import Source
    from sphinxcontrib_glossterm.formats.own.project_json import TipEntry
    from sphinxcontrib_glossterm.listing import GraphQuery, Request
    from sphinxcontrib_glossterm.matching import Ambiguity, Decision
    from sphinxcontrib_glossterm.model import Concept, LinkTest, Location
    from sphinxcontrib_glossterm.terminology.candidates_abbreviations import Counts


class UnresolvedText(NamedTuple):
    """A definition whose text is not known yet."""

    packed: bytes
    term: str
    """The term, if the short text is the sentence that contains it; empty if it is the first
    sentence."""


class ResolvedText(NamedTuple):
    """A definition as a page shows it."""

    definition: str
    term: str
    """See :class:`UnresolvedText`."""
    digest: str
    """Of the text and the link targets: the page is written again when it changes."""


PagePart = tuple[str, str]
"""Id and title of a section or a glossary entry; both empty for the page as a whole."""


WHOLE_PAGE: PagePart = ("", "")


class PageParts(NamedTuple):
    """The parts of one page in which something is used."""

    title: str
    """Title of the page."""
    of_sections: dict[int, PagePart]
    """By the section numbers of passages."""
    of_roles: tuple[tuple[str, PagePart], ...]
    """Targets of roles, each with the part of the page that contains it."""


StoredPassage = list[Any]
"""The values of a passage."""


class Prose(NamedTuple):
    """The passages of a page, compressed, and their digests."""

    digest: str
    texts: str
    """The digest of their texts only, to recognise the page when it is written."""
    packed: bytes
    """JSON, compressed. Pickle is not used, since it writes equal texts differently if they are
    different objects."""

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """The stored form of *passages*, in page order."""
        plain = json.dumps(passages, ensure_ascii=False).encode("utf-8", "surrogatepass")
        digest = blake2b(plain, digest_size=16).hexdigest()
        return cls(digest, digest_of(p.text for p in passages), zlib.compress(plain, 1))

    def rows(self) -> list[StoredPassage]:
        """The passages, in page order, with lists in place of tuples."""
        found: list[StoredPassage] = json.loads(zlib.decompress(self.packed))
        return found

    def passages(self) -> list[Passage]:
        """The passages, in page order."""
        return [
            Passage(
                text, section, subject, tuple(defined), tuple(conditions), tuple(roles), line,
                tuple(places), tuple(map(tuple, links)),
            )
            for row in self.rows()
            for text, section, subject, defined, conditions, roles, line, places, links in [row]
        ]  # fmt: skip


_CONCEPT = itemgetter(Mention._fields.index("concept"))


class StoredDecision(NamedTuple):
    """The decisions for a page, made from the state that *key* identifies.

    Mentions are stored as plain tuples: a project has very many, and the garbage collector visits
    named tuples each time, while it untracks plain tuples of strings and numbers.
    """

    key: str = ""
    packed: tuple[tuple[Any, ...], ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()

    @classmethod
    def of(cls, key: str, decision: Decision) -> Self:
        """The stored form of *decision*."""
        return cls(key, tuple(map(tuple, decision.mentions)), tuple(decision.ambiguities))

    def mentions(self) -> Iterator[Mention]:
        """The mentions, in reading order."""
        return starmap(Mention, self.packed)

    def concepts(self) -> Iterator[str]:
        """Ids of their concepts, in the same order."""
        return map(_CONCEPT, self.packed)


class Page(NamedTuple):
    """What was read of one document, and what was decided about it."""

    concepts: tuple[Concept, ...] = ()
    """The concepts that it defines, in page order."""
    bodies: Mapping[str, UnresolvedText] = {}
    """Concept id → its definition, if the text is not known when the page is read."""
    texts: Mapping[str, ResolvedText] = {}
    """Concept id → the text of such a definition, after all pages are read."""
    references: tuple[tuple[str, int | None], ...] = ()
    """The targets of its roles with their lines, in page order."""
    links: tuple[tuple[str, str], ...] = ()
    """The possible targets of its plain links: document and id."""
    outdated: Mapping[str, tuple[str, ...]] = {}
    """Concept id → the parts of its entry whose translations are missing or outdated: names of
    fields, ``term``, ``definition``. Only if there is a catalogue."""
    entry_ids: Mapping[str, str] = {}
    """Further ids that lead to its concepts → concept id."""
    graphs: tuple[GraphQuery, ...] = ()
    indexes: tuple[Request, ...] = ()
    tests: tuple[tuple[Location, LinkTest], ...] = ()
    prose: Prose | None = None
    """``None``: no mention is linked in the page."""
    parts: PageParts | None = None
    """The sections that contain its passages and roles."""
    decided: StoredDecision = StoredDecision()
    index_entries: tuple[Any, ...] | None = None
    """All its entries in the general index, if some of them are not shown."""


class CheckedText(NamedTuple):
    """The text of one block that the terminology check reads."""

    text: str
    """With U+FFFC for each piece that is not read."""
    source: str
    """Path of the file; empty if unknown."""
    line: int
    """Line of its start, or of the block around it; 0 if unknown."""
    own: str
    """Id of the concept that the entry or section around it explains; empty elsewhere."""
    conditions: tuple[str, ...]
    roles: tuple[str, ...]
    """Targets of the ``term`` roles in it."""

    @property
    def where(self) -> tuple[str, int]:
        """File and line. The cells of a Markdown table have those of the table."""
        return self.source, self.line


class CheckedPage(NamedTuple):
    """What the terminology check needs to know of a page."""

    texts: bytes | None = None
    """The texts that it reads (:mod:`.reading.checked_texts`); ``None`` if they were not collected,
    since nothing seemed to be checked when the page was read."""
    key: str = ""
    """Identifies the labels, rules and options that the uses were found with."""
    uses: tuple[tuple[Any, ...], ...] = ()
    """The uses of labels, as plain tuples; see :class:`StoredDecision`."""
    places: Mapping[tuple[int, int, int], tuple[Any, ...]] = {}
    """Number of the text, start and end of each use that was reported → its place: the values of
    :class:`.Located`, with those of its place."""


class FoundAbbreviation(NamedTuple):
    """An abbreviation in a part of a page: its first place, and how often it occurs."""

    name: str
    conditions: tuple[str, ...]
    """Of ``only`` around the text."""
    own: str
    """Id of the concept whose entry or section it is in; empty elsewhere."""
    span: tuple[int, int, int]
    """Number of the text in its page, start and end."""
    counts: Counts


class Abbreviations(NamedTuple):
    """The abbreviations of a page, for the terminology check."""

    found: tuple[tuple[Any, ...], ...] = ()
    """The values of each :class:`FoundAbbreviation`; named tuples take longer to store."""
    explained: tuple[str, ...] = ()
    """Those that the page spells out."""


NOTHING = Page()
"""The data of a page without content of this extension."""


class RepeatedTerm(NamedTuple):
    """A message of the standard domain about a term that a page has registered again."""

    name: str
    other: str
    """The page that had registered it."""
    location: str | tuple[str, int | None] | None


class Revision(NamedTuple):
    """Identifies everything that affects the output; empty if it is not known."""

    settings: str = ""
    """Digest of the options that it was made with."""
    digest: str = ""
    label_languages: tuple[str, ...] = ()
    """The languages that authors give for labels."""


class FailedTests(NamedTuple):
    """The failures of glossary tests, made from the state that *key* identifies."""

    key: str = ""
    failed: tuple[tuple[Location, str], ...] = ()


class SourceFile(NamedTuple):
    """One file of ``glossterm_sources``."""

    name: str
    """As in the option: the path from the source directory."""
    path: str
    digest: str
    """Digest of the content and of how it was read; empty if it could not be read."""
    source: Source
    inside: tuple[str, ...] = ()
    """The paths of the files and folders in it, if it is a folder."""

    def path_of(self, file: str) -> str:
        """The path of *file*, a name in the folder; empty: of the only file."""
        return f"{self.path}/{file}" if file else self.path

    def location(self, file: str, line: int) -> str:
        """A line for Sphinx's logger."""
        return f"{self.path_of(file)}:{line}"


class Project(NamedTuple):
    """The terms of another project."""

    concepts: tuple[Concept, ...] = ()
    entries: Mapping[str, TipEntry] = {}
    """Concept id → its entry for tips; none for concepts known from the inventory only."""
    published: str | None = None
    """The file from the site, empty if there is none; cached until the environment is created
    again. ``None``: the file has not been requested."""
