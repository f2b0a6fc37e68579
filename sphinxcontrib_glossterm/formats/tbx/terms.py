"""Names of TBX (ISO 30042:2019, dialect TBX-Basic) and what they mean here."""

from __future__ import annotations

from collections.abc import Mapping

PREFERRED = "preferredTerm-admn-sts"
ADMITTED = "admittedTerm-admn-sts"
DEPRECATED = "deprecatedTerm-admn-sts"
SUPERSEDED = "supersededTerm-admn-sts"
"""In our files, of all terms of a deprecated concept."""
DISCOURAGED = frozenset({"deprecatedterm", "supersededterm", "deprecated", "superseded"})
"""Values of ``administrativeStatus`` of labels to avoid, without ``-admn-sts``, in lower case."""
SHORT_FORMS = frozenset({"acronym", "abbreviation", "initialism", "shortForm"})
ACRONYM, FULL_FORM = "acronym", "fullForm"

BROADER, RELATED, REPLACED_BY = "broader", "related", "replaced by"
"""The texts of cross references: the dialect has no other way to give their kind."""
FROM_LABEL = "term-"
"""Prefix of ids that are made from labels."""
AVOIDED = "-avoid-"
"""In the id of an entry of v2 that has a label to avoid of another entry."""
READ = frozenset(
    {"definition", "subjectField", "source", "crossReference", "externalCrossReference"}
)
"""The data categories of entries and languages that are read."""
GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "termCompGrp"})
TYPED = frozenset({"admin", "descrip", "ref", "termNote", "transac", "transacNote", "xref"})
"""Elements whose data category is an attribute (style DCA); else it is their name (DCT)."""


class Names:
    """The element names of a version."""

    def __init__(self, root: str, header: str, entry: str, language: str, term: str) -> None:
        self.root, self.header = root, header
        self.entry, self.language, self.term = entry, language, term


V3 = Names("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
V2 = Names("martif", "martifHeader", "termEntry", "langSet", "tig")
VERSIONS: Mapping[str, Names] = {"tbx": V3, "martif": V2}
