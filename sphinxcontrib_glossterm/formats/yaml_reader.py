"""YAML glossaries: a list of concepts, alone or below ``concepts:``."""

from __future__ import annotations

from ..model import FIELDS
from ..model.fields import Values
from .record import KEYS, LISTS, TAKES, Value, make_record, similar, unknown_key, wrong_value
from .source import Record, Source, SourceProblem
from .yaml_tree import Mapping, Node, Scalar, Sequence, Tree, compose

GLOSSARY = "glossary"
CONCEPTS = "concepts"

# What other systems call the list; for "did you mean".
_ELSEWHERE = {"terms": CONCEPTS, "entries": CONCEPTS, "items": CONCEPTS, "namespace": GLOSSARY}


def read_yaml(text: str, separator: str) -> Source:
    """The records of *text*; see :func:`~.reader.read_source`."""
    tree = compose(text)
    problems = list(tree.problems)
    glossary, items = _top(tree, problems)
    found = [_record(item, separator, problems) for item in items]
    return Source(tuple(one for one in found if one), tuple(problems), glossary)


def _top(tree: Tree, problems: list[SourceProblem]) -> tuple[str, list[Node]]:
    """The name of the glossary and the nodes of its concepts."""
    root = tree.root
    if isinstance(root, Sequence):
        return "", root.items
    top = _entries(root, problems) if isinstance(root, Mapping) else {}
    glossary = top.pop(GLOSSARY, None)
    name = _name(glossary[1], problems) if glossary else ""
    if CONCEPTS in top:
        _, concepts = top.pop(CONCEPTS)
        problems.extend(_unknown_top(name, key.line) for name, (key, _) in top.items())
        return name, _concepts(concepts, problems)
    if tree.complete:
        problems.append(_no_list(root.line if root else 1))
    return name, []


def _concepts(node: Node, problems: list[SourceProblem]) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping) or node.text:
        problems.append(_no_list(node.line))
    return []


def _no_list(line: int) -> SourceProblem:
    return SourceProblem(
        'there is no list of concepts; write "concepts:", and below it "- term: …" for each',
        (),
        line,
    )


def _unknown_top(name: str, line: int) -> SourceProblem:
    if close := similar(name, (GLOSSARY, CONCEPTS), _ELSEWHERE):
        message = 'a glossary file has no key "%s"; did you mean "%s"?'
        return SourceProblem(message, (name, close), line)
    message = 'a glossary file has no key "%s"; it has "glossary" and "concepts"'
    return SourceProblem(message, (name,), line)


def _name(node: Node, problems: list[SourceProblem]) -> str:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    problems.append(SourceProblem('"glossary" takes one name', (), node.line))
    return ""


def _entries(node: Mapping, problems: list[SourceProblem]) -> dict[str, tuple[Scalar, Node]]:
    """Key and value by the text of the key; of a repeated key, the first."""
    found: dict[str, tuple[Scalar, Node]] = {}
    for key, value in node.pairs:
        if not isinstance(key, Scalar):
            message = "this key is a list or a mapping; write one word in front of the colon"
            problems.append(SourceProblem(message, (), key.line))
        elif key.text in found:
            problems.append(
                SourceProblem(
                    '"%s" stands here a second time, after line %s, and is left out;'
                    ' join the two, or begin a new concept with "- term:"',
                    (key.text, str(found[key.text][0].line)),
                    key.line,
                )
            )
        else:
            found[key.text] = (key, value)
    return found


def _record(node: Node, separator: str, problems: list[SourceProblem]) -> Record | None:
    if not isinstance(node, Mapping):
        message = 'this item of the list is no concept, and is left out; write "- term: …"'
        problems.append(SourceProblem(message, (), node.line))
        return None
    values: dict[str, Value] = {}
    for name, (key, value) in _entries(node, problems).items():
        if name not in KEYS:
            problems.append(unknown_key(name, key.line))
        elif read := _value(name, value, problems):
            values[name] = read
    return make_record(values, node.line, separator, problems)


def _value(name: str, node: Node, problems: list[SourceProblem]) -> Value | None:
    """What *node* says for the field *name*; ``None``: nothing, or nothing that it takes."""
    if isinstance(node, Scalar):
        return _scalar(name, node, problems)
    if isinstance(node, Sequence) and name in LISTS:
        texts = _texts(name, node, problems)
        return Value("", node.line, texts) if texts else None
    problems.append(_wrong_kind(name, node))
    return None


def _scalar(name: str, node: Scalar, problems: list[SourceProblem]) -> Value | None:
    value = Value(node.text, node.line)
    if node.text.strip():
        return value
    # In a page, a flag without a value means "yes": here that has to be said.
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
    return SourceProblem(message, (name, TAKES[name]), node.line)
