"""Run ``sphinx-build`` and measure, in its own process, how long each phase of the build takes.

    python benchmarks/inside.py OUTPUT.json -q -b html SOURCE OUTDIR

Processor time belongs to the innermost phase that is running, so that the sum of all phases is the
time of the build. Garbage collections are a phase of their own: they run in any phase, and a full
one takes longer than many phases of a small build. In addition the build is sampled: every few
milliseconds, the phase and the module of this extension are noted in which the outermost of its
functions is; ``""`` if none of them is running.
"""

from __future__ import annotations

import atexit
import functools
import gc
import json
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import sphinx.builders
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.cmd.build import main
from sphinx.environment import BuildEnvironment
from sphinx.events import EventManager

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType

INTERVAL = 0.002
"""Seconds of processor time between samples; the system may round it up."""
GARBAGE = "garbage"
PHASES = (
    *("setup", "reading", "deciding", "saving", "resolving", "writing", "index", "files"),
    GARBAGE,
)
"""In the order of a build. ``setup`` is everything that no other phase contains."""
EVENTS = {
    "env-updated": "deciding",
    "env-get-updated": "deciding",
    "env-check-consistency": "deciding",
    "build-finished": "files",
}
METHODS = (
    (Builder, "read", "reading"),
    (BuildEnvironment, "get_and_resolve_doctree", "resolving"),
    (Builder, "write", "writing"),
    (StandaloneHTMLBuilder, "copy_assets", "files"),
    (StandaloneHTMLBuilder, "finish", "files"),
    (StandaloneHTMLBuilder, "gen_indices", "index"),
    (StandaloneHTMLBuilder, "gen_pages_from_extensions", "index"),
)
_PACKAGE = str(Path(__file__).resolve().parents[1] / "sphinxcontrib_glossterm") + "/"


class Clock:
    """The processor time and the samples of each phase."""

    def __init__(self) -> None:
        self.phases = ["setup"]
        self.seconds = dict.fromkeys(PHASES, 0.0)
        self.samples: Counter[tuple[str, str]] = Counter()
        self._since = 0.0

    def charge(self) -> None:
        """Add the time since the last call to the current phase."""
        now = time.process_time()
        self.seconds[self.phases[-1]] += now - self._since
        self._since = now

    def during(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """*function*, as part of *phase*."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.charge()
            self.phases.append(phase)
            try:
                return function(*args, **kwargs)
            finally:
                self.charge()
                self.phases.pop()

        return timed

    def collect(self, when: str, _about: Mapping[str, int]) -> None:
        """A callback of the garbage collector, at the start and the stop of each collection."""
        self.charge()
        if when == "start":
            self.phases.append(GARBAGE)
        else:
            self.phases.pop()

    def sample(self, _signal: int, frame: FrameType | None) -> None:
        """Count a sample."""
        files = [one.f_code.co_filename for one in _frames(frame)]
        ours = [file for file in files if file.startswith(_PACKAGE)]
        module = ours[-1].removeprefix(_PACKAGE) if ours else ""
        self.samples[self.phases[-1], module] += 1

    def save(self, path: Path) -> None:
        """Write the measurements."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        self.charge()
        samples = [[*key, count] for key, count in sorted(self.samples.items())]
        path.write_text(json.dumps({"seconds": self.seconds, "samples": samples}), "utf-8")


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        yield frame
        frame = frame.f_back


def observe(clock: Clock) -> None:
    """Make Sphinx report its phases to *clock*."""
    for owner, name, phase in METHODS:
        if name in vars(owner):
            setattr(owner, name, clock.during(phase, vars(owner)[name]))
    emit: Callable[..., Any] = EventManager.emit
    timed = {event: clock.during(phase, emit) for event, phase in EVENTS.items()}

    def emit_in_phase(self: EventManager, name: str, *args: Any, **kwargs: Any) -> Any:
        return timed.get(name, emit)(self, name, *args, **kwargs)

    EventManager.emit = emit_in_phase  # type: ignore[method-assign]
    builders: Any = sphinx.builders
    pickle = builders.pickle
    save = clock.during("saving", pickle.dump)

    def dump(*args: Any, **kwargs: Any) -> None:
        """Doctrees are part of reading; the environment is saved outside of it."""
        (save if clock.phases[-1] == "setup" else pickle.dump)(*args, **kwargs)

    builders.pickle = SimpleNamespace(**{**vars(pickle), "dump": dump})


if __name__ == "__main__":
    clock = Clock()
    observe(clock)
    gc.callbacks.append(clock.collect)
    atexit.register(clock.save, Path(sys.argv[1]))
    signal.signal(signal.SIGPROF, clock.sample)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    raise SystemExit(main(sys.argv[2:]))
