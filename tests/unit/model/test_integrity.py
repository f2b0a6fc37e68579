from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.model import Concept, ProblemKind, check_scheme

from ..make import concept, scheme

CASES = {
    "a clean scheme": ((concept("PEFT"), concept("LoRA", broader=("PEFT",))), []),
    "one label twice in one page": (
        (concept("LoRA", line=1), concept("LoRA", line=9, id="two")),
        [
            (
                ProblemKind.DUPLICATE_CONCEPT,
                '"LoRA" is defined twice in this page, first at index:1;'
                " join the two entries or give one of them another label",
            )
        ],
    ),
    "one label in two pages is their way": ((concept("LoRA", "a"), concept("LoRA", "b")), []),
    "one id twice": (
        (concept("LoRA", "a", id="x", line=3), concept("PEFT", "b", id="x")),
        [
            (
                ProblemKind.DUPLICATE_CONCEPT,
                'the id "x" is already used by "LoRA" (a:3); give this concept another id',
            )
        ],
    ),
    "one label twice in one entry": (
        (concept("LoRA | LoRA"),),
        [
            (
                ProblemKind.DUPLICATE_CONCEPT,
                '"LoRA" occurs twice in one entry; remove one of the two',
            )
        ],
    ),
    "no definition": (
        (concept("LoRA", definition=""),),
        [(ProblemKind.MISSING_DEFINITION, '"LoRA" has no definition; write one below it')],
    ),
    "no definition in a data file": (
        (concept("LoRA", definition="", origin="terms.yaml"),),
        [(ProblemKind.MISSING_DEFINITION, '"LoRA" has no definition; write one in the data file')],
    ),
    "a broader concept that nobody defines": (
        (concept("PEFT"), concept("LoRA", broader=("PFET",))),
        [
            (
                ProblemKind.DANGLING_RELATION,
                'unknown concept "PFET" in field "broader" of "LoRA"; did you mean "PEFT"?',
            )
        ],
    ),
    "a related concept that nobody defines": (
        (concept("LoRA", related=("Xyzzy",)),),
        [
            (
                ProblemKind.DANGLING_RELATION,
                'unknown concept "Xyzzy" in field "related" of "LoRA";'
                " write a label of a concept of this project",
            )
        ],
    ),
    "a label of many characters": (
        (concept("L" * 501),),
        [
            (
                ProblemKind.LONG_LABEL,
                f'"{"L" * 40}…" has 501 characters and is not searched for in text; write a'
                " label of at most 500 characters",
            )
        ],
    ),
    "a cycle": (
        (concept("A", broader=("B",)), concept("B", broader=("A",))),
        [
            (
                ProblemKind.HIERARCHICAL_CYCLE,
                'circular broader relations: "B" → "A" → "B"; the first one is ignored, remove'
                " one of them",
            )
        ],
    ),
}


@pytest.mark.parametrize("title", CASES)
def test_problems(title: str) -> None:
    concepts, expected = CASES[title]
    assert [(p.kind, str(p)) for p in check_scheme(scheme(*concepts))] == expected


def test_every_kind_has_a_case() -> None:
    found = {kind for _concepts, problems in CASES.values() for kind, _message in problems}
    assert found == set(ProblemKind)


def test_a_problem_is_where_the_author_wrote_it() -> None:
    bare: Concept = concept("LoRA", "ai/llm", definition="", line=7)
    (problem,) = check_scheme(scheme(bare))
    assert (problem.location.docname, problem.location.line) == ("ai/llm", 7)
