"""Plain text: valid characters, web addresses, language tags, values in messages.

Values in messages can be translated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinxcontrib_glossterm.lazily import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_WEB_ADDRESS = pattern(r"https?://[^\s<>\"\\]+", re.IGNORECASE)
_LONGEST_TAG = 40
_TAG = (
    r"(?P<code>[a-z]{2,3})(?:-[a-z]{3}){0,3}"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_CODES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da"
    " de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy"
    " hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg"
    " li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or"
    " os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw"
    " ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " "
)
"""The codes of two letters (ISO 639-1). Codes of countries are a common mistake: jp, cn."""


def without_surrogates(text: str) -> str:
    """*text* with U+FFFD for each half of a surrogate pair, which cannot be encoded in UTF-8.

    Docutils' ``unicode`` directive and JSON can create one.
    """
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def is_web_address(text: str) -> bool:
    """Whether *text* is the URL of a web page, and nothing else."""
    try:
        return bool(_WEB_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False


def language_tag(text: str) -> str:
    """*text* as a language tag in its usual case; empty if it is not one.

    Tags are those of BCP 47; an underscore is accepted too, as in Sphinx's option ``language``.

    >>> language_tag("zh_tw"), language_tag("japanese"), language_tag("jp")
    ('zh-TW', '', '')
    """
    tag = text.strip().lower().replace("_", "-")
    found = re.fullmatch(_TAG, tag) if 0 < len(tag) <= _LONGEST_TAG else None
    if not found or (len(found["code"]) == 2 and f" {found['code']} " not in _CODES):
        return ""
    parts = list(tag)
    for name, change in (("script", str.title), ("region", str.upper)):
        start, end = found.span(name)
        if start >= 0:
            parts[start:end] = change(tag[start:end])
    return "".join(parts)


def is_foreign(tag: str, page: str) -> bool:
    """Whether a text in the language *tag* is not in the language of a page.

    The page may be in a variety of the language: German words in a page for Austria.

    >>> is_foreign("de", "de_AT"), is_foreign("zh-TW", "zh_CN"), is_foreign("", "en")
    (False, True, False)
    """
    one, other = f"{tag.lower()}-", f"{page.lower().replace('_', '-')}-"
    return bool(tag) and not (one.startswith(other) or other.startswith(one))


class Phrase(str):
    """A value in a message, in English, with its template; it is not part of a sentence.

    Authors' texts are plain strings, which are not translated even if they are equal to a template.
    """

    __slots__ = ("args", "template")
    template: str
    args: tuple[str, ...]

    def __new__(cls, template: str, *args: str) -> Phrase:
        """*template* in ``%`` style with *args*; without any, it is used unchanged."""
        self = super().__new__(cls, template % args if args else template)
        self.template, self.args = template, args
        return self

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, ...]]:
        return Phrase, (self.template, *self.args)

    def translated(self, translate: Callable[[str], str]) -> str:
        """The text in the language of *translate*."""
        template = translate(self.template)
        return template % self.args if self.args else template
