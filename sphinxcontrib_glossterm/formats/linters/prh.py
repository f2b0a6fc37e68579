"""Read and write ``prh.yml``, the rules of prh and of textlint-rule-prh.

A rule gives a word and the patterns that it replaces. Patterns are words or regular expressions of
JavaScript. Expressions are compared as texts and never executed: those for one word are read as
that word, all others are reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.named_tuples import NamedTuple

from ...model import Phrase, label_key
from ..foreign import Unread, entries, is_spaced, items, listed, scalars, text_of, with_reason
from ..record import Source, SourceProblem, make_record
from ..record_names import with_names
from ..written import Written
from ..yaml_text import yaml_text
from ..yaml_tree import Scalar, compose
from .patterns import expression, is_simple, word_of
from .words import losses_of, replacements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..record import Record
    from ..written import Glossary
    from ..yaml_tree import Node
    from .words import Replacement

FILE_NAME = "prh.yml"
_RULES = re.compile(r"^rules:", re.MULTILINE)
_EXPRESSION = re.compile(r"/(.*)/[gimyu]*")
_GROUP = re.compile(r"\$[0-9]")
# Characters that prh escapes itself, some of them so that JavaScript rejects them.
_ESCAPED_BY_PRH = re.compile(r"[\\¥*+.?{}()\[\]^$\-|/]")
_IMPORTS = Phrase('files in "imports" are not read (values: %s); convert each of them too')
_READ = ("expected", "pattern", "patterns", "specs", "prh", "options")


# -- writing ------------------------------------------------------------------------


class _Group(NamedTuple):
    """Words that one rule can hold."""

    wanted: str
    reason: str
    is_whole_word: bool


def write_prh(glossary: Glossary) -> Written:
    """A rule for each concept with labels to avoid, or more if their reasons differ."""
    glossary = with_names(glossary)
    groups: dict[_Group, list[str]] = {}
    for one in replacements(glossary):
        groups.setdefault(_group(one), []).append(one.avoided)
    texts = [test.text for test in glossary.tests]
    rules = [_rule(group, words, texts) for group, words in groups.items()]
    losses = losses_of(glossary.records, ["avoid"])
    for record in glossary.records:
        if not record.fields.avoid:
            losses.add_concept(Phrase("concepts without labels to avoid"), record)
    return Written({"": yaml_text({"version": 1, "rules": rules})}, losses.found())


def _group(one: Replacement) -> _Group:
    return _Group(one.wanted, one.reason, is_spaced(one.avoided) and is_simple(one.avoided))


def _rule(group: _Group, words: list[str], texts: Iterable[str]) -> dict[str, object]:
    # Of several words at one position, prh takes the first that fits.
    patterns = [_pattern(word, group) for word in sorted(words, key=len, reverse=True)]
    rule: dict[str, object] = {"expected": group.wanted}
    rule |= {"patterns": patterns} if len(patterns) > 1 else {"pattern": patterns[0]}
    if group.is_whole_word:
        rule["options"] = {"wordBoundary": True}
    rule["specs"] = [{"from": old, "to": new} for old, new in _specs(group, words, texts)]
    return rule | ({"prh": group.reason} if group.reason else {})


def _pattern(word: str, group: _Group) -> str:
    pattern = word if group.is_whole_word else expression(word)
    return pattern if pattern == word and not _ESCAPED_BY_PRH.search(word) else f"/{pattern}/"


def _specs(group: _Group, words: list[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Texts before and after the rule: each word, and glossary tests that contain its letters.

    prh does not load rules that change one of them in another way.
    """
    parts = (rf"\b{re.escape(w)}\b" if group.is_whole_word else expression(w) for w in words)
    joined = "|".join(sorted(parts, key=len, reverse=True))
    found = re.compile(joined, re.ASCII)
    for text in (*words, *texts):
        if any(word in text for word in words):
            yield text, found.sub(lambda _: group.wanted, text)


# -- reading ------------------------------------------------------------------------


def recognise_prh(text: str) -> bool:
    """Whether *text* has a list of rules."""
    return bool(_RULES.search(text))


def read_prh(text: str, separator: str) -> Source:
    """The expected words of the rules, each with the words to avoid."""
    return _Reader(text).source(separator)


class _Rule(NamedTuple):
    wanted: str
    line: int
    avoided: list[str]


