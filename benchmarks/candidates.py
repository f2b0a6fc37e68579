"""Find terms that a glossary for a manual (HTML, Mallard) should define, to be judged by hand.

    python benchmarks/candidates.py en /usr/share/doc/maint-guide/html

Prints the candidates with their numbers of occurrences and pages. ``results/candidates.json`` has
the verdicts on the first 30 terms for some manuals: those in ``worth`` and those in ``others``.
With ``--judged NAME`` the list is compared with the verdicts on that manual instead.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from manuals import passages

from sphinxcontrib_glossterm.languages.tokenizer import sudachi
from sphinxcontrib_glossterm.terminology.candidates import Kind, find_candidates
from sphinxcontrib_glossterm.terminology.candidates_examples import Text

RESULTS = Path(__file__).parent / "results" / "candidates.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("language")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--judged", metavar="NAME")
    options = parser.parse_args()
    texts = list(dict.fromkeys(Text(p.page, None, p.text) for p in passages(options.folder)))
    found = find_candidates(texts, options.language, tokenizer=sudachi(), limit=options.number)
    if options.judged:
        known = json.loads(RESULTS.read_text("utf-8"))["manuals"][options.judged]
        terms = [each.label for each in found if each.kind is Kind.TERM]
        print(f"worth an entry: {len([term for term in terms if term in known['worth']])}")
        print(
            f"of {len(terms)}; not judged: {sorted({*terms} - {*known['worth'], *known['others']})}"
        )
        return
    for each in found:
        print(each.kind, each.label, each.count, len(each.pages), sep="\t")


if __name__ == "__main__":
    main()
