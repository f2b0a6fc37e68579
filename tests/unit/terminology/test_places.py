"""Where a source has the text that a page shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_glossterm.terminology import UNKNOWN, Source


def found(source: str, shown: str, text: str, number: int = 0, first: int = 1) -> tuple[int, ...]:
    """Line and column of the start and the end of a text that the page shows."""
    start, end = [match.span() for match in re.finditer(re.escape(text), shown)][number]
    place = Source(source.split("\n"), first, shown).place(start, end)
    assert place == UNKNOWN or place.text.split() == text.split()
    return place[:4]


NOWHERE = (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("source", "shown", "expected"),
    [
        ("a server", "a server", (1, 3, 1, 9)),
        ("a **server** here", "a server here", (1, 5, 1, 11)),
        ("``server`` or server", "\ufffc or server", (1, 15, 1, 21)),
        ("`a server <http://x/server>`_", "a server", (1, 4, 1, 10)),
        ("[server](http://x/server)", "server", (1, 2, 1, 8)),
        (":ref:`server` server", "\ufffc server", (1, 15, 1, 21)),
        ("データサーバserverの", "データサーバserverの", (1, 7, 1, 13)),
        ("|name| is up", "server is up", NOWHERE),
        ("``server``", "server", NOWHERE),
        ("<http://x/y> is a server", "http://x/y is a server", (1, 19, 1, 25)),
        (r"a \`server' or ``x``", "a ‘server’ or \ufffc", (1, 5, 1, 11)),
    ],
)
def test_markup_around_a_text(source, shown, expected):
    assert found(source, shown, "server") == expected


@pytest.mark.parametrize(
    ("source", "shown", "text", "expected"),
    [
        ('"server" or "host"', "“server” or “host”", "server", (1, 2, 1, 8)),
        ("it isn't a server", "it isn’t a server", "server", (1, 12, 1, 18)),
        ("server -- or host...", "server – or host…", "host", (1, 14, 1, 18)),
        ('un "server" rapide', "un «\xa0server\xa0» rapide", "server", (1, 5, 1, 11)),
        ("「サーバ」と'サーバ'", "「サーバ」と「サーバ」", "サーバ", (1, 2, 1, 5)),
        ("the user's guide", "the user’s guide", "user’s guide", (1, 5, 1, 17)),
    ],
)
def test_smart_quotes_do_not_hide_a_place(source, shown, text, expected):
    start = shown.index(text)
    place = Source([source], 1, shown).place(start, start + len(text))
    assert place[:4] == expected


def test_the_second_of_two():
    assert found("server, *server*", "server, server", "server", 1) == (1, 10, 1, 16)


def test_a_text_over_two_lines():
    shown = "the server\nmachine"
    assert found("\nthe server\n   machine", shown, "server\nmachine", first=2) == (2, 5, 3, 11)


def test_the_line_before_or_after_is_read_if_the_text_is_not_in_its_own_lines():
    assert found("======\nserver\n======", "server", "server", first=3) == (2, 1, 2, 7)


def test_a_text_that_may_be_another_has_no_place():
    """A substitution shows one of them."""
    assert found("|s| and server", "server and server", "server", 0) == NOWHERE
    assert found("|s| and server", "server and server", "server", 1) == NOWHERE


def test_many_equal_texts_take_no_more_time_for_each():
    number = 20_000
    shown = "server " * number
    source = Source([shown], 1, shown)
    places = [source.place(at, at + 6) for at in range(0, 7 * number, 7)]
    assert [place.column for place in places] == list(range(1, 7 * number, 7))


WORDS = st.sampled_from(["server", "host", "サーバ", "の", "is", "up"])
MARKUP = st.sampled_from(["{}", "*{}*", "**{}**", "``{}``", "[{}](http://host/server)", "|{}|"])


@given(st.lists(st.tuples(WORDS, MARKUP), max_size=12), st.sampled_from(["server", "サーバ"]))
def test_a_place_always_has_the_very_text_and_is_no_code(parts, text):
    lines, shown = [], []
    for word, markup in parts:
        lines.append(markup.format(word))
        shown.append("\ufffc" if "`" in markup else word)
    source, page = " ".join(lines), " ".join(shown)
    starts = [match.start() for match in re.finditer(re.escape(text), page)]
    places = [Source([source], 1, page).place(at, at + len(text)) for at in starts]
    known = [place for place in places if place != UNKNOWN]
    assert len(set(known)) == len(known)
    for place in known:
        assert source[place.column - 1 : place.end_column - 1] == place.text == text
        assert "`" not in source[max(0, place.column - 2) : place.end_column]
        assert source[place.column - 2 : place.column - 1] != "/"