class _Reader:
    def __init__(self, text: str) -> None:
        self._tree = compose(text)
        self._problems = list(self._tree.problems)
        self._unread = Unread()

    def source(self, separator: str) -> Source:
        top = entries(self._tree.root, self._problems)
        for name, (line, _) in top.items():
            if name not in {"version", "rules"}:
                self._unread.add(_IMPORTS if name == "imports" else name, line)
        if "rules" not in top and self._tree.complete:
            message = 'no list of rules; write "rules:" and, below it, "- expected: …"'
            self._problems.append(SourceProblem(message, (), 1))
        _, rules = top.get("rules", (1, None))
        found = [rule for node in items(rules) if (rule := self._rule(node))]
        records = [self._record(rule, separator) for rule in _joined(found)]
        read = Source(tuple(one for one in records if one))
        return read.with_problems((*self._problems, *self._unread.problems()))

    def _rule(self, node: Node) -> _Rule | None:
        if isinstance(node, Scalar):
            word = text_of(node)
            return _Rule(word, node.line, [*_in_other_case(word)]) if word else None
        values = entries(node, self._problems)
        for name, (line, _) in values.items():
            if name not in _READ:
                self._unread.add(name, line)
        wanted = text_of(values["expected"][1]) if "expected" in values else ""
        if not wanted or _GROUP.search(wanted):
            self._problems.append(_no_word(wanted, node.line))
            return None
        reason = text_of(values["prh"][1]) if "prh" in values else ""
        patterns = [one for name in ("pattern", "patterns") for one in _texts(values, name)]
        words = dict.fromkeys(word for one in patterns if (word := self._word(one)))
        words |= dict.fromkeys(self._specs(wanted, _nodes(values, "specs")))
        if not patterns:
            words |= dict.fromkeys(_in_other_case(wanted))
        words.pop(wanted, None)
        return _Rule(wanted, node.line, [with_reason(word, reason) for word in words])

    def _word(self, pattern: Scalar) -> str:
        found = _EXPRESSION.fullmatch(pattern.text.strip())
        word = word_of(found[1]) if found else text_of(pattern)
        if not word:
            message = (
                '"%s" is a regular expression and is not read;'
                ' write the words that it is for in "avoid"'
            )
            text = text_of(pattern)
            self._problems.append(SourceProblem(message, (text,), pattern.line))
        return " ".join(word.split())

    def _specs(self, wanted: str, nodes: Iterable[Node]) -> Iterator[str]:
        """The words to avoid in examples that are one word; other examples are reported."""
        for node in nodes:
            values = entries(node, self._problems)
            old, new = (text_of(values[n][1]) if n in values else "" for n in ("from", "to"))
            if new != wanted:
                self._unread.add("specs", node.line)
            elif label_key(old) != label_key(wanted):
                yield old

    def _record(self, rule: _Rule, separator: str) -> Record | None:
        values = {"term": listed([rule.wanted], rule.line)}
        if rule.avoided:
            values["avoid"] = listed(rule.avoided, rule.line)
        return make_record(values, rule.line, separator, self._problems)


def _texts(values: dict[str, tuple[int, Node]], name: str) -> list[Scalar]:
    return scalars(values[name][1]) if name in values else []


def _nodes(values: dict[str, tuple[int, Node]], name: str) -> list[Node]:
    return items(values[name][1]) if name in values else []


def _in_other_case(wanted: str) -> Iterator[str]:
    """The word to avoid in a rule without a pattern, in which prh compares *wanted* in any case.

    A label in lower case is found in any case. A capital at the start of a sentence is valid.
    """
    if wanted != wanted.lower():
        yield wanted.lower()


def _joined(rules: Iterable[_Rule]) -> Iterator[_Rule]:
    """One rule for each word."""
    found: dict[str, _Rule] = {}
    for rule in rules:
        found.setdefault(rule.wanted, rule._replace(avoided=[])).avoided.extend(rule.avoided)
    yield from found.values()


def _no_word(wanted: str, line: int) -> SourceProblem:
    if wanted:
        message = '"%s" depends on a regular expression, so the rule is not read'
        return SourceProblem(message, (wanted,), line)
    message = 'this rule has no "expected" and is not read; write the word to use there'
    return SourceProblem(message, (), line)
