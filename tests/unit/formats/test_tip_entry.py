"""Test that Python and the scripts know one shape of the data of a tip."""

from __future__ import annotations

import re
from pathlib import Path

from sphinxcontrib_glossterm.formats.own.project_json import TipEntry, tip_entry

SCRIPT = Path(__file__).parents[3] / "assets" / "src" / "content.js"
_TYPEDEF = re.compile(r"@typedef \{object\} Entry\n(.*?)\*/", re.DOTALL)
_PROPERTY = re.compile(r"@property \{.+?\} (\[)?(\w+)")


def properties_of_the_script() -> dict[str, bool]:
    """The properties that the script reads, and whether it needs them."""
    (typedef,) = _TYPEDEF.findall(SCRIPT.read_text("utf-8"))
    return {name: not optional for optional, name in _PROPERTY.findall(typedef)}


def test_the_script_reads_all_keys_and_no_others() -> None:
    assert properties_of_the_script().keys() == TipEntry.__annotations__.keys()


def test_required_keys_are_always_present() -> None:
    needed = {name for name, is_needed in properties_of_the_script().items() if is_needed}
    entry = tip_entry(label="proofing", also=[], href="a.html#term-proofing", text="", body=[])
    assert needed <= entry.keys()
    assert entry.keys() == TipEntry.__required_keys__


def test_empty_optional_values_are_left_out() -> None:
    entry = tip_entry(
        label="proofing", also=[], href="#", text="", body=[],
        reading="", deprecated=False, above=[], below=[["crumb", "#crumb"]], source="",
    )  # fmt: skip
    assert entry.keys() - TipEntry.__required_keys__ == {"below"}
