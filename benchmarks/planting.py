"""Pages made of the passages of manuals, with words to avoid and traps at random places."""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from manuals import CODE, passages
from terminology_words import LONGER, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from manuals import Link, Passage

WORD, COMPOUND = "word", "compound"
BLOCKS = {"quotation": "> {0}", "code block": "```text\n{0}\n```"}
"""Kind of a trap that is a whole block → how it is written."""
TRAPS = ("longer word", "code", "address", "identifier", *BLOCKS)
LIMITS = {WORD: 400} | dict.fromkeys(TRAPS, 66)
"""Maximum number of places of each kind."""
ADDRESSES = ["[URL](https://example.org/{0}/top)", "<https://example.org/{0}?q=1>"]
IDENTIFIERS = [" my\\_{0} ", " {0}.conf ", " {0}\\_max ", " /etc/{0}/x "]
"""With spaces around, as the manuals have them in Japanese too."""
CONF = """extensions = ["myst_parser", "sphinxcontrib_glossterm"]
language = "{}"
myst_enable_extensions = ["deflist"]
"""
_OPEN, _CLOSE, _FIRST = "\ue000", "\ue001", 0xE100
_KINDS = (WORD, COMPOUND, *TRAPS)
_TICKS = re.compile(f"`([{_OPEN}-\uf8ff]*)(?=`)")
_MARKED = re.compile(f"{_OPEN}(.)|{_CLOSE}")
KATAKANA = re.compile(r"[ァ-ヺー]")
_SCRIPTS = (KATAKANA, re.compile(r"[㐀-鿿々]"), re.compile(r"[A-Za-z0-9_\-]"))


class Edit(NamedTuple):
    """Text that is written instead of a part of a passage."""

    start: int
    end: int
    kind: str
    markdown: str


class Spot(NamedTuple):
    """Where something was planted; positions of lines and columns are counted from 1."""

    file: str
    start: tuple[int, int]
    end: tuple[int, int]
    kind: str


# -- words in a passage -------------------------------------------------------------------


def is_joined(text: str, start: int, end: int, language: str) -> bool:
    """Whether ``text[start:end]`` is only a part of a run of characters of one script.

    The second part of a compound in katakana (データサーバ) is a word.
    """
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    pairs = [(text[end - 1], after)]
    if not (language == "ja" and KATAKANA.match(text[start])):
        pairs.append((text[start], before))
    if language == "en" and (before in {".", "/", "@"} or re.match(r"[/@]|\.\w", text[end:])):
        return True
    return any(other and s.match(own) and s.match(other) for s in _SCRIPTS for own, other in pairs)


def other_word(text: str, end: int, avoided: str, language: str) -> bool:
    """Whether a longer word that is another one ends at *end*: プレイヤ."""
    return any(text[:end].endswith(longer) for longer in LONGER[language].get(avoided, ()))


def plural(word: str) -> str:
    if word.endswith(("ory", "ary", "ncy")):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith("ch") else f"{word}s"


def forms(language: str) -> dict[str, str]:
    """Preferred form → form to avoid, longest first."""
    pairs = dict(WORDS[language])
    if language == "en":
        pairs |= {
            plural(word): plural(avoided) for word, avoided in pairs.items() if avoided[-1] != "s"
        }
        pairs |= {
            word[0].upper() + word[1:]: avoided[0].upper() + avoided[1:]
            for word, avoided in pairs.items()
        }
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


class Planter:
    """Plants words and traps in the passages of one language."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self.random = language, random.Random(seed)
        self.forms = forms(language)
        self.preferred = any_of(self.forms)
        self.avoided = re.compile(
            any_of({*self.forms.values(), *self.forms}).pattern, re.IGNORECASE
        )
        self.back = {avoided: word for word, avoided in self.forms.items()}
        self.back |= {avoided.upper(): word for avoided, word in self.back.items()}

    def clean(self, text: str) -> str:
        """*text* with the preferred word for each word to avoid."""

        def better(match: re.Match[str]) -> str:
            found = match[0]
            if found in self.forms or is_joined(match.string, *match.span(), self.language):
                return found
            return self.back.get(found, found)

        return self.avoided.sub(better, text)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a preferred word may be replaced, with the word to avoid."""
        for match in self.preferred.finditer(text):
            start, end = match.span()
            avoided = self.forms[match[0]]
            changed = text[:start] + avoided + text[end:]
            stop = start + len(avoided)
            if not (
                is_joined(text, start, end, self.language)
                or is_joined(changed, start, stop, self.language)
                or other_word(changed, stop, avoided, self.language)
            ):
                yield start, end, avoided

    def compounds(self, text: str) -> Iterator[Edit]:
        """The words to avoid that are left: parts of compounds, and of names such as config.h."""
        for match in self.avoided.finditer(text):
            start, end = match.span()
            letters = re.compile(r"\w").match
            inside = letters(text[start - 1 : start]) or letters(text[end : end + 1])
            if match[0] not in self.forms and (self.language == "ja" or not inside):
                yield Edit(start, end, COMPOUND, escaped(match[0]))

    def markdown(self, kind: str, avoided: str) -> str:
        """What is planted of this kind, empty if there is nothing for the word."""
        if kind == "longer word":
            return self.random.choice(LONGER[self.language].get(avoided, [""]))
        if kind == "code":
            return f"`{avoided}`"
        if kind == "identifier":
            return self.random.choice(IDENTIFIERS).format(avoided.replace(" ", ""))
        if kind == "address":
            return self.random.choice(ADDRESSES).format(avoided.replace(" ", "-"))
        return escaped(avoided)


