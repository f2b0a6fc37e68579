"""Candidates as a data file: what is written can be read."""

from __future__ import annotations

import json
from dataclasses import asdict

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxcontrib_glossterm.formats import read_source
from sphinxcontrib_glossterm.terminology.candidates import Candidate, Kind, find_candidates
from sphinxcontrib_glossterm.terminology.candidates_examples import Example, Text
from sphinxcontrib_glossterm.terminology.candidates_yaml import write_candidates

DRUM = Candidate(
    Kind.TERM,
    "cable drum",
    4,
    ("a", "b", "c", "d", "e", "f"),
    (Example("a", 3, "A cable drum."), Example("b", None, "The cable drum: round.")),
)


def test_an_entry_with_its_comments() -> None:
    assert write_candidates([DRUM]) == (
        "concepts:\n\n"
        "# term, 4 × in a, b, c, d, e, …\n"
        "#   a:3: A cable drum.\n"
        "#   b: The cable drum: round.\n"
        "- term: cable drum\n"
        '  definition: ""\n'
    )


def test_no_candidates() -> None:
    source = read_source("terms.yaml", write_candidates([]))
    assert (source.records, source.problems) == ((), ())


def test_found_candidates_are_read_back() -> None:
    texts = [Text("a", 1, "The C# compiler, a C# compiler. My C# compiler. YES, YES and YES.")]
    found = find_candidates(texts, "en")
    source = read_source("terms.yaml", write_candidates(found))
    assert source.problems == ()
    assert [record.labels for record in source.records] == [("C# compiler",), ("YES",)]
    # Also for programs that read YAML with its types.
    loaded = yaml.safe_load(write_candidates(found))
    assert [entry["term"] for entry in loaded["concepts"]] == ["C# compiler", "YES"]


def test_a_separator_in_a_label() -> None:
    text = write_candidates([DRUM], separator=" ")
    (record,) = read_source("terms.yaml", text, " ").records
    assert record.labels == ("cable drum",)


def test_the_data_are_plain() -> None:
    assert json.loads(json.dumps(asdict(DRUM)))["label"] == "cable drum"


LABELS = st.text(min_size=1, max_size=20).map(lambda text: "x" + " ".join(text.split()))
EXAMPLES = st.builds(
    Example, st.text(max_size=10), st.none() | st.integers(1, 9), st.text(max_size=40)
)
CANDIDATES = st.builds(
    Candidate,
    st.sampled_from(Kind),
    LABELS,
    st.integers(1, 99),
    st.lists(st.text(max_size=10), max_size=7).map(tuple),
    st.lists(EXAMPLES, max_size=3).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(candidates=st.lists(CANDIDATES, max_size=4), separator=st.sampled_from(["|", ",", "x"]))
def test_any_candidate_is_read_back(candidates: list[Candidate], separator: str) -> None:
    source = read_source("terms.yaml", write_candidates(candidates, separator), separator)
    assert not [problem for problem in source.problems if "YAML" in problem.message]
    assert len(source.records) == len(candidates)
