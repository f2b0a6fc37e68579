from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.formats import Record, Source, read_source
from sphinxcontrib_glossterm.model import Fields

NO_TERM_COLUMN = (
    'no column "term" in the first row; write the names of the columns there, such as term and'
    " definition, separated by commas"
)
WRONG_QUOTES = (
    "the double quotes of this row do not match; put a whole cell in quotes,"
    " and write each quote in it twice"
)


def read(text: str, separator: str = "|") -> Source:
    return read_source("glossary.csv", text, separator)


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in read(text).problems]


def labels(text: str) -> list[tuple[str, ...]]:
    return [record.labels for record in read(text).records]


WHOLE = """\
Term, DEFINITION ,broader,auto,compound,id
LoRA | Low-Rank Adaptation,"Adds a ""low-rank"" product,

to a frozen matrix.",PEFT | Tuning,FALSE,,lora
,,,,,

1.10,
"""


def test_a_whole_file() -> None:
    definition = 'Adds a "low-rank" product,\n\nto a frozen matrix.'
    fields = Fields(broader=("PEFT", "Tuning"), auto=False, id="lora")
    lora = Record(("LoRA", "Low-Rank Adaptation"), 2, definition, 2, fields)
    assert read(WHOLE) == Source((lora, Record(("1.10",), 7)))


@pytest.mark.parametrize("text", [WHOLE.replace("\n", "\r\n"), WHOLE.replace("\n", "\r")])
def test_line_ends_of_other_systems(text: str) -> None:
    assert read(text) == read(WHOLE)


def test_tabs_divide_the_cells_of_a_tsv() -> None:
    source = read_source("glossary.tsv", "term\tdefinition\na\tb, c\n")
    assert source == Source((Record(("a",), 2, "b, c", 2),))


def test_the_separator_is_the_projects_own() -> None:
    assert read("term,tags\na; b,x; y|z\n", ";").records == (
        Record(("a", "b"), 2, fields=Fields(tags=("x", "y|z"))),
    )


def test_the_line_of_a_definition_counts_the_cells_before_it() -> None:
    (record,) = read('term,source,definition\na,"s\n\ns","\n  text"\n').records
    assert (record.line, record.definition, record.definition_line) == (2, "text", 5)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "term,broder\na,x\nb,y\n",
            [(1, 'unknown field "broder"; did you mean "broader"?')],
        ),
        (
            "term,Term,\na,b,\nb,c\n",
            [(1, 'duplicate column "Term" is ignored; join the two columns')],
        ),
        (
            "term,definition\na,b, c\nb,c,,\n",
            [
                (
                    2,
                    'the column of "c" has no name, and the cell is ignored;'
                    " put a cell that contains a comma in double quotes",
                )
            ],
        ),
        (
            "term,definition\na,\n,nothing\nb,\n",
            [(3, 'the concept with the text "nothing" has no term and is ignored; add a "term"')],
        ),
        (
            "term,case\na,upper\nb,\n",
            [
                (
                    2,
                    'field "case" of a concept has the value "upper";'
                    " it takes `smart`, `exact` or `fold`",
                )
            ],
        ),
        ('term\n"a" x\nb\n', [(2, WRONG_QUOTES)]),
        ('term,definition\na,"x\nc,d\ne,"f"\nb,y', [(2, WRONG_QUOTES)]),
    ],
)
def test_errors_are_reported_and_the_rest_is_read(
    text: str, problems: list[tuple[int, str]]
) -> None:
    assert reported(text) == problems
    assert [names[0][0] for names in labels(text)] == ["a", "b"]


def test_text_after_a_quote_that_is_not_closed_is_kept() -> None:
    text = 'term,definition\na,"x\nc,d\n'
    assert (read(text).records[0].definition, reported(text)) == ("x\nc,d", [(2, WRONG_QUOTES)])


def test_a_cell_without_end_is_reported() -> None:
    text = f'term,definition\na,"{"x" * 140_000}"\nb,c'
    assert labels(text) == [("b",)]
    assert reported(text) == [
        (2, "a cell of this row is too long (more than 131072 characters); close its quotes")
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "LoRA,A definition.\n", "term;definition\na;b"])
def test_a_first_row_that_names_no_term_is_one_problem(text: str) -> None:
    assert (labels(text), reported(text)) == ([], [(1, NO_TERM_COLUMN)])


def test_a_header_alone_is_an_empty_glossary() -> None:
    assert read("\nterm,definition\n") == Source()
