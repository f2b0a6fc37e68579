"""Read YAML glossaries: a list of concepts at the top level or under ``concepts:``."""

from __future__ import annotations

from ..model import FIELDS, LinkTest, expected_links
from ..model.fields import Values
from .record import (
    Record,
    Source,
    SourceProblem,
    Value,
    is_list,
    key_of,
    make_record,
    similar_key,
    takes,
    unknown_key,
    wrong_value,
)
from .yaml_tree import Mapping, Node, Scalar, Sequence, Tree, compose

GLOSSARY = "glossary"
CONCEPTS = "concepts"
TESTS = "tests"
TEXT = "text"
LINKS = "links"

# Names of the list in other systems, for "did you mean".
_ELSEWHERE = {"terms": CONCEPTS, "entries": CONCEPTS, "items": CONCEPTS, "namespace": GLOSSARY}
_TOP = (GLOSSARY, CONCEPTS, TESTS)


def read_yaml(text: str, separator: str) -> Source:
    """The records of *text*; see :func:`~.choice.read_source`."""
    tree = compose(text)
    problems = list(tree.problems)
    glossary, items, checks = _top(tree, problems)
    found = [_record(item, separator, problems) for item in items]
    tests = [_test(item, separator, problems) for item in checks]
    return Source(
        tuple(one for one in found if one),
        tuple(problems),
        glossary,
        tests=tuple(one for one in tests if one),
    )


def _top(tree: Tree, problems: list[SourceProblem]) -> tuple[str, list[Node], list[Node]]:
    """The name of the glossary, the nodes of its concepts and those of its tests."""
    root = tree.root
    if isinstance(root, Sequence):
        return "", root.items, []
    top = _entries(root, problems) if isinstance(root, Mapping) else {}
    glossary = top.pop(GLOSSARY, None)
    name = _name(glossary[1], problems) if glossary else ""
    known = {key: _items(key, top.pop(key)[1], problems) for key in (CONCEPTS, TESTS) if key in top}
    if known:
        problems.extend(_unknown_top(name, key.line) for name, (key, _) in top.items())
    elif tree.complete:
        problems.append(_no_list(root.line if root else 1))
    return name, known.get(CONCEPTS, []), known.get(TESTS, [])


def _items(name: str, node: Node, problems: list[SourceProblem]) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping) or node.text:
        problems.append((_no_list if name == CONCEPTS else _no_tests)(node.line))
    return []


def _no_list(line: int) -> SourceProblem:
    return SourceProblem(
        'no list of concepts; write "concepts:" and, below it, "- term: …" for each concept',
        (),
        line,
    )


def _no_tests(line: int) -> SourceProblem:
    message = '"tests" is not a list; write "- text: …" and "links: …" below it for each test'
    return SourceProblem(message, (), line)


def _unknown_top(name: str, line: int) -> SourceProblem:
    if near := similar_key(name, _TOP, _ELSEWHERE):
        return SourceProblem('unknown key "%s"; did you mean "%s"?', (name, *near), line)
    return SourceProblem('unknown key "%s"; use one of: %s', (name, ", ".join(_TOP)), line)


def _name(node: Node, problems: list[SourceProblem]) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    message = '"glossary" has a list or a mapping as its value; write one name'
    problems.append(SourceProblem(message, (), node.line))
    return ""


def _entries(node: Mapping, problems: list[SourceProblem]) -> dict[str, tuple[Scalar, Node]]:
    """Key and value by the text of the key. Of a repeated key, the first."""
    found: dict[str, tuple[Scalar, Node]] = {}
    for key, value in node.pairs:
        if not isinstance(key, Scalar):
            message = "this key is a list or a mapping; write one word in front of the colon"
            problems.append(SourceProblem(message, (), key.line))
        elif key.text in found:
            problems.append(_repeated_key(key.text, found[key.text][0].line, key.line))
        else:
            found[key.text] = (key, value)
    return found


def _repeated_key(name: str, first: int, line: int) -> SourceProblem:
    return SourceProblem(
        'duplicate key "%s" (first in line %s) is ignored;'
        ' join the two, or begin a new concept with "- term:"',
        (name, str(first)),
        line,
    )


def _record(node: Node, separator: str, problems: list[SourceProblem]) -> Record | None:
    if not isinstance(node, Mapping):
        message = 'this list item is not a concept and is ignored; write "- term: …"'
        problems.append(SourceProblem(message, (), node.line))
        return None
    values: dict[str, Value] = {}
    for name, (key, value) in _entries(node, problems).items():
        known = key_of(name)
        if not known:
            problems.append(unknown_key(name, key.line))
        elif known in values:  # the same language, written differently
            problems.append(_repeated_key(name, values[known].line, key.line))
        elif read := _value(known, value, problems):
            values[known] = read
    return make_record(values, node.line, separator, problems)


def _test(node: Node, separator: str, problems: list[SourceProblem]) -> LinkTest | None:
    """The glossary test in *node*; ``None``, and a problem, if it is not a valid test."""
    count = len(problems)
    values = _entries(node, problems) if isinstance(node, Mapping) else {}
    _, text = values.pop(TEXT, (None, None))
    _, links = values.pop(LINKS, (None, None))
    if not (isinstance(text, Scalar) and text.text.strip()) or links is None:
        problems.append(_no_test(node.line))
        return None
    problems.extend(_no_test(key.line) for key, _ in values.values())
    if isinstance(links, Scalar):
        texts = tuple(links.text.split(separator))
    else:
        items = links.items if isinstance(links, Sequence) else [links]
        problems.extend(_no_test(n.line) for n in items if not isinstance(n, Scalar))
        texts = tuple(n.text for n in items if isinstance(n, Scalar))
    return (
        None
        if len(problems) > count
        else LinkTest(text.text.strip(), expected_links(texts), text.line)
    )


def _no_test(line: int) -> SourceProblem:
    return SourceProblem(
        'not a valid test; write "- text: …" and, below it, "links:" with a list of labels,'
        " or [] for no link",
        (),
        line,
    )


def _value(name: str, node: Node, problems: list[SourceProblem]) -> Value | None:
    """The value of the field *name* in *node*; ``None`` if it has none, or none that is allowed."""
    if isinstance(node, Scalar):
        return _scalar(name, node, problems)
    if isinstance(node, Sequence) and is_list(name):
        texts = _texts(name, node, problems)
        return Value("", node.line, texts) if texts else None
    problems.append(_wrong_kind(name, node))
    return None


def _scalar(name: str, node: Scalar, problems: list[SourceProblem]) -> Value | None:
    value = Value(node.text, node.line)
    if node.text.strip():
        return value
    # In a page, a flag without a value means "yes"; in a data file the value is required.
    if name in FIELDS and FIELDS[name].values is Values.FLAG:
        problems.append(wrong_value(name, value))
    return None


def _texts(name: str, node: Sequence, problems: list[SourceProblem]) -> tuple[str, ...]:
    problems.extend(_wrong_kind(name, n) for n in node.items if not isinstance(n, Scalar))
    return tuple(n.text for n in node.items if isinstance(n, Scalar) and n.text.strip())


def _wrong_kind(name: str, node: Node) -> SourceProblem:
    message = 'field "%s" of a concept has a mapping here; it takes %s'
    if isinstance(node, Sequence):
        message = 'field "%s" of a concept has a list here; it takes %s'
    return SourceProblem(message, (name, takes(name)), node.line)
