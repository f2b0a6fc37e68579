"""Formats of programs that check the wording of texts: prh, Vale, cspell, textlint."""
