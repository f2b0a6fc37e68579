"""The terminology check reads nothing twice: no source, no doctree, and no text of other pages."""

from __future__ import annotations

import pytest

from sphinxcontrib_glossterm.config import RULES
from sphinxcontrib_glossterm.matching import Matcher

WORDS = """
    Words
    =====

    .. glossary::

       log-in
          :avoid: sign-on

          To enter.

       Low-Rank Adaptation
          :abbr: LoRA

          See `the sign-on <http://x.invalid/>`_.

       tape
          :status: deprecated

          A medium.
    """
INDEX = "# Start of a sign-on\n\n```{toctree}\n:glob:\np*\nwords\n```\n"
PAGE = """
    # The log-in {n}

    LoRA and *a log in* and [a sign-on](http://x.invalid/sign-on) of page {n}, `sign-on`.

    > A quoted sign-on.

    Low-Rank
    : A LoRA on tape, and {{term}}`LoRA`.
    """
SOURCE = {
    "index.md": INDEX,
    "words.rst": WORDS,
    **{f"p{n}.md": PAGE.format(n=n) for n in range(6)},
}
OPTIONS = {
    "check": dict.fromkeys(RULES, "warning"),
    "myst_enable_extensions": ["deflist"],
    "link_density": "page",
}
WITHOUT_DOCTREES = """
    def refuse(docname):
        raise RuntimeError(docname)

    def setup(app):
        app.connect("env-updated", lambda app, env: setattr(env, "get_doctree", refuse), priority=0)
        app.connect("env-updated", lambda app, env: delattr(env, "get_doctree"), priority=9999)
    """
LINK = pytest.mark.parametrize("link", ["everywhere", "definitions", "off"])


@pytest.fixture
def searched(monkeypatch):
    """The texts that are searched."""
    texts: list[str] = []
    find = Matcher.find

    def noting(self, text):
        texts.append(text)
        return find(self, text)

    monkeypatch.setattr(Matcher, "find", noting)
    return texts


@LINK
@pytest.mark.parametrize("check", [{}, OPTIONS["check"]])
def test_no_doctree_is_loaded(project, link, check):
    made = project(SOURCE, **OPTIONS | {"check": check, "link": link})
    expected = made.build(warns=None).warnings
    assert len([line for line in expected if "avoided_term" in line]) == 8
    made.configure(WITHOUT_DOCTREES)
    site = made.build(warns=expected)
    made.edit("p3.md", "*a log in*", "*a log-in*")
    site, _written = made.rebuild(site, warns=None)
    assert site.warnings == made.build(warns=None).warnings


def test_a_text_is_searched_once(project, searched):
    made = project(SOURCE, **OPTIONS, link="everywhere")
    site = made.build(warns=None)
    assert len(searched) == len(set(searched)) > 6
    searched.clear()
    made.edit("p3.md", "of page 3", "of the third page")
    made.rebuild(site, warns=None)
    assert {text for text in searched if "page 4" in text or "log-in 4" in text} == set()
    assert any("third page" in text for text in searched)
    searched.clear()
    made.rebuild(site, warns=None)
    assert searched == []


@pytest.mark.parametrize("link", ["everywhere", "definitions"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("p3.md", "LoRA and", "PEFT and"),
        ("p3.md", "# The log-in 3", "# The sign-on 3"),
        ("p3.md", "[a sign-on]", "{term}`sign-on` [x]"),
        ("words.rst", ":avoid: sign-on", ":avoid: log in"),
        ("words.rst", ":status: deprecated", ":broader: log-in"),
        ("words.rst", ":status: deprecated", ":auto: no"),
        ("words.rst", ":status: deprecated", ":case: exact"),
        ("index.md", "words\n", ""),
    ],
)
def test_an_incremental_build_warns_like_a_clean_one(project, link, name, old, new):
    made = project(SOURCE, **OPTIONS, link=link, suppress_warnings=["toc.not_included"])
    site = made.build(warns=None)
    made.edit(name, old, new)
    made.rebuild(site, warns=made.build(warns=None).warnings)


@LINK
def test_the_same_with_several_processes_and_all_rules(project, link):
    made = project(SOURCE, **OPTIONS, link=link)
    alone = made.make(warns=None).warnings
    found = {line.rpartition("glossterm.")[2] for line in alone}
    assert found >= {"avoided_term]", "deprecated_term]", "first_use]", "inconsistent_spelling]"}
    made.make(out="parallel", jobs=4, warns=alone)
    made.edit("p3.md", "of page 3", "of the third sign-on")
    made.make(out="parallel", jobs=4, warns=made.make(out="clean", warns=None).warnings)


def test_a_first_label_to_avoid_and_another(project):
    """The texts of unchanged pages are collected once, from their doctrees, and kept."""
    made = project({**SOURCE, "words.rst": WORDS.replace(":avoid: sign-on", "")}, link="everywhere")
    site = made.build()
    made.edit("words.rst", "To enter.", ":avoid: sign-on\n\n      To enter.")
    site, written = made.rebuild(site, warns=made.build(warns=None).warnings)
    assert len(site.warnings) == 8
    assert "p3" not in written
    made.configure(WITHOUT_DOCTREES)
    made.edit("words.rst", ":avoid: sign-on", ":avoid: page")
    made.rebuild(site, warns=made.build(warns=None).warnings)


def test_a_label_to_avoid_in_an_included_file(project):
    """Nothing shows before pages are read that it is there, so doctrees are loaded once."""
    source = {**SOURCE, "words.rst": "Words\n=====\n\n.. include:: words.txt\n"}
    source["words.txt"] = WORDS.partition("=====\n")[2]
    made = project(source)
    site = made.build(warns=None)
    assert len(site.warnings) == 8
    made.configure(WITHOUT_DOCTREES)
    made.rebuild(site, warns=site.warnings)
    made.edit("p3.md", "of page 3", "of the third sign-on")
    site, _written = made.rebuild(site, warns=None)
    assert len(site.warnings) == 9


def test_a_project_without_a_rule_imports_no_part_of_the_check(project):
    code = """
        import sys

        PARTS = ("terminology", "check.uses", "check.places")

        def setup(app):
            app.connect("build-finished", lambda app, error: report())

        def report():
            names = [name for name in sys.modules if "glossterm" in name]
            assert not [name for name in names if name.endswith(PARTS)], names
        """
    page = "# T\n\nA host.\n\n```{glossary}\nhost\n: A host.\n```\n"
    made = project({"index.md": page}, link="everywhere")
    made.configure(code)
    made.make("html", seed=1)
    made.make("html", seed=1)
