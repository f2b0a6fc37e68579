from __future__ import annotations

import pickle

import pytest

from sphinxcontrib_glossterm.model import Phrase


@pytest.mark.parametrize(
    ("phrase", "plain", "template"),
    [
        (Phrase('; did you mean "%s"?', "100%"), '; did you mean "100%"?', '; did you mean "%s"?'),
        (Phrase("100% of it"), "100% of it", "100% of it"),
        (Phrase(""), "", ""),
    ],
)
def test_it_is_its_english_text_and_knows_its_template(
    phrase: Phrase, plain: str, template: str
) -> None:
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return f"<{text}>"

    assert phrase == plain
    assert phrase.translated(translate) == f"<{plain}>"
    assert asked == [template]


def test_it_is_stored_with_its_template() -> None:
    stored = pickle.loads(pickle.dumps(Phrase('; did you mean "%s"?', "100%s")))
    assert stored == '; did you mean "100%s"?'
    assert stored.translated(lambda text: text[2:]) == 'did you mean "100%s"?'
