"""The rules of the terminology check: each makes findings of the uses of labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxcontrib_glossterm.model import (
    LabelKind,
    Phrase,
    Status,
    is_foreign,
    label_key,
    location_text,
)
from sphinxcontrib_glossterm.named_tuples import NamedTuple

from .finding import Finding, Rule, Severity
from .order import early, unexpanded
from .uses import Use
from .wording import avoided_label, fitting, folded, nearest_label, spelling_of, without_joints

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from sphinxcontrib_glossterm.model import Concept, ConceptScheme

    from .uses import Kind, Located

    RuleResult = tuple[Rule, str, Phrase]
    """The rule, the replacement, and the message."""
    Spelled = tuple[str, Counter[str]]
    """A spelling, and those of all labels of the concept that differ in joints only, counted."""

DEFAULTS = {Rule.AVOIDED: Severity.WARNING}
"""The rules that are on by default: who lists labels to avoid wants their uses reported."""


def severities(check: Mapping[str, str]) -> dict[Rule, Severity]:
    """The rules that are on, with their severities. *check* is the value of the option."""
    given = {str(rule): str(severity) for rule, severity in DEFAULTS.items()} | dict(check)
    return {Rule(name): Severity(how) for name, how in given.items() if how != "off"}


class Pages(NamedTuple):
    """What rules need to know of the pages."""

    language: str = "en"
    order: Mapping[str, int] = {}
    """Document → its position in the table of contents."""
    expanded: Mapping[str, Collection[str]] = {}
    """Document in which the first role of a concept shows the full form → the ids of the concepts
    of which the first mention shows it."""


class Check:
    """The rules that are on, for the concepts and the languages of a project."""

    def __init__(
        self,
        scheme: ConceptScheme,
        rules: Mapping[Rule, Severity],
        codes: Sequence[str],
        pages: Pages,
    ) -> None:
        """*codes* are the languages of labels."""
        self._scheme = scheme
        self._rules = rules
        self._codes = codes
        self._pages = pages

    def findings(
        self, uses: Sequence[tuple[str, Use]], locate: Callable[[str, Use], Located]
    ) -> Iterator[Finding]:
        """One finding for each place that breaks a rule; *uses* with their documents.

        If a place breaks several rules, the first of :class:`Rule` is reported, but an alias is
        reported as such before its spelling is. *locate* is called for what is reported only.
        """
        kinds = [use.kind for _docname, use in uses]
        said_of = self._by_kind(Counter(kinds))
        short, unexplained = self._by_order(uses)
        for number, (docname, use) in enumerate(uses):
            result = (
                said_of[kinds[number]]
                or (self._first_use(use) if number in short else None)
                or (self._unexplained(use) if number in unexplained else None)
            )
            if result:
                yield self._finding(docname, use, locate(docname, use), *result)

    def _by_kind(self, counts: Mapping[Kind, int]) -> Mapping[Kind, RuleResult | None]:
        """The results of the rules that do not depend on the order of uses."""
        uses = {kind: Use(*kind) for kind in counts}
        aliases = {kind: self._alias(use) for kind, use in uses.items()}
        spelled: Mapping[Kind, Spelled] = {}
        if Rule.INCONSISTENT in self._rules:
            # Aliases are left out, so that no two findings contradict each other.
            left = {k: n for k, n in counts.items() if not (uses[k].avoided or aliases[k])}
            spelled = self._spelled(left)
        return {
            kind: self._avoided(use)
            or self._deprecated(use)
            or aliases[kind]
            or (self._inconsistent(use, *spelled[kind]) if kind in spelled else None)
            for kind, use in uses.items()
        }

    def _by_order(self, known: Sequence[tuple[str, Use]]) -> tuple[set[int], set[int]]:
        """The numbers of the uses that the rules about the order report."""
        short = unexpanded(known, self._scheme, self._pages.expanded)
        unexplained = early(known, self._scheme, self._pages.order)
        return (
            set(short if Rule.FIRST_USE in self._rules else ()),
            set(unexplained if Rule.UNEXPLAINED in self._rules else ()),
        )

    def _first_use(self, use: Use) -> RuleResult:
        full = self._scheme[use.concept].full_form(self._pages.language)
        message = Phrase('first use of "%s" in this page; write "%s"', use.text, full)
        exact = use.text == self._scheme[use.concept].abbr and not use.role
        return Rule.FIRST_USE, full if exact else "", message

    def _unexplained(self, use: Use) -> RuleResult:
        where = location_text(self._scheme[use.concept].location)
        return (
            Rule.UNEXPLAINED,
            "",
            Phrase('"%s" is explained in a later page (%s)', use.text, where),
        )

    def _finding(
        self,
        docname: str,
        use: Use,
        where: Located,
        rule: Rule,
        replacement: str,
        message: Phrase,
    ) -> Finding:
        place = where.place
        return Finding(
            file=where.file,
            line=place.line or where.line,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
            rule=rule,
            severity=self._rules[rule],
            text=place.text or use.text,
            replacement=replacement,
            concept=use.concept,
            docname=docname,
            message=message,
        )

    def _avoided(self, use: Use) -> RuleResult | None:
        if not use.avoided or Rule.AVOIDED not in self._rules:
            return None
        concept = self._scheme[use.concept]
        wanted = {self._wanted(c, use.label): None for c in self._avoiding[label_key(use.label)]}
        if len(wanted) > 1:
            message = Phrase('do not use "%s"; write one of: %s', use.text, ", ".join(wanted))
            return Rule.AVOIDED, "", message
        # Not that of *wanted*, which is empty for the label of another project's concept.
        label = self._wanted(concept, use.label)
        avoided = avoided_label(concept, use.label, use.text)
        if avoided.reason:
            message = Phrase('do not use "%s"; write "%s" (%s)', use.text, label, avoided.reason)
        else:
            message = Phrase('do not use "%s"; write "%s"', use.text, label)
        return Rule.AVOIDED, fitting(use.text, avoided.text, label, self._codes), message

    @cached_property
    def _avoiding(self) -> Mapping[str, Sequence[Concept]]:
        """Folded label to avoid → the concepts that list it."""
        found: dict[str, list[Concept]] = defaultdict(list)
        for concept in self._scheme:
            for label in concept.avoided:
                found[label_key(label.text)].append(concept)
        return found

    def _wanted(self, concept: Concept, label: str) -> str:
        """The label to write instead of *label*, of the concept that replaces a deprecated one."""
        if concept.status is Status.DEPRECATED and concept.replaced_by:
            other = self._scheme.resolve(concept.replaced_by, concept)
            concept = other or concept
        nearest = nearest_label(concept, label)
        is_alias = Rule.ALIAS in self._rules and self._is_alias(nearest, concept)
        return concept.pref_label if is_alias else nearest

    def _deprecated(self, use: Use) -> RuleResult | None:
        concept = self._scheme[use.concept]
        if Rule.DEPRECATED not in self._rules or concept.status is not Status.DEPRECATED:
            return None
        if concept.replaced_by and (other := self._scheme.resolve(concept.replaced_by, concept)):
            message = Phrase('"%s" is deprecated; write "%s"', use.text, other.pref_label)
            replacement = fitting(use.text, use.label, other.pref_label, self._codes)
            return Rule.DEPRECATED, replacement, message
        for broader in self._scheme.broader(concept.id)[:1]:
            # The broader concept says less, so it is no replacement that a program may make.
            label = self._scheme[broader].pref_label
            message = Phrase('"%s" is deprecated; its broader concept is "%s"', use.text, label)
            return Rule.DEPRECATED, "", message
        return Rule.DEPRECATED, "", Phrase('"%s" is deprecated', use.text)

    def _alias(self, use: Use) -> RuleResult | None:
        concept = self._scheme[use.concept]
        if Rule.ALIAS not in self._rules or use.avoided or not self._is_alias(use.label, concept):
            return None
        label = concept.pref_label
        message = Phrase('"%s" is another label of "%s"; write that', use.text, label)
        return Rule.ALIAS, fitting(use.text, use.label, label, self._codes), message

    def _is_alias(self, label: str, concept: Concept) -> bool:
        """Whether *label* is not the preferred one, nor an abbreviation, nor in another language.

        The preferred label is then not what a reader of the page would read instead.
        """
        if label == concept.pref_label:
            return False
        key = label_key(label)
        kinds = {
            own.kind
            for own in concept.labels
            if label_key(own.text) == key and not is_foreign(own.lang, self._pages.language)
        }
        return bool(kinds) and LabelKind.PREFERRED not in kinds and key != label_key(concept.abbr)

    def _spelled(self, kinds: Mapping[Kind, int]) -> dict[Kind, Spelled]:
        """The spelling of each kind of use, if it is known and its label has several."""
        found: dict[Kind, Spelled] = {}
        spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for kind, count in kinds.items():
            use = Use(*kind)
            if spelling := spelling_of(use, self._codes):
                of_label = spellings[use.concept, without_joints(use.label)]
                of_label[spelling] += count
                found[kind] = spelling, of_label
        return {kind: spelled for kind, spelled in found.items() if len(spelled[1]) > 1}

    def _inconsistent(self, use: Use, spelling: str, counts: Counter[str]) -> RuleResult | None:
        best = _best(counts, self._scheme[use.concept])
        if spelling == best:
            return None
        message = Phrase(
            '"%s" is spelled "%s" in most places (%s of %s)',
            use.text,
            best,
            str(counts[best]),
            str(counts.total()),
        )
        return Rule.INCONSISTENT, fitting(use.text, spelling, best, self._codes), message


def _best(counts: Counter[str], concept: Concept) -> str:
    """The most frequent spelling; of equally frequent ones, the first label, then the first."""
    labels = [folded(name) for name in concept.names()]
    return min(
        counts,
        key=lambda text: (
            -counts[text],
            labels.index(text) if text in labels else len(labels),
            text,
        ),
    )
