"""Count the instructions of builds, and compare them.

A count does not depend on the load of the machine, so that two builds can be counted at the same
time.

Garbage collections are turned off while builds are counted. The moment of a full collection depends
on the number of objects: a small change of the code can add or remove one, 4 % of a build. With
collections, two builds that differ in one option were compared by chance.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from figures import goal_of
from measure import Spread, run
from sites import SETTINGS, Corpus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from builds import Rows
    from corpus import Size

    Counts = dict[tuple[str, str], float]
    """Setting and change → billions of instructions."""

CHANGES = ("nothing", "definition", "label")
"""What is done before the builds after the first one, in this order."""
_MODULES = {"tippy": "sphinx_tippy", "riddle": "sphinx_riddle_whisper"}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two builds that are compared: the setting of each, and the change before both."""

    ours: str
    base: str
    change: str = ""


COMPARED = {
    "glossary": Compared("glossary", "plain"),
    "by_hand": Compared("by_hand", "plain"),
    "tippy": Compared("tippy", "plain"),
    "riddle": Compared("riddle", "plain"),
    "hand": Compared("hand", "plain"),
    "hand_beside_by_hand": Compared("hand", "by_hand"),
    "minimum_hand": Compared("minimum_hand", "by_hand"),
    "minimum": Compared("minimum", "plain"),
    "minimum_section": Compared("minimum_section", "plain"),
    "every": Compared("every", "plain"),
    "every_beside_by_hand": Compared("every", "by_hand"),
    "section": Compared("section", "plain"),
    "unused": Compared("unused", "plain"),
    "checked": Compared("checked", "every"),
    "unused_nothing": Compared("unused", "plain", "nothing"),
    "minimum_nothing": Compared("minimum", "plain", "nothing"),
    "minimum_definition": Compared("minimum", "plain", "definition"),
    **{change: Compared("every", "plain", change) for change in CHANGES},
    **{f"{change}_beside_by_hand": Compared("every", "by_hand", change) for change in CHANGES},
    **{f"{change}_hand": Compared("hand", "by_hand", change) for change in CHANGES},
}
"""Name of a comparison → its builds."""
FEATURES = (
    *("every_no_index", "every_no_tips", "every_bare", "entries_bare"),
    *("hand_no_index", "hand_no_tips", "hand_bare"),
)
"""Builds with single features turned off."""
_AFTER = ("nothing", "definition")
"""The changes after which the cost of single features is shown."""
_PARTS_AFTER = {"glossary", "entries_bare", "every_bare", "every_no_index", "every_no_tips"}
"""The settings that are built after these changes only for that."""
LEAST = {
    "every": "minimum",
    "section": "minimum_section",
    "hand_beside_by_hand": "minimum_hand",
    "unused": "",
    "nothing": "minimum_nothing",
    "definition": "minimum_definition",
}
"""The comparisons with a goal that are compared with a minimum → that of the minimum. Without a
glossary there is nothing to do but to import the modules."""
_IMPORTING = {
    (setting, one.change)
    for one in (COMPARED[name] for name in LEAST)
    for setting in (one.ours, one.base)
}
"""Setting and change of the builds whose imports are counted."""
_BUILD = """
import gc, sys
gc.disable()
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""
_BUILD_AND_LIST = """
import sys
from sphinx.cmd.build import main
main(sys.argv[2:])
specs = ((name, getattr(module, "__spec__", None)) for name, module in sys.modules.items())
loaded = [name for name, spec in specs if spec and spec.name == name]
open(sys.argv[1], "w").write("\\n".join(loaded))
"""
_IMPORT = """
import gc, sys
gc.disable()
from importlib import import_module
for name in open(sys.argv[1]).read().split():
    import_module(name)
"""


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts builds of the corpus of one size."""

    size: Size
    work: Path
    counter: str
    warm_up: Size
    """A small corpus: the first build of each setting compiles modules, and is not counted."""

    def count(
        self, settings: Collection[str], jobs: int, names: Collection[str], *, features: bool
    ) -> Counts:
        """The counts of the full builds of *settings*, and of the builds after changes that the
        comparisons *names* and the costs of *features* need; so many *jobs* at the same time."""
        changes = {setting: set[str]() for setting in settings}
        for one in (COMPARED[name] for name in names):
            for setting in changes.keys() & {one.ours, one.base}:
                changes[setting].add(one.change)
        for setting in changes.keys() & _PARTS_AFTER if features else ():
            changes[setting].update(_AFTER)
        importing = _IMPORTING if features else ()
        imports = [{c for s, c in importing if s == setting} for setting in changes]
        with ThreadPoolExecutor(jobs) as pool:
            found = pool.map(self._of, changes.keys(), changes.values(), imports)
        return {key: count for counts in found for key, count in counts.items()}

    def _of(self, setting: str, changed: Collection[str], importing: Collection[str]) -> Counts:
        """*importing* are the changes after which the imports are counted too."""
        self._build(Corpus(self.warm_up), self.work / f"{setting}.warm", setting, "")
        site, folder = Corpus(self.size), self.work / setting
        found = {(setting, ""): self._build(site, folder, setting, self.counter)}
        if "" in importing:
            shutil.rmtree(folder / "html", ignore_errors=True)  # so that it is a full build again
            found[setting, "_imports"] = self._imports(folder)
        for change in [name for name in CHANGES if name in changed]:
            # Until everything is up to date, so that the change is the only one.
            self._build(site, folder, setting, "")
            if change == "definition":
                site.edit_definition(folder, 0)
            elif change == "label":
                site.add_label(folder, 0)
            found[setting, change] = self._build(site, folder, setting, self.counter)
            if change in importing:
                if change == "definition":
                    site.edit_definition(folder, 1)
                found[setting, f"{change}_imports"] = self._imports(folder)
        shutil.rmtree(folder)
        return found

    def _imports(self, folder: Path) -> float:
        """Importing the modules that a build of *folder* has imported at its end, in a process that
        does nothing else."""
        names = folder / "modules"
        options = ["-q", "-b", "html", str(folder), str(folder / "html")]
        run([sys.executable, "-c", _BUILD_AND_LIST, str(names), *options])
        return run([sys.executable, "-c", _IMPORT, str(names)], self.counter).instructions / 1e9

    @staticmethod
    def _build(site: Corpus, folder: Path, setting: str, counter: str) -> float:
        if not folder.exists():
            site.make(folder, setting)
        out = folder / "html"
        command = [sys.executable, "-c", _BUILD, "-q", "-b", "html", str(folder), str(out)]
        count = run(command, counter).instructions / 1e9
        if counter:
            print(f"{site.size}: {setting} {count:.3f}", file=sys.stderr, flush=True)
        return count


