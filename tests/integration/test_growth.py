"""No step of a build grows faster than the text, also if the glossary has an unusual form."""

from __future__ import annotations

import cProfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinxcontrib_glossterm

if TYPE_CHECKING:
    from .conftest import Project, Site

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
PACKAGE = str(Path(sphinxcontrib_glossterm.__file__).parent)
FEW, MANY = 70, 280
"""Numbers of labels. Both are below the limits above which the index has no tips or is divided."""
TIMES = 8
"""Between linear, which is 4, and a step for each pair of labels, which is 16: the pages of the
smaller project mention the same few concepts again and again."""
RARE = 3000
"""Calls of a step that the smaller project hardly needs; there are 78 400 pairs of labels."""


@pytest.fixture(
    scope="module", params=["chain", "children", "parents", "many_labels", "one_concept"]
)
def builds(request, module_project, tmp_path_factory):
    """Two sizes of the same project, each with the calls of our functions in its build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        from shapes import write_shape
    made = []
    for size in (FEW, MANY):
        folder = tmp_path_factory.mktemp("shape") / "source"
        write_shape(folder, request.param, size)
        source = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        made.append(_build(module_project(source, link="everywhere", link_density="every")))
    return made


def _build(made: Project) -> tuple[Site, Counter[str]]:
    profile = cProfile.Profile(builtins=False)
    site = profile.runcall(made.build)
    calls: Counter[str] = Counter()
    for entry in profile.getstats():
        code = entry.code
        if not isinstance(code, str) and code.co_filename.startswith(PACKAGE):
            name = f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_qualname}"
            calls[name] += entry.callcount
    return site, calls


def test_no_function_is_called_more_often_than_the_text_is_longer(builds):
    (_site, few), (_other, many) = builds
    assert many.total() > MANY * 100  # builds are profiled
    assert many.total() <= TIMES * few.total()
    grown = {name: (few[name], calls) for name, calls in many.items()}
    assert {name: both for name, both in grown.items() if both[1] > TIMES * both[0] + RARE} == {}


@pytest.mark.parametrize("pattern", ["glossterm-index.html", "_glossterm/*.js", "glossterm.json"])
def test_no_file_grows_faster_than_the_text(builds, pattern):
    (small, _few), (large, _many) = builds
    few, many = (
        sum(path.stat().st_size for path in site.outdir.glob(pattern)) for site in (small, large)
    )
    assert 0 < many <= TIMES * few
