r"""Plain text as TeX, and TeX as plain text.

Braces are written as commands, since BibTeX counts them even after a backslash. Of TeX that is
read, the arguments of unknown commands are kept: ``\foo{a}`` becomes ``a``, and ``\foo`` ``foo``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

PARAGRAPH = r"\glspar "
"""Separates the paragraphs of a description; an empty line is not allowed in an argument."""

_SIGNS: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}
_TO_TEX = re.compile(r"[\\{}~^`%&#_$]|--+|''+")

_COMMANDS: Mapping[str, str] = {
    **{tex[1:-2]: sign for sign, tex in _SIGNS.items() if tex.endswith("{}")},
    **{"glspar": "\n\n", "par": "\n\n", "newline": " ", "ldots": "…", "dots": "…"},
    **{"textendash": "–", "textemdash": "—", "textquotesingle": "'", "lbrace": "{"},
    **{"rbrace": "}", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø"},
    **{"aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "TeX": "TeX", "LaTeX": "LaTeX"},
    **{"S": "§", "copyright": "©", "textregistered": "®", "texttrademark": "™"},
}
_FORMATTING = frozenset(
    {
        *("emph", "text", "textbf", "textit", "textmd", "textnormal", "textrm", "textsc", "textsf"),
        *("textsl", "texttt", "textup", "mbox", "ensuremath", "bfseries", "itshape", "em", "bf"),
        *("it", "tt", "protect", "relax"),
    }
)
_ACCENTS: Mapping[str, str] = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304"},
    **{"u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b"},
    **{"v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331"},
}
_FROM_TEX = re.compile(
    r"\\(?P<accent>[`'^~=.\"]|[cvuHkrdb](?![A-Za-z]))[ \t]*\{?\\?(?P<letter>[A-Za-z])\}?"
    r"|\\(?P<reference>[Gg][Ll][Ss](?:pl|link|xtrshort|xtrlong|xtrfull|disp)?)\*?[ \t]*"
    r"\{(?P<key>[^{}\s]{1,200})\}(?:\{(?P<shown>[^{}]*)\})?"
    r"|\\(?P<name>[A-Za-z]+)\*?(?:\{\}|[ \t]*)"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<dashes>--+)|(?P<open>``)|(?P<close>'')"
    r"|(?P<empty>\{\})|(?P<brace>[{}])|(?P<tie>~)|(?P<gap>\n[ \t]*\n\s*)"
)


def as_tex(text: str) -> str:
    """*text*, with a paragraph for each part between empty lines."""
    lines = (_TO_TEX.sub(_sign, " ".join(part.split())) for part in text.split("\n\n"))
    return PARAGRAPH.join(line for line in lines if line)


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0]) or "{}".join(found[0])


def from_tex(
    tex: str, label_of: Callable[[str], str] = lambda key: key
) -> tuple[str, tuple[str, ...]]:
    r"""The text of *tex*, and the names of commands that are not known.

    *label_of* returns the label of an entry that ``\gls`` names.
    """
    unknown: dict[str, None] = {}

    def text(found: re.Match[str]) -> str:
        groups = found.groupdict()
        if groups["accent"]:
            joined = groups["letter"] + _ACCENTS[groups["accent"]]
            return unicodedata.normalize("NFC", joined)
        if groups["reference"]:
            return groups["shown"] or label_of(groups["key"])
        if name := groups["name"]:
            known = _known(name)
            if known is None:
                unknown[name] = None
                # A command without an argument is usually a symbol.
                return "" if found.string.startswith("{", found.end()) else f"{name} "
            return known
        return _character(found)

    parts = (" ".join(part.split()) for part in _FROM_TEX.sub(text, tex).split("\n\n"))
    return "\n\n".join(filter(None, parts)), tuple(unknown)


def _known(name: str) -> str | None:
    """The text of a command; ``None`` if it is not known."""
    if name in _COMMANDS or name in _FORMATTING:
        return _COMMANDS.get(name, "")
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.replace('ambda', 'amda').upper()}")
    except KeyError:
        return None


def _character(found: re.Match[str]) -> str:
    shown = {
        "dashes": "–" if found["dashes"] == "--" else "—",
        "open": "“",
        "close": "”",
        "tie": " ",
        "gap": "\n\n",
    }
    if found.lastgroup == "sign":
        return found["sign"] if found["sign"] not in ",;:!\n\\" else " "
    return shown.get(found.lastgroup or "", "")
