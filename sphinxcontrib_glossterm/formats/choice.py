"""Choose the format of a data file, and read or write it.

The format is the one that is given by its key. Otherwise the name of the file decides: the whole
name, or its ending. If several formats have that ending, the one that recognises the
content is used; if none does, the one without :attr:`.Format.recognise`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import similar
from .record import Source, SourceProblem, decode
from .registry import FORMATS, MAX_BYTES, Format, imported
from .written import Written, unsafe_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .written import Glossary

BY_KEY: Mapping[str, Format] = {form.key: form for form in FORMATS}
READ = tuple(form for form in FORMATS if form.is_source)
"""The formats of data files."""
WRITTEN = tuple(form for form in FORMATS if form.writer)
"""The formats in which concepts are written."""
ENDINGS: Mapping[str, tuple[Format, ...]] = {
    ending: tuple(form for form in READ if ending in form.endings and not form.is_folder)
    for ending in dict.fromkeys(e for form in READ if not form.is_folder for e in form.endings)
}
"""The formats of data files, by whole name or ending in lower case."""


class MissingExtraError(ImportError):
    """The packages that a format requires are not installed."""

    def __init__(self, form: Format) -> None:
        super().__init__(form.name)
        self.form = form


# -- reading ------------------------------------------------------------------------


def read_source(
    name: str,
    content: str | bytes | Mapping[str, str | bytes],
    separator: str = "|",
    key: str = "",
) -> Source:
    """The records of the file or the folder *name*, of which only the last part is used.

    *content* is the whole file, or each file of a folder by its name relative to it; bytes are
    decoded as UTF-8. *separator* must not be empty. It separates labels, and values of a field,
    that are written as one text. *key* is that of the format; if it is
    empty, name and content determine the format.

    No exception is raised for the content of the file. Each error is a problem with its line,
    counted from 1. The invalid value is omitted; the rest of the record and of the file is read.
    """
    decoded, invalid = _decoded(content)
    if not decoded and invalid:
        return Source(problems=invalid)
    form = _named(key, decoded) if key else _found(name, decoded)
    if isinstance(form, Source):
        return form.with_problems(invalid)
    if form.is_folder and isinstance(decoded, str):
        source = _without_file(_read(form, {_last(name): decoded}, separator))
    else:
        source = _read(form, decoded, separator)
    return source.with_problems(invalid)


def _last(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _without_file(source: Source) -> Source:
    """*source* of a single file, which is read as a folder that has only this one."""
    records = (replace(record, file="") for record in source.records)
    problems = (replace(problem, file="") for problem in source.problems)
    return replace(source, records=tuple(records), problems=tuple(problems))


def _read(form: Format, content: str | Mapping[str, str], separator: str) -> Source:
    try:
        source: Source = form.read(content, separator)
    except ImportError:
        if not form.extra:
            raise
        message = (
            'the format "%s" requires packages that are not installed;'
            " install sphinxcontrib-glossterm[%s]"
        )
        return _problem(message, form.name, form.extra)
    return source


def _decoded(
    content: str | bytes | Mapping[str, str | bytes],
) -> tuple[str | dict[str, str], tuple[SourceProblem, ...]]:
    if not isinstance(content, Mapping):
        return ("", _too_large(MAX_BYTES).problems) if len(content) > MAX_BYTES else decode(content)
    texts: dict[str, str] = {}
    problems: list[SourceProblem] = []
    for name, data in content.items():
        text, invalid = decode(data)
        problems += (replace(problem, file=name) for problem in invalid)
        if text or not invalid:
            texts[name] = text
    return texts, tuple(problems)


def _too_large(limit: int) -> Source:
    message = "this file is larger than %s bytes, so it is not read; divide it"
    return _problem(message, str(limit))


def _named(key: str, content: str | Mapping[str, str]) -> Format | Source:
    """The format *key*; if it cannot be used for *content*, the problem."""
    form = BY_KEY.get(key)
    if not form:
        known = [one.key for one in READ]
        if near := similar(key, known):
            return _problem('unknown format "%s"; did you mean "%s"?', key, *near)
        return _problem('unknown format "%s"; use one of: %s', key, ", ".join(known))
    if not form.is_source:
        return _problem('the format "%s" can be written, but not read', key)
    if not form.is_folder and not isinstance(content, str):
        return _problem('the format "%s" is one file; write the path of the file', key)
    return form


def _found(name: str, content: str | Mapping[str, str]) -> Format | Source:
    """The format of the file *name*; if there is none, the problem."""
    last = _last(name)
    folders = [form for form in READ if form.is_folder]
    if not isinstance(content, str):
        forms = folders
    elif last.lower() in ENDINGS and not last.startswith("."):
        forms = [*ENDINGS[last.lower()]]
    else:
        # A file of a folder can be read by itself; its name may give the languages.
        forms = [*_of_ending(last), *(f for f in folders if last.lower().endswith(f.endings))]
    if len(forms) == 1:
        return forms[0]
    recognised = (one for one in forms if _recognises(one, last, content))
    every = (one for one in forms if not one.recognise)
    if form := next(recognised, None) or next(every, None):
        return form
    if forms or not isinstance(content, str):
        message = "the format is not recognised; give its key, one of: %s"
        return _problem(message, ", ".join(form.key for form in forms))
    kind = f".{last.rpartition('.')[2]}" if "." in last[1:] else last
    return _problem('unsupported file type "%s"; use one of: %s', kind, ", ".join(ENDINGS))


def _recognises(form: Format, name: str, content: str | Mapping[str, str]) -> bool:
    files = {name: content} if form.is_folder and isinstance(content, str) else content
    return bool(form.recognise) and bool(imported(form.recognise)(files))


def _of_ending(name: str) -> Mapping[Format, None]:
    """The formats of a file *name*, those for longer endings first."""
    # A file with only an ending as its name, ".yaml", has no ending.
    endings = [e for e in ENDINGS if e.startswith(".") and name.lower()[1:].endswith(e)]
    longest = sorted(endings, key=len, reverse=True)
    return dict.fromkeys(form for ending in longest for form in ENDINGS[ending])


def _problem(message: str, *args: str) -> Source:
    return Source(problems=(SourceProblem(message, args, 1),))


# -- writing ------------------------------------------------------------------------


def format_for(name: str, forms: Iterable[Format] = WRITTEN) -> Format | None:
    """The format in which a file *name* is written, if the name determines it.

    Of several with one ending, the one that takes every such file.
    """
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    fitting = [
        (len(ending), not form.recognise, form)
        for form in forms
        for ending in form.endings
        if not form.is_folder and (last == ending or (ending[0] == "." and last.endswith(ending)))
    ]
    if not fitting:
        return None
    return max(fitting, key=lambda found: found[:2])[2]


def file_name(form: Format) -> str:
    """The name of the file or the folder in which a build writes *form*.

    It does not depend on the other formats that are written: ``glossary.csv`` for the format that
    takes every such file, ``glossary.KEY.csv`` for others.
    """
    ending = form.endings[0] if form.endings else ""
    if form.is_folder:
        return form.key
    if not ending.startswith("."):
        return ending or form.key
    usual = format_for(f"glossary{ending}")
    return f"glossary{ending}" if form == usual else f"glossary.{form.key}{ending}"


def write_glossary(form: Format, glossary: Glossary) -> Written:
    """The files of *glossary* in the format *form*.

    Raises :class:`MissingExtraError` if the packages that it requires are not installed, and
    ``ValueError`` if a file would be outside of the folder.
    """
    try:
        written: Written = form.write(glossary)
    except ImportError as error:
        if not form.extra:
            raise
        raise MissingExtraError(form) from error
    if bad := next(filter(unsafe_name, written.files), ""):
        raise ValueError(f"not a name of a file in the folder: {bad!r}")
    return written


def shown_names(form: Format) -> str:
    """The endings or names of its files, for lists of formats."""
    names = (f"*{ending}" if ending.startswith(".") else ending for ending in form.endings)
    shown = ", ".join(names)
    return f"{form.key}/ ({shown})" if form.is_folder else shown
