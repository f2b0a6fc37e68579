"""The limits of untrusted input: data files, and definitions of other projects."""

from __future__ import annotations

MAX_BYTES = 2**24
"""Limit of a data file, and of all files of a folder together: 16 MiB. A glossary of 10,000
concepts has about 5 MiB."""
MAX_FILES = 10_000
"""Limit of the files of a folder."""
MAX_DEPTH = 16
"""Limit of nested lists and mappings in a data file; a glossary needs four."""
MAX_BODY_DEPTH = 32
"""Limit of nested elements in a definition of another project; deeper content is omitted."""
MAX_TEXT = 300
"""Limit of the short text of a concept of another project, in code points."""
MAX_PROBLEMS = 500
"""Limit of the problems of a file, or of the files of a folder, that are shown."""
MAX_SHOWN = 500
"""Limit of a text of the file that is shown in a problem, in code points."""
