"""Work in several processes, with ``sphinx-build -j``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.application import Sphinx

    Item = TypeVar("Item")
    Result = TypeVar("Result")


def in_processes(
    app: Sphinx, function: Callable[[Item], Result], items: Sequence[Item], at_least: int
) -> Iterable[Result]:
    """The result of *function* for each of *items*, in their order.

    Each process has *at_least* so many items, since it takes time to start one. With fewer items,
    or without ``-j``, each result is made in this process when it is requested. In another process,
    *function* sees the state of this one, but its changes are lost. Results are pickled, warnings
    are logged in this process.
    """
    jobs = min(app.parallel, len(items) // at_least) if parallel_available else 1
    if jobs < 2:
        return map(function, items)
    results: dict[int, list[Result]] = {}
    tasks = ParallelTasks(jobs)
    for first in range(jobs):
        tasks.add_task(
            lambda first: [function(item) for item in items[first::jobs]],
            first,
            results.__setitem__,
        )
    tasks.join()
    return [results[number % jobs][number // jobs] for number in range(len(items))]
