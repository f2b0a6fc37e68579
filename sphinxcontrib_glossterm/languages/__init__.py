"""What each language adds to the search for mentions: one module per language.

:mod:`.language` is the interface, :mod:`.registry` the table of languages. :mod:`.english` and
:mod:`.japanese` are the languages; :mod:`.spaced` has the rules for all scripts that write
spaces, :mod:`.scripts` the kinds of characters. Nothing here depends on Sphinx.

A module is imported when one of its names is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.lazily import importing

if TYPE_CHECKING:
    from .language import Language as Language
    from .language import Reason as Reason
    from .registry import LANGUAGES as LANGUAGES
    from .registry import genus_candidates as genus_candidates
    from .registry import languages as languages
    from .scripts import Found as Found
    from .scripts import Script as Script
    from .tokenizer import PACKAGES as PACKAGES
    from .tokenizer import Tokenizer as Tokenizer
    from .tokenizer import sudachi as sudachi

__getattr__, __dir__, __all__ = importing(
    __name__,
    {
        "language": ["Language", "Reason"],
        "registry": ["LANGUAGES", "genus_candidates", "languages"],
        "scripts": ["Found", "Script"],
        "tokenizer": ["PACKAGES", "Tokenizer", "sudachi"],
    },
)