# -- pages --------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~${}^&])", r"\\\1", text).replace(CODE, "`x`")


def marked(kind: str, markdown: str) -> str:
    return f"{_OPEN}{chr(_FIRST + _KINDS.index(kind))}{markdown}{_CLOSE}"


def paragraph(text: str, edits: Iterable[Edit], links: Sequence[tuple[int, int]]) -> str:
    """A passage as Markdown, in one line."""
    cuts = {edit.start: edit for edit in edits}
    opening, closing = {start for start, _ in links}, {end for _, end in links}
    stops = sorted({*cuts, *opening, *closing, len(text)})
    at, parts = 0, []
    while at < len(text):
        if at in opening:
            parts.append("[")
        if at in cuts:
            parts.append(marked(cuts[at].kind, cuts[at].markdown))
            following = cuts[at].end
        else:
            following = next(stop for stop in stops if stop > at)
            parts.append(escaped(text[at:following]))
        at = following
        if at in closing:
            parts.append("](https://www.debian.org/)")
    return _TICKS.sub(r"` \1", "".join(parts).strip())


def wrapped(text: str, width: int) -> str:
    """Lines as an author writes them, none of which begins a list or another block."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(re.sub(r"^(\d*)([-+=:%.)])", r"\1\\\2", line) for line in lines)


def spots(file: str, text: str) -> tuple[str, list[Spot]]:
    """A page without marks, and what they mark."""
    found, lines = [], []
    open_spot: tuple[tuple[int, int], str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        clean, last = "", 0
        for match in _MARKED.finditer(line):
            clean += line[last : match.start()]
            last, place = match.end(), (number, len(clean) + 1)
            if match[1]:
                open_spot = place, _KINDS[ord(match[1]) - _FIRST]
            elif open_spot:
                found.append(Spot(file, open_spot[0], place, open_spot[1]))
        lines.append(clean + line[last:])
    return "\n".join(lines), found


class Site:
    """The pages of one language, as a Sphinx project for both tools."""

    def __init__(self, language: str, folders: Sequence[Path], seed: int) -> None:
        self.language = language
        self.planter = Planter(language, seed)
        read = {
            each.text: each
            for folder in folders
            for each in passages(folder)
            if not re.search(r"[\U00010000-\U0010ffff\ue000-\uf8ff]", each.text)
        }
        self.passages = list(read.values())
        self.texts = [re.sub(f"{CODE}+", CODE, self.planter.clean(p.text)) for p in self.passages]
        self.edits: list[list[Edit]] = [list(self.planter.compounds(text)) for text in self.texts]
        self.blocks: dict[int, str] = {}
        self.plant()

    def plant(self) -> None:
        """Words and traps at random places, as many of each as wanted or as there are places."""
        free = [(n, *at) for n, text in enumerate(self.texts) for at in self.planter.places(text)]
        self.planter.random.shuffle(free)
        counts: Counter[str] = Counter()
        for number, start, end, avoided in free:
            kind = min(LIMITS, key=lambda name: counts[name] / LIMITS[name])
            if counts[kind] == LIMITS[kind]:
                break
            markdown = self.planter.markdown(kind, avoided)
            is_block = kind in BLOCKS
            if number in self.blocks or not markdown or (is_block and self.edits[number]):
                continue
            if is_block:
                self.blocks[number] = kind
            counts[kind] += 1
            self.edits[number].append(Edit(start, end, kind, markdown))

    def pages(self) -> Iterator[tuple[str, str, list[Spot]]]:
        """Name, text and spots of each page."""
        by_page: dict[str, list[str]] = {}
        for number, passage in enumerate(self.passages):
            by_page.setdefault(passage.page, []).append(self._block(number, passage))
        for n, blocks in enumerate(by_page.values()):
            file = f"page{n}.md"
            yield file, *spots(file, "\n\n".join([f"# {n}", *blocks]) + "\n")

    def _block(self, number: int, passage: Passage) -> str:
        text, edits = self.texts[number], self.edits[number]
        if number in self.blocks:
            return BLOCKS[self.blocks[number]].format(paragraph(text, edits, []))
        # Offsets of links are those of the text before; an address is a link itself.
        as_before = text == passage.text and all(edit.kind != "address" for edit in edits)
        line = paragraph(text, edits, distinct(passage.links, edits) if as_before else [])
        return wrapped(line, 88 if self.language == "en" else len(line) + 1)

    def write(self, folder: Path) -> list[Spot]:
        """Write the project; returns what is planted."""
        folder.mkdir()
        found, names = [], ["words"]
        for file, text, planted in self.pages():
            (folder / file).write_text(text, encoding="utf-8")
            found += planted
            names.append(file.removesuffix(".md"))
        entries = "\n".join(
            f"{word}\n: :avoid: {avoided}\n\n  .\n" for word, avoided in self.words()
        )
        for name, text in {
            "words.md": f"# Words\n\n~~~{{glossary}}\n{entries}~~~\n",
            "index.md": "\n".join(["# Top", "", "```{toctree}", *names, "```", ""]),
            "conf.py": CONF.format(self.language),
        }.items():
            (folder / name).write_text(text, encoding="utf-8")
        return found

    def words(self) -> Iterable[tuple[str, str]]:
        return WORDS[self.language].items()


def distinct(links: Iterable[Link], edits: Iterable[Edit]) -> list[tuple[int, int]]:
    """Start and end of the *links* with a text whose ends are in no edit."""
    cut = {at for edit in edits for at in range(edit.start + 1, edit.end)}
    return [(a, b) for a, b, _ in links if a < b and not cut & {a, b}]
