"""Invariants of the policy for any page, any labels and any density."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.matching import Density, LinkPolicy, Match, Matcher, Passage, Scope
from sphinxcontrib_glossterm.model import ConceptScheme

from ..make import concept

WORDS = ("LoRA", "token", "学習", "機械学習", "モデル", "しきい値")
SCHEME = ConceptScheme(
    [concept(word, f"page{index % 3}/doc") for index, word in enumerate(WORDS)]
    + [concept("token", "page2/far")]
)
MATCHER = Matcher.from_concepts(SCHEME)
IDS = [one.id for one in SCHEME]
TEXT = st.lists(st.sampled_from([*WORDS, "を", " ", "、", "再", "s", "\ufffc", "\n"]), max_size=8)
PASSAGES = st.lists(
    st.builds(
        Passage,
        text=TEXT.map("".join),
        section=st.integers(0, 2),
        subject=st.sampled_from(["", *IDS]),
        defined=st.lists(st.sampled_from(IDS), max_size=1).map(tuple),
        explicit=st.lists(st.sampled_from(WORDS), max_size=1).map(tuple),
    ),
    max_size=6,
)
DOCNAMES = st.sampled_from(["page0/doc", "page2/near", "index"])


def decide(passages: list[Passage], docname: str, scope: Scope, density: Density):
    return LinkPolicy(scope, density).decide(docname, passages, MATCHER, SCHEME)


@settings(deadline=None)
@given(PASSAGES, DOCNAMES, st.sampled_from(Scope), st.sampled_from(Density))
def test_mentions_are_matches_in_order_and_never_of_the_defined_concept(
    passages: list[Passage], docname: str, scope: Scope, density: Density
) -> None:
    mentions = decide(passages, docname, scope, density).mentions
    places = [(mention.passage, mention.start) for mention in mentions]
    assert places == sorted(set(places))
    for mention in mentions:
        passage = passages[mention.passage]
        assert scope is not Scope.OFF
        assert scope is Scope.EVERYWHERE or passage.subject or passage.defined
        assert mention.concept not in passage.defined
        assert mention.section == passage.section
        assert any(
            (found.start, found.end) == (mention.start, mention.end)
            and mention.concept in found.concepts
            for found in MATCHER.find(passage.text)
            if isinstance(found, Match)
        )


@settings(deadline=None)
@given(PASSAGES, DOCNAMES)
def test_a_lower_density_links_fewer_of_the_same(passages: list[Passage], docname: str) -> None:
    every, section, page = (
        {(m.passage, m.start, m.end, m.concept) for m in decided.mentions}
        for decided in (
            decide(passages, docname, Scope.EVERYWHERE, density)
            for density in (Density.EVERY, Density.SECTION, Density.PAGE)
        )
    )
    assert page <= section <= every
    of_page = [concept for *_place, concept in page]
    of_section = [(passages[m].section, concept) for m, _start, _end, concept in section]
    assert len(of_page) == len(set(of_page))
    assert len(of_section) == len(set(of_section))


@settings(deadline=None)
@given(PASSAGES, DOCNAMES, st.sampled_from(Density))
def test_the_scope_of_definitions_is_a_part_of_everywhere(
    passages: list[Passage], docname: str, density: Density
) -> None:
    kept = [passage for passage in passages if passage.subject or passage.defined]
    narrow = decide(kept, docname, Scope.DEFINITIONS, density).mentions
    assert narrow == decide(kept, docname, Scope.EVERYWHERE, density).mentions
    assert decide(passages, docname, Scope.OFF, density).mentions == []


SHORT = ConceptScheme([concept(f"long {word}", abbr=word) for word in ("LoRA", "API")])
SHORT_MATCHER = Matcher.from_concepts(SHORT, languages=["en"])
WITH_ROLES = st.lists(
    st.lists(st.sampled_from(["LoRA", "API", "APIs", "long API", "<LoRA>", "<API>"]), max_size=5),
    max_size=4,
)


def page_with_roles(pages: list[list[str]]) -> list[Passage]:
    """A passage for each list of words, a section for every second; ``<API>`` is a role."""
    passages = []
    for number, words in enumerate(pages):
        texts = ["\ufffc" if word.startswith("<") else word for word in words]
        starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
        roles = [(word[1:-1], at) for word, at in zip(words, starts, strict=True) if "<" in word]
        names, places = [name for name, _at in roles], [at for _name, at in roles]
        text = " ".join(texts)
        passages.append(
            Passage(text, number // 2, explicit=tuple(names), explicit_at=tuple(places))
        )
    return passages


@settings(deadline=None)
@given(WITH_ROLES, st.sampled_from(Density))
def test_the_first_use_in_a_page_is_linked_in_front_of_a_role(
    words: list[list[str]], density: Density
) -> None:
    passages = page_with_roles(words)
    plain, first = (
        LinkPolicy(Scope.EVERYWHERE, density, is_on).decide("p", passages, SHORT_MATCHER, SHORT)
        for is_on in (False, True)
    )
    more = set(first.mentions) - set(plain.mentions)
    assert set(plain.mentions) <= set(first.mentions)
    assert [m[:2] for m in first.mentions] == sorted(m[:2] for m in first.mentions)
    for one in SHORT:
        number = next((n for n, p in enumerate(passages) if _uses(p, one.abbr)), -1)
        passage = passages[number] if number >= 0 else Passage("")
        at = next((at for name, at in _roles(passage) if name == one.abbr), -1)
        found = [
            m.start
            for m in SHORT_MATCHER.find(passage.text[: max(at, 0)])
            if passage.text[m.start : m.end] == one.abbr
        ]
        expected = found[:1] if density is not Density.EVERY else []
        assert [m.start for m in more if m.concept == one.id] == expected


def _uses(passage: Passage, name: str) -> bool:
    return name in passage.text or name in passage.explicit


def _roles(passage: Passage) -> list[tuple[str, int]]:
    return [*zip(passage.explicit, passage.explicit_at, strict=True)]
