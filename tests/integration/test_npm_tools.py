"""Other programs read what is written for them: textlint, prh, cspell, a plugin of Docusaurus.

The packages come from npm. Vale is not tested so, since it is no package of npm.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from sphinxcontrib_glossterm.formats import Glossary, Record, read_source
from sphinxcontrib_glossterm.formats.choice import BY_KEY
from sphinxcontrib_glossterm.model import Fields, LinkTest

PACKAGES = (
    *("textlint@15", "textlint-rule-prh@6", "textlint-rule-terminology@5"),
    *("cspell@9", "docusaurus-plugin-glossary@3"),
)
AVOID = {
    "サーバー": ("サーバ", "鯖"),
    "host": ("server machine (say: host)", "box"),
    "allowlist": ("whitelist", "white-list"),
    "Café": ("Kaffé",),
    "C": ("C++", "a|b", "(x)", "a/b", "\\d", "¥", "[y]", "^z", "x.y", "'q'", '"r"'),
    "호스트": ("서버",),
}
TESTS = ("ロードバランサーバイパス", "データサーバとサーバー", "boxes and a mailbox")
RECORDS = tuple(
    Record((label,), n, f"What {label} is.", n, Fields(avoid=avoid))
    for n, (label, avoid) in enumerate(AVOID.items(), 1)
)
GLOSSARY = Glossary(RECORDS, tests=tuple(LinkTest(text, (), 1) for text in TESTS))
PAGE = """\
データサーバとサーバー。ロードバランサーバイパス。

A box, two boxes, a mailbox, the server machine and the white-list.

Kaffé and C++ and 서버는 here; (x), a/b, \\\\d.
"""
FOUND = sorted(
    ["サーバ", "box", "server machine", "white-list", "Kaffé", "C++", "서버", "(x)", "a/b", "\\d"]
)


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages."""
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    # The plugin names all of Docusaurus as its peer; its check of a glossary needs nothing of it.
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--legacy-peer-deps"]
    reason = "needs Node.js, npm and its registry"
    try:
        done = subprocess.run([*command, *PACKAGES], cwd=folder, check=False, timeout=300)
        if done.returncode == 0:
            return folder
    except (OSError, subprocess.TimeoutExpired):
        pass
    if os.environ.get("GLOSSTERM_REQUIRE_NPM"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def run(npm: Path, *command: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0], path=str(npm / "node_modules" / ".bin")) or command[0]
    return subprocess.run(
        [program, *command[1:]], cwd=npm, capture_output=True, text=True, check=False
    )


def written(key: str) -> str:
    return BY_KEY[key].write(GLOSSARY).files[""]


def textlint(npm: Path, rules: dict[str, object]) -> list[tuple[str, str]]:
    """What it replaces, and by what; in this page, each character is one UTF-16 unit."""
    (npm / "page.md").write_text(PAGE, encoding="utf-8")
    (npm / ".textlintrc.json").write_text(json.dumps({"rules": rules}))
    done = run(npm, "textlint", "-f", "json", "page.md")
    assert done.returncode in {0, 1}, done.stderr or done.stdout
    (page,) = json.loads(done.stdout)
    places = (message["fix"] for message in page["messages"])
    return [(PAGE[slice(*fix["range"])], fix["text"]) for fix in places]


def test_prh_loads_the_rules_with_their_specs_and_finds_the_words(npm: Path) -> None:
    (npm / "prh.yml").write_text(written("prh"), encoding="utf-8")
    found = textlint(npm, {"prh": {"rulePaths": ["prh.yml"]}})
    assert sorted(word for word, _ in found) == FOUND
    assert dict(found)["サーバ"] == "サーバー"


def test_prh_rejects_a_wrong_spec(npm: Path) -> None:
    """So the specs are checked."""
    wrong = written("prh").replace('to: "サーバー"', 'to: "サーバーー"', 1)
    (npm / "prh.yml").write_text(wrong, encoding="utf-8")
    (npm / "page.md").write_text(PAGE, encoding="utf-8")
    (npm / ".textlintrc.json").write_text(
        json.dumps({"rules": {"prh": {"rulePaths": ["prh.yml"]}}})
    )
    assert "spec failed" in run(npm, "textlint", "page.md").stderr


def test_textlint_rule_terminology_finds_the_words(npm: Path) -> None:
    terms = json.loads(written("textlint-terminology"))
    found = textlint(npm, {"terminology": {"defaultTerms": False, "terms": terms}})
    assert sorted(word for word, _ in found) == FOUND


def test_cspell_accepts_and_flags_the_words(npm: Path) -> None:
    (npm / "cspell.json").write_text(written("cspell"), encoding="utf-8")
    (npm / "page.md").write_text(PAGE + "\nThe allowlist, a whitelist, xyzzyx.\n", "utf-8")
    done = run(npm, "cspell", "--no-progress", "--no-summary", "--show-suggestions", "page.md")
    assert "Forbidden word (whitelist)" in done.stdout
    assert "allowlist" in done.stdout.partition("whitelist")[2].partition("\n")[0]
    assert "Unknown word (xyzzyx)" in done.stdout
    assert "Unknown word (allowlist)" not in done.stdout


def test_the_plugin_of_docusaurus_accepts_the_terms(npm: Path) -> None:
    (npm / "glossary.json").write_text(written("docusaurus"), encoding="utf-8")
    (npm / "check.js").write_text(
        "import { validateGlossaryData }"
        ' from "./node_modules/docusaurus-plugin-glossary/dist/validation.js";\n'
        'import { readFileSync } from "node:fs";\n'
        'const data = JSON.parse(readFileSync("glossary.json", "utf8"));\n'
        "console.log(JSON.stringify(validateGlossaryData(data)));\n"
    )
    done = run(npm, "node", "check.js")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert (result["valid"], result["errors"]) == (True, [])
    assert len(result["data"]["terms"]) == len(RECORDS)
    records = read_source("glossary.json", written("docusaurus")).records
    assert [record.labels for record in records] == [record.labels for record in RECORDS]
