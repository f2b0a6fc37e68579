"""Generate a project of mixed Japanese and English prose, the same in every run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SYLLABLES = (
    *("ka", "ne", "to", "ri", "so", "mu", "la", "bi", "no", "ter", "pro", "gra", "den"),
    *("fel", "gu", "hi", "jo", "ki", "mar", "pel", "ro", "sta", "ven", "zu"),
)
KANA = "カネトリソムラビノタプログデンボキ"
KANJI = "学習推論重構造計算量勾配最適化層密度分布標本変数関係検出生成評価"
WORDS_EN = (
    *("the", "model", "reads", "a", "batch", "and", "writes", "what", "it", "found"),
    *("before", "the", "next", "step", "begins", "*once*", "``more``"),
)
OPENINGS_JA = ("この段階では", "次に", "ここでは、", "一般に", "多くの場合、", "結果として")
AFTER_TERM_JA = ("を使って", "の値を", "に対して", "と組み合わせ、", "により", "における")
ENDINGS_JA = ("処理を行う。", "値を求める。", "比べることができる。", "入力を整える。")
ADDITIONS = 12
"""Number of labels that can be added later; they are in the prose from the beginning."""
PART = 25
"""Pages in one folder. The table of contents is nested as in large sites: with a flat one, the
theme's sidebar costs more than everything else, and our own cost would not be visible."""


@dataclass(frozen=True)
class Size:
    """The size of a corpus."""

    terms: int
    pages: int
    glossaries: int
    paragraphs: int = 24
    mentioned: int = 5
    """The number of pages that mention each label that can be added later."""

    def __str__(self) -> str:
        return f"{self.terms:,} terms, {self.pages:,} pages"


SIZES = {
    "XXS": Size(20, 5, 1, mentioned=1),
    "XS": Size(40, 10, 2, mentioned=2),
    "S": Size(200, 50, 5),
    "SM": Size(500, 200, 10),
    "M": Size(2000, 500, 20),
    "4M": Size(8000, 2000, 80),
}
"""In S, a quarter of the instructions of a build are imports and other constant work; in SM they
are few. Growth is measured from S to 4M."""
FOR_TESTS = {"XXS", "XS"}


def labels(count: int) -> list[str]:
    """*count* distinct labels: English names, katakana, kanji, acronyms and pairs of words, in
    turn.

    The first thousand are the same for any count.
    """
    rng = random.Random(1)
    found: dict[str, None] = {}
    makers = (
        lambda: _word(rng, rng.choice((3, 4))),
        lambda: "".join(rng.choices(KANA, k=5)),
        lambda: "".join(rng.choices(KANJI, k=4)),
        lambda: "".join(rng.choices("ABDEGHKLMNPRSTVX", k=rng.choice((4, 5)))),
        lambda: f"{_word(rng, 2)} {_word(rng, 2)}",
    )
    for number in range(count):
        while (label := makers[number % len(makers)]()) in found:
            pass
        found[label] = None
    return list(found)


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=syllables)).capitalize()


def paragraph(rng: random.Random, terms: list[str], *, roles: bool = False) -> str:
    """A few sentences of one language, with about one and a half mentions in them.

    *roles*: a role is written for each text that looks like a mention.
    """
    sentence = rng.choice((_english, _japanese))
    return sentence(rng, terms, roles=roles)


def _english(rng: random.Random, terms: list[str], *, roles: bool) -> str:
    sentences = []
    for _ in range(rng.randint(3, 5)):
        words = rng.choices(WORDS_EN, k=rng.randint(6, 11))
        if rng.random() < 0.4:
            term = rng.choice(terms)
            # The sentence is in lower case, in which an acronym is not a mention.
            marked = roles and not term.isupper()
            words.insert(rng.randint(1, 5), f":term:`{term}`" if marked else term)
        sentences.append(" ".join(words).capitalize() if words[0].isalpha() else " ".join(words))
    return ". ".join(sentences) + "."


