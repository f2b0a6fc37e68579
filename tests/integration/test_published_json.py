"""``glossterm.json`` of a site: valid by its schema, and everything in it can be read again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinxcontrib_glossterm.formats import FORMATS, project_schema, read_source
from sphinxcontrib_glossterm.model import label_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Project

jsonschema = pytest.importorskip("jsonschema")
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module", params=["all-features", "docs"])
def site(request: pytest.FixtureRequest, module_project: Callable[..., Project]) -> Any:
    """A project that uses every field, and the example glossary of our own docs."""
    if request.param == "all-features":
        made = module_project("all-features")
    else:
        made = module_project({}, heading_pages={"ja/training": 2}, link="everywhere")
        shutil.copytree(DOCS / "example", made.srcdir, dirs_exist_ok=True)
        made.configure('extensions.append("sphinx_design")\nmyst_enable_extensions = ["deflist"]\n')
    return made.build(warns=None)


@pytest.fixture(scope="module")
def text(site: Any) -> str:
    return (site.outdir / "glossterm.json").read_text("utf-8")


def test_it_is_valid(text: str) -> None:
    validator = jsonschema.Draft202012Validator(project_schema.project_schema())
    data = json.loads(text)
    assert len(data["concepts"]) > 5
    assert [error.message for error in validator.iter_errors(data)] == []


def test_it_is_a_data_file(text: str, site: Any) -> None:
    source = read_source("glossterm.json", text)
    relative = "is relative and is ignored"
    assert [str(p) for p in source.problems if relative not in str(p)] == []
    assert len(source.records) == len(site.scheme)
    known = {record.fields.id for record in source.records}
    known |= {label_key(name) for concept in site.scheme for name in concept.names()}
    for record, concept in zip(source.records, site.scheme, strict=True):
        assert record.labels[0] == concept.pref_label
        fields = record.fields
        also = {*record.labels, *fields.aliases, *(label.text for label in fields.labels)}
        assert also == {concept.pref_label, *concept.alt_labels}
        for name in ("abbr", "reading", "source", "tags", "forms", "status", "case", "compound"):
            assert getattr(fields, name) == getattr(concept, name), name
        for name in ("auto", "short", "avoid"):
            assert getattr(fields, name) == getattr(concept, name), name
        for other in (*fields.broader, *fields.related):
            assert other in known or label_key(other) in known


@pytest.mark.parametrize("form", [form for form in FORMATS if form.writer], ids=lambda f: f.key)
def test_every_writer_accepts_it(form: Any, text: str) -> None:
    from sphinxcontrib_glossterm.formats import Glossary, MissingExtraError, write_glossary

    glossary = Glossary.of(read_source("glossterm.json", text))
    try:
        written = write_glossary(form, glossary)
    except MissingExtraError:
        pytest.skip(form.extra)
    assert written.files or written.losses
    assert all(loss.count > 0 for loss in written.losses)
