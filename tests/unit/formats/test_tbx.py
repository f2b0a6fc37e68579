"""TBX: both versions, both styles, and what other programs read of it.

No schema of the dialect can be installed from the package indexes. The structure that it allows is
written down here, from the published description of the dialect TBX-Basic. The files are not
validated with the schema of the standard.
"""

from __future__ import annotations

import time
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from sphinxcontrib_glossterm.formats import FORMATS, Glossary, Loss, Record, Source, read_source
from sphinxcontrib_glossterm.formats.plain_text import as_markup
from sphinxcontrib_glossterm.model import AvoidedLabel, Fields, Label, LabelKind, LinkTest, Status

from .test_properties import PARTS, TEXTS, records

FORM = {form.key: form for form in FORMATS}
KEYS = ("tbx", "tbx-v2")
NS = "{urn:iso:std:iso:30042:ed-2}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def write(key: str, *given: Record, **glossary: object) -> tuple[str, tuple[Loss, ...]]:
    written = FORM[key].write(Glossary(given, **glossary))
    assert [*written.files] == [""]
    return written.files[""], written.losses


def bare(source: Source) -> list[Record]:
    return [replace(record, line=0, definition_line=0) for record in source.records]


MAST = Record(
    ("Mast",),
    0,
    as_markup("A tall *pole*.\nIt carries sails & <yards>."),
    0,
    Fields(
        aliases=("Pole",),
        avoid=("Stick (say: Mast)", "Beam"),
        abbr="MST",
        broader=("Spar",),
        related=("Sail",),
        tags=("rig", "x y"),
        source="Handbook, p. 3",
        see=("https://example.org/mast?a=1&b=2",),
        id="mast",
        labels=(Label("檣", LabelKind.ALTERNATIVE, lang="ja"),),
    ),
)
SPAR = Record(("Spar",), 0, fields=Fields(aliases=("Rundholz",), id="1a"))
SAIL = Record(
    ("Sail",),
    0,
    "Cloth.",
    0,
    Fields(status=Status.DEPRECATED, replaced_by="1a", avoid=("Rag",), aliases=("Sheet",)),
)
BRIDGE = Record(("橋",), 0, "水の上の道。", 0, Fields(lang="ja"))
ALL = (MAST, SPAR, SAIL, BRIDGE)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_written_is_read_back(key: str) -> None:
    text, losses = write(key, *ALL, title="Boats")
    source = read_source("a.tbx", text)
    mast = replace(MAST, fields=MAST.fields._replace(broader=("1a",)))
    assert bare(source) == [mast, SPAR, SAIL, BRIDGE]
    assert (source.problems, losses) == ((), ())
    assert (source.title, source.language) == ("Boats", "en")


