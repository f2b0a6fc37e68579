from __future__ import annotations

import pickle

import pytest

from sphinxcontrib_glossterm.model import Phrase


@pytest.mark.parametrize(
    ("phrase", "plain", "template"),
    [
        (Phrase('"%s" in a page', "100%"), '"100%" in a page', '"%s" in a page'),
        (Phrase("100% of it"), "100% of it", "100% of it"),
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
    stored = pickle.loads(pickle.dumps(Phrase('a "%s"', "100%s")))
    assert stored == 'a "100%s"'
    assert stored.translated(lambda text: text[2:]) == '"100%s"'
