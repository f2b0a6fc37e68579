"""The checked options are compared by their values."""

from __future__ import annotations

from sphinxcontrib_glossterm.config import OPTIONS, GlosstermConfig


def options(**values):
    defaults = {option.full_name: option.default for option in OPTIONS}
    return GlosstermConfig.of((defaults | values).__getitem__)


def test_equal_options_have_equal_texts():
    """A build compares the text with that of the last build."""
    assert repr(options()) == repr(options())
    assert repr(options()) != repr(options(glossterm_link="off"))


def test_wrong_values_are_replaced_by_the_default():
    assert options(glossterm_link="sometimes").link == "definitions"
    assert options(glossterm_no_link={"b", "a"}).no_link == ("a", "b")
