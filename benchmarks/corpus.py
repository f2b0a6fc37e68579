"""A generated project of mixed Japanese and English prose, the same at every run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = ("ka", "ne", "to", "ri", "so", "mu", "la", "bi", "no", "ter", "pro", "gra", "den")
KANA = "カネトリソムラビノタプログデンボキ"
KANJI = "学習推論重構造計算量勾配最適化層密度分布標本変数関係検出生成評価"
FILLERS_EN = [
    *("the", "model", "reads", "a", "batch", "and", "writes", "what", "it", "found"),
    *("before", "the", "next", "step", "begins"),
]
FILLERS_JA = ["を使って", "の値を", "に対して", "は次の段階で", "と組み合わせ、", "が必要である。"]


@dataclass(frozen=True)
class Size:
    """How large a corpus is."""

    terms: int
    pages: int
    glossaries: int
    paragraphs: int = 24

    def __str__(self) -> str:
        return f"{self.terms} terms, {self.pages} pages"


SIZES = {
    "XS": Size(40, 10, 2),
    "S": Size(200, 50, 5),
    "M": Size(2000, 500, 20),
}


def labels(count: int) -> list[str]:
    """*count* distinct labels: English names, katakana, kanji, acronyms, in turn."""
    rng = random.Random(1)
    found: dict[str, None] = {}
    makers = (
        lambda: "".join(rng.choices(SYLLABLES, k=3)).capitalize(),
        lambda: "".join(rng.choices(KANA, k=5)),
        lambda: "".join(rng.choices(KANJI, k=4)),
        lambda: "".join(rng.choices("ABDEGHKLMNPRSTVX", k=4)),
        lambda: " ".join("".join(rng.choices(SYLLABLES, k=2)).capitalize() for _ in range(2)),
    )
    while len(found) < count:
        found[makers[len(found) % len(makers)]()] = None
    return list(found)


def paragraph(rng: random.Random, terms: list[str]) -> str:
    """A few sentences, about one and a half mentions among them."""
    words: list[str] = []
    for _ in range(rng.randint(3, 5)):
        words += rng.choices(FILLERS_EN, k=rng.randint(4, 9))
        if rng.random() < 0.4:
            words.append(rng.choice(terms) + rng.choice(FILLERS_JA))
        words[-1] += rng.choice([".", ",", ""])
    return " ".join(words)


def write(root: Path, size: Size, *, glossary: bool) -> None:
    """The project in *root*; without *glossary* its terms stand in plain definition lists."""
    rng = random.Random(2)
    terms = labels(size.terms)
    root.mkdir(parents=True)
    names = []
    for number in range(size.glossaries):
        own = terms[number :: size.glossaries]
        name = f"glossary{number:03}"
        names.append(name)
        entries = [f"{term}\n   {paragraph(rng, terms)}" for term in own]
        if glossary:
            head = f"{name}\n{'=' * len(name)}\n\n.. glossary::\n\n"
            body = "\n\n".join("   " + entry.replace("\n", "\n   ") for entry in entries)
        else:
            head, body = f"{name}\n{'=' * len(name)}\n\n", "\n\n".join(entries)
        (root / f"{name}.rst").write_text(f"{head}{body}\n", "utf-8")
    for number in range(size.pages):
        name = f"page{number:04}"
        names.append(name)
        parts = [f"{name}\n{'=' * len(name)}"]
        for section in range(4):
            title = f"Section {section}"
            parts.append(f"{title}\n{'-' * len(title)}")
            parts += [paragraph(rng, terms) for _ in range(size.paragraphs // 4)]
        (root / f"{name}.rst").write_text("\n\n".join(parts) + "\n", "utf-8")
    toctree = "".join(f"   {name}\n" for name in names)
    (root / "index.rst").write_text(f"Corpus\n======\n\n.. toctree::\n\n{toctree}", "utf-8")