# Element → the elements that it may contain, in version 3 of TBX-Basic, style DCA.
NOTES = {"termNote", "admin", "descrip", "descripGrp", "ref", "xref", "note", "transacGrp", "date"}
CONTENT = {
    "tbx": ["tbxHeader", "text"],
    "tbxHeader": ["fileDesc"],
    "text": ["body"],
    "body": {"conceptEntry"},
    "fileDesc": {"titleStmt", "sourceDesc"},
    "titleStmt": {"title"},
    "sourceDesc": {"p"},
    "conceptEntry": {"descrip", "descripGrp", "admin", "ref", "xref", "note", "langSec"},
    "langSec": {"descrip", "descripGrp", "admin", "ref", "xref", "note", "termSec"},
    "descripGrp": {"descrip", "admin", "note", "ref", "xref"},
    "termSec": {"term", *NOTES},
}
# Data category → the elements in which it is allowed, and its values if they are a list.
LEVELS = {
    "definition": ({"conceptEntry", "langSec", "descripGrp"}, None),
    "subjectField": ({"conceptEntry", "descripGrp"}, None),
    "source": ({"conceptEntry", "langSec", "termSec", "descripGrp"}, None),
    "crossReference": ({"conceptEntry", "langSec", "termSec"}, None),
    "externalCrossReference": ({"conceptEntry", "langSec", "termSec"}, None),
    "termType": (
        {"termSec"},
        {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    ),
    "administrativeStatus": (
        {"termSec"},
        {
            f"{status}Term-admn-sts"
            for status in ("preferred", "admitted", "deprecated", "superseded")
        },
    ),
}
ELEMENT = {
    "definition": "descrip",
    "subjectField": "descrip",
    "source": "admin",
    "crossReference": "ref",
    "externalCrossReference": "xref",
    "termType": "termNote",
    "administrativeStatus": "termNote",
}


def broken_rules(text: str) -> list[str]:
    """What the dialect does not allow in *text*."""
    root = ElementTree.fromstring(text)
    found = []
    ids = [one.get("id") for one in root.iter(f"{NS}conceptEntry")]
    for parent in root.iter():
        name = parent.tag.removeprefix(NS)
        inner = [child.tag.removeprefix(NS) for child in parent]
        allowed = CONTENT.get(name, set())
        if isinstance(allowed, list):
            found += [f"{name}: {inner}"] if inner != allowed else []
        else:
            found += [f"{name} in {parent.tag}" for name in inner if name not in allowed]
        if name in ("conceptEntry", "langSec") and inner != sorted(
            inner, key=lambda one: one in ("langSec", "termSec")
        ):
            found.append(f"order: {inner}")
        if name == "termSec" and inner.index("term") != 0:
            found.append(f"order: {inner}")
        if name == "langSec" and not (parent.get(f"{XML}lang") and "termSec" in inner):
            found.append("language")
        for child in parent:
            if kind := child.get("type"):
                where, values = LEVELS.get(kind, (set(), None))
                if name not in where or ELEMENT[kind] != child.tag.removeprefix(NS):
                    found.append(f"{kind} in {name}")
                if values and child.text not in values:
                    found.append(f"{kind}: {child.text}")
            if child.tag == f"{NS}ref" and child.get("target") not in ids:
                found.append(f"target: {child.get('target')}")
    return found + (["ids"] if len({*ids}) < len(ids) else [])


def test_version_3_is_as_the_dialect_allows() -> None:
    text, _ = write("tbx", *ALL, *ALL, title="Boats")
    assert 'xmlns="urn:iso:std:iso:30042:ed-2"' in text
    assert broken_rules(text) == []
    for right, wrong in (
        ("<descripGrp><descrip", "<descripGrp><note>x</note><foo/><descrip"),
        ('target="mast"', 'target="nope"'),
        ("admittedTerm-admn-sts", "admitted"),
    ):
        assert broken_rules(text.replace(right, wrong)) or right not in text


def test_translation_tools_read_version_2() -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    text, _ = write("tbx-v2", *ALL)
    store = tbx.tbxfile.parsestring(text.encode())
    assert [(unit.source, unit.target, unit.isobsolete()) for unit in store.units] == [
        ("Mast", "檣", False),
        ("Stick", None, True),
        ("Beam", None, True),
        ("Spar", None, False),
        ("Sail", None, True),
        ("Rag", None, True),
        ("橋", None, False),
    ]
    assert "say: Mast" in store.units[1].getnotes()


def test_what_is_lost_is_reported() -> None:
    given = (
        Record(
            ("A",),
            0,
            "*x*",
            0,
            Fields(hidden=("a",), forms=("b",), reading="c", short="d", auto=True, see=("page",)),
            glossary="g",
        ),
        Record(("B",), 0, fields=Fields(broader=("X",), replaced_by="Y", source="S")),
    )
    assert write("tbx", *given, tests=(LinkTest("A b.", (), 0),))[1] == (
        Loss("hidden", 1, "A"),
        Loss("forms", 1, "A"),
        Loss("reading", 1, "A"),
        Loss("short", 1, "A"),
        Loss("auto", 1, "A"),
        Loss("the name of the glossary", 1, "A"),
        Loss("markup of definitions", 1, "A"),
        Loss("see", 1, "A"),
        Loss("the source of a missing definition", 1, "B"),
        Loss("broader concepts that are not in the glossary", 1, "B"),
        Loss("replaced by concepts that are not in the glossary", 1, "B"),
        Loss("glossary tests", 1, "A b."),
    )


@settings(deadline=None, max_examples=40)
@pytest.mark.parametrize("key", KEYS)
@given(given=records(PARTS))
def test_a_file_that_is_read_and_written_is_the_same(key: str, given: list[Record]) -> None:
    given = [replace(record, definition=as_markup(record.definition)) for record in given]
    source = read_source("a.tbx", write(key, *given)[0])
    assert not given or not source.problems
    once = FORM[key].write(Glossary.of(source, "en"))
    again = FORM[key].write(Glossary.of(read_source("a.tbx", once.files[""]), "en"))
    assert (again.files, again.losses) == (once.files, ())
    if key == "tbx":
        assert broken_rules(once.files[""]) == []


@settings(deadline=None, max_examples=40)
@pytest.mark.parametrize("key", KEYS)
@given(text=TEXTS.filter(bool))
def test_any_label_and_definition_is_kept(key: str, text: str) -> None:
    record = Record((text,), 0, as_markup(text))
    source = read_source("a.tbx", write(key, record)[0])
    assert [(one.labels, one.definition) for one in source.records] == [
        ((text,), record.definition)
    ]


# -- files of others ----------------------------------------------------------------

DCT = """\
<?xml version="1.0" encoding="UTF-16"?>
<tbx type="TBX-Basic" style="dct" xml:lang="de" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">
  <min:subjectField>rig</min:subjectField>
  <langSec xml:lang="en">
    <basic:definition>A pole
      that carries sails.</basic:definition>
    <termSec><term>Mast</term>
      <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Main <basic:hi>mast</basic:hi></term>
      <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
      <min:partOfSpeech>noun</min:partOfSpeech></termSec>
  </langSec>
  <langSec xml:lang="ja"><termSec><term>檣</term></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2">
  <basic:crossReference target="c1">see mast</basic:crossReference>
  <basic:crossReference target="c9">see</basic:crossReference>
  <langSec xml:lang="en"><note>Not here.</note>
    <termSec><term>ML</term><basic:termType>acronym</basic:termType></termSec>
    <termSec><term>machine learning</term><basic:termType>fullForm</basic:termType></termSec>
  </langSec>
</conceptEntry>
<conceptEntry id="c3">
  <langSec xml:lang="en"><termSec><term> </term></termSec></langSec></conceptEntry>
</body></text></tbx>
"""


def test_the_other_style() -> None:
    source = read_source("a.xml", DCT)
    mast, learning = source.records
    assert (mast.labels, mast.line, mast.definition) == (
        ("Main mast",),
        6,
        "A pole that carries sails.",
    )
    assert mast.definition_line == 9
    assert mast.fields == Fields(
        aliases=("Mast",),
        tags=("rig",),
        id="c1",
        labels=(Label("檣", LabelKind.ALTERNATIVE, lang="ja"),),
    )
    assert learning.labels == ("ML",)
    assert learning.fields == Fields(
        aliases=("machine learning",), abbr="ML", related=("c1",), id="c2"
    )
    assert source.language == "en"
    assert [(p.line, str(p)) for p in source.problems] == [
        (6, 'the property "partOfSpeech" is not read (concepts: 1, the first is "Main mast")'),
        (19, 'the property "note" is not read (concepts: 1, the first is "ML")'),
        (
            19,
            'values of "crossReference" that are not concepts with a label in this file are'
            ' ignored (concepts: 1, the first is "ML")',
        ),
        (27, "this entry has no term and is ignored; add a language with a term"),
    ]


V2 = """\
<?xml version='1.0'?>
<!-- exported -->
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="a"><langSet xml:lang="en">
 <ntig><termGrp><term>Mast</term>
 <termNote type="administrativeStatus">preferredTermAdmnSts</termNote></termGrp>
 <descrip type="definition">A pole.</descrip></ntig>
 <tig><term>Stick</term><termNote type="administrativeStatus">deprecated</termNote></tig>
</langSet></termEntry>
<termEntry id="b"><descrip type="superordinateConceptGeneric" target="a">Mast</descrip>
 <langSet xml:lang="en"><tig><term>Topmast</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_version_2_of_others() -> None:
    source = read_source("a.tbx", V2)
    mast, topmast = source.records
    assert (mast.labels, mast.definition, mast.fields.avoid) == (("Mast",), "A pole.", ("Stick",))
    assert (topmast.labels, topmast.fields.broader, topmast.line) == (("Topmast",), ("a",), 11)
    assert source.problems == ()


@pytest.mark.parametrize(
    ("term", "note", "label", "reason"),
    [
        ("Stick", "say: Mast (wood)", "Stick", "say: Mast [wood]"),
        ("Stick (wood)", "", "Stick (wood)", ""),
        ("Stick (wood)", "say: Mast", "Stick (wood)", "say: Mast"),
    ],
)
def test_parentheses_in_labels_to_avoid_and_their_reasons(
    term: str, note: str, label: str, reason: str
) -> None:
    written = f"{term}</term><note>{note}</note>" if note else f"{term}</term>"
    source = read_source("a.tbx", V2.replace("Stick</term>", written))
    (avoid,) = source.records[0].fields.avoid
    assert AvoidedLabel.read(avoid) == AvoidedLabel(label, reason)


def test_a_note_on_a_term_that_is_not_to_avoid_is_reported() -> None:
    text = V2.replace("</term></tig></langSet></termEntry>\n</body>",
                      "</term><note>x</note></tig></langSet></termEntry>\n</body>")  # fmt: skip
    assert [str(problem) for problem in read_source("a.tbx", text).problems] == [
        'the property "note" is not read (concepts: 1, the first is "Topmast")'
    ]


BOMB = '<!DOCTYPE tbx [\n<!ENTITY a "aaaaaaaaaa">\n<!ENTITY b "&a;&a;">]>\n<tbx>&b;</tbx>'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "<tbx>\n<text>\n</tbx>",
            3,
            "invalid XML (mismatched tag), so the file is not read; check the elements here and in"
            " front of it",
        ),
        (
            "<tbx>\n&nbsp;</tbx>",
            2,
            "invalid XML (undefined entity), so the file is not read; check the elements here and"
            " in front of it",
        ),
        ("", 1, None),
        (BOMB, 2, "this file declares an entity, so it is not read; write the character itself"),
        (
            '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<tbx>&x;</tbx>',
            1,
            "this file declares an entity, so it is not read; write the character itself",
        ),
        (
            '<!DOCTYPE tbx [\n<!ENTITY % x SYSTEM "http://a/b">%x;]>\n<tbx/>',
            2,
            "this file declares an entity, so it is not read; write the character itself",
        ),
        (
            "<tbx>\n" + "<a>" * 10_000,
            2,
            "elements are nested too deeply, so the file is not read; write the concepts as one"
            " flat list",
        ),
        (
            "<tbx><text><body/></text></tbx>",
            1,
            "no concept in this file; write a conceptEntry for each concept, in the body",
        ),
    ],
)
def test_problems(text: str, line: int, message: str | None) -> None:
    message = message or (
        "invalid XML (no element found), so the file is not read; check the elements here and in"
        " front of it"
    )
    source = read_source("a.tbx", text, key="tbx")
    assert [(p.line, str(p)) for p in source.problems] == [(line, message)]


def test_too_many_elements_are_refused_in_time() -> None:
    started = time.monotonic()
    source = read_source("a.tbx", "<tbx>" + "<a/>" * 1_000_000 + "</tbx>")
    assert [str(problem) for problem in source.problems] == [
        "the file has more than 500000 elements, so it is not read; divide it"
    ]
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "head", ["<" * 10_000, "<?" * 10_000, "<!--" * 10_000, "<!a>" * 10_000, "<? >" * 10_000]
)
def test_the_version_is_found_in_time(head: str) -> None:
    assert read_source("a.xml", head).problems


def test_definitions_of_others_are_text() -> None:
    text = V2.replace("A pole.", "*a* &lt;b&gt; {term}`x`\x00")
    source = read_source("a.tbx", text)
    assert source.records[0].definition == "\\*a\\* \\<b> \\{term\\}\\`x\\`\ufffd"


def test_a_large_termbase_is_read_in_time() -> None:
    entry = (
        '<conceptEntry id="c{0}"><ref type="crossReference" target="c1">broader</ref>'
        '<langSec xml:lang="en"><termSec><term>t{0}</term></termSec></langSec></conceptEntry>'
    )
    text = "".join(map(entry.format, range(20_000)))
    started = time.monotonic()
    source = read_source("a.tbx", f"<tbx><text><body>{text}</body></text></tbx>")
    assert (len(source.records), source.problems) == (20_000, ())
    assert time.monotonic() - started < 60
