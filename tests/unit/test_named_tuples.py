"""Named tuples made without checks of annotations are the same as those of the library."""

from __future__ import annotations

import pickle
import typing

import pytest

from sphinxcontrib_glossterm.named_tuples import NamedTuple


class Ours(NamedTuple):
    """A place."""

    docname: str
    line: int = 1
    parts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As text."""
        return f"{self.docname}:{self.line}"

    @classmethod
    def first(cls) -> Ours:
        """The first place."""
        return cls("index")


class Theirs(typing.NamedTuple):
    """A place."""

    docname: str
    line: int = 1
    parts: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "name", ["_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__match_args__"]
)
def test_classes_have_the_same_attributes(name: str) -> None:
    assert getattr(Ours, name) == getattr(Theirs, name)


def test_annotations_are_kept_as_written() -> None:
    assert Ours.__annotations__ == {"docname": "str", "line": "int", "parts": "tuple[str, ...]"}


def test_values_are_tuples_with_methods() -> None:
    assert Ours("a", 2) == Theirs("a", 2) == ("a", 2, ())
    assert (Ours("a", 2).text, Ours.first()) == ("a:2", ("index", 1, ()))
    assert repr(Ours("a")) == "Ours(docname='a', line=1, parts=())"
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]


def test_values_can_be_pickled() -> None:
    read = pickle.loads(pickle.dumps(Ours("a", 2)))
    assert (type(read), read) == (Ours, ("a", 2, ()))