def available(settings: Iterable[str]) -> list[str]:
    """*settings* without those whose extension is not installed."""
    return [
        setting
        for setting in settings
        if setting not in _MODULES or importlib.util.find_spec(_MODULES[setting])
    ]


def needed(names: Iterable[str]) -> list[str]:
    """The settings that the comparisons *names* need."""
    found = {setting for name in names for setting in (COMPARED[name].ours, COMPARED[name].base)}
    return [setting for setting in SETTINGS if setting in found]


def compared(counts: Counts, names: Iterable[str]) -> Rows:
    """The ratios of the comparisons *names*, as far as they were counted."""
    found: Rows = {}
    for name in names:
        one = COMPARED[name]
        ours, base = (one.ours, one.change), (one.base, one.change)
        if ours in counts and base in counts:
            found[f"{name}/instructions"] = Spread.of([counts[ours] / counts[base]]).as_json() | {
                "plain": round(counts[base], 4),
                "ours": round(counts[ours], 4),
                "unit": "G",
            }
    return found


def spent(counts: Counts) -> dict[str, Rows]:
    """What each feature adds to a build, in per cent of the build without this extension.

    A feature is what the build without it does not need. Of two features that share work, neither
    has the shared part; the last row has it.
    """

    def of(setting: str, change: str = "") -> float:
        return counts[setting, change]

    hand = {
        "setup": of("unused") - of("plain"),
        "links": of("hand_bare") - of("by_hand") - of("unused") + of("plain"),
        "tips": of("hand") - of("hand_no_tips"),
        "index": of("hand") - of("hand_no_index"),
    }
    rows = {}
    for change in ("", *_AFTER):
        plain, every = of("plain", change), of("every", change)
        # After a change, only "nothing" is counted for a project that uses nothing.
        setup = of("unused", change and "nothing") - of("plain", change and "nothing")
        parts = {
            "setup": setup,
            "entries_of_sphinx": of("glossary", change) - plain,
            "entries": of("entries_bare", change) - of("glossary", change) - setup,
            "links": of("every_bare", change) - of("entries_bare", change),
            "tips": every - of("every_no_tips", change),
            "index": every - of("every_no_index", change),
        }
        rows[change or "every"] = _parts(parts, every, plain)
        if change:
            imports = of("every", f"{change}_imports") - of("plain", f"{change}_imports")
            rows[change] |= _shares({"imports": imports}, plain)
    rows["hand"] = _parts(hand, of("hand"), of("by_hand"))
    return {case: rows[case] for case in ("every", "hand", *_AFTER)}


def least(counts: Counts) -> dict[str, Rows]:
    """What builds with a goal take at least, what the goal allows, and what they take.

    Each in addition to the build without this extension, in per cent of that.
    """
    rows = {}
    for case, name in LEAST.items():
        one, goal = COMPARED[case], goal_of(f"{case}/instructions")
        base, change = counts[one.base, one.change], f"{one.change}_imports"
        minimum = counts[COMPARED[name].ours, one.change] - base if name else 0.0
        importing = counts[one.ours, change] - counts[one.base, change]
        parts = {"minimum": minimum, "importing": importing, "least": minimum + importing}
        parts["allowed"] = (goal.at_most - 1) * base if goal else 0.0
        rows[case] = _shares(parts | {"ours": counts[one.ours, one.change] - base}, base)
    return rows


def _parts(parts: dict[str, float], ours: float, base: float) -> dict[str, Any]:
    """The rows of *parts*, of the rest of what a build costs in addition, and of all together."""
    more = ours - base
    return _shares(parts | {"shared": more - sum(parts.values()), "all": more}, base)


def _shares(parts: dict[str, float], base: float) -> dict[str, Any]:
    return {
        f"{part}/share": Spread.of([100 * count / base]).as_json() | {"billions": round(count, 4)}
        for part, count in parts.items()
    }