def _japanese(rng: random.Random, terms: list[str], *, roles: bool) -> str:
    sentences = []
    for _ in range(rng.randint(3, 5)):
        parts = [rng.choice(OPENINGS_JA)]
        if rng.random() < 0.4:
            term = rng.choice(terms)
            parts += rf"\ :term:`{term}`\ " if roles else term, rng.choice(AFTER_TERM_JA)
        sentences.append("".join((*parts, rng.choice(ENDINGS_JA))))
    return "".join(sentences)


def write(
    root: Path, size: Size, *, glossary: bool, roles: bool = False, avoid: bool = False
) -> None:
    """The project in *root*; without *glossary* its terms are in plain definition lists.

    *roles*: authors refer to the terms by roles wherever they mention one. *avoid*: the labels that
    can be added later are labels to avoid, of the first terms.
    """
    rng = random.Random(2)
    terms = labels(size.terms)
    fields = iter([f":avoid: {added_label(n)}" for n in range(ADDITIONS)] if avoid else ())
    root.mkdir(parents=True)
    tops = []
    for number in range(size.glossaries):
        tops.append(f"glossary{number:03}")
        entries = [
            (term, paragraph(rng, terms, roles=roles)) for term in terms[number :: size.glossaries]
        ]
        page = _heading(tops[-1], "=") + (".. glossary::\n\n" if glossary else "")
        page += "".join(
            entry(term, text, glossary=glossary, field=next(fields, "")) for term, text in entries
        )
        (root / f"{tops[-1]}.rst").write_text(page, "utf-8")
    for first in range(0, size.pages, PART):
        names = [f"page{number:04}" for number in range(first, min(first + PART, size.pages))]
        tops.append(f"part{first // PART:02}/index")
        (root / tops[-1]).parent.mkdir()
        _write_contents(root / f"{tops[-1]}.rst", f"Part {first // PART}", names)
        for number, name in enumerate(names, first):
            page = "".join(_page(rng, terms, name, number, size, roles=roles))
            (root / f"part{first // PART:02}" / f"{name}.rst").write_text(page, "utf-8")
    _write_contents(root / "index.rst", "Corpus", tops)


def roles_of(size: Size, root: Path) -> int:
    """The number of roles in the project that is written in *root* with roles."""
    write(root, size, glossary=True, roles=True)
    return sum(page.read_text("utf-8").count(":term:`") for page in root.rglob("*.rst"))


def entry(term: str, text: str, *, glossary: bool, field: str = "") -> str:
    """One entry, as :func:`write` appends it to a page."""
    indent = "   " if glossary else ""
    text = f"{field}\n\n{indent}   {text}" if field else text
    return f"{indent}{term}\n{indent}   {text}\n\n"


def _page(
    rng: random.Random, terms: list[str], name: str, number: int, size: Size, *, roles: bool
) -> Iterator[str]:
    yield _heading(name, "=")
    for section in range(4):
        yield _heading(f"Section {section}", "-")
        for _ in range(size.paragraphs // 4):
            yield paragraph(rng, terms, roles=roles) + "\n\n"
    for added in range(ADDITIONS):
        if number in pages_that_mention(added, size):
            yield f"Of {added_label(added)} it speaks too.\n\n"


def added_label(number: int) -> str:
    """The label that the *number*-th addition to a glossary adds."""
    return f"Later Label {number:02}"


def pages_that_mention(added: int, size: Size) -> set[int]:
    """The numbers of the pages that mention the label of an addition."""
    step = size.pages // size.mentioned
    return {(added + step * place) % size.pages for place in range(size.mentioned)}


def _heading(title: str, line: str) -> str:
    return f"{title}\n{line * len(title)}\n\n"


def _write_contents(path: Path, title: str, names: list[str]) -> None:
    rows = "".join(f"   {name}\n" for name in names)
    path.write_text(f"{_heading(title, '=')}.. toctree::\n\n{rows}", "utf-8")
