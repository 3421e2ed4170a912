"""What is answered about names, with reasons: two compared, pairs of a file, doubles of a register, a name found."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from malja.briefing.names.name_files import NameList, PairFile
from malja.language.say import say, say_list
from malja.names import Comparison, Index, Kind, Pair, Reason, compare
from malja.names.comparing.frequencies import Frequencies
from malja.tables.formula_guard import guard_formula

#: So many of the names that were found are shown at first.
_MOST_FOUND = 10
#: No more unused columns than this are named.
_MOST_COLUMNS = 12


def describe_comparison(
    a: str, b: str, kind: Kind, frequencies: Frequencies | None, *, weights: bool = False
) -> Iterator[str]:
    """The score of two names, the reasons (with what each weighs, if asked), and that it is a suspicion only."""
    comparison: Comparison = compare(a, b, kind=kind, frequencies=frequencies)
    yield say("naming", "score_same" if comparison.same else "score_other", score=f"{comparison.score:.2f}")
    for reason in comparison.reasons:
        sentence = "  " + say("naming", f"why_{reason.code}")
        yield f"{sentence} ({reason.weight:+.1f})" if weights else sentence
    yield say("naming", "suspicion")


def compared_pairs(given: PairFile, frequencies: Frequencies | None) -> str:
    """The pairs as CSV, with score, same and why after their own columns."""
    rows = []
    for pair in given.pairs:
        comparison = compare(pair.a, pair.b, kind=pair.kind, frequencies=frequencies)
        same = say("naming", "yes" if comparison.same else "no")
        rows.append([*pair.cells, f"{comparison.score:.3f}", same, _say_reasons(comparison.reasons)])
    return _as_csv((*given.heading, "score", "same", "why"), rows)


def doubles_as_csv(doubles: Iterable[Pair]) -> str:
    """Pairs of rows that may be one person as CSV: the two refs, score, why, and what each reason weighs; no names."""
    rows = (
        [one.ref_a, one.ref_b, f"{one.score:.3f}", _say_reasons(one.reasons), _say_weights(one.reasons)]
        for one in doubles
    )
    return _as_csv(("ref_a", "ref_b", "score", "why", "weights"), rows)


def describe_unused_columns(columns: Sequence[str]) -> Iterator[str]:
    """The columns of a file that are not used, the first of them where they are many."""
    if len(columns) > _MOST_COLUMNS:
        first = ", ".join(columns[:_MOST_COLUMNS])
        yield say("naming", "columns_unused_many", count=len(columns), columns=first)
    elif columns:
        yield say("naming", "columns_unused", columns=", ".join(columns))


def describe_found_names(name: str, listing: NameList, file: str, index: Index, *, every: bool) -> Iterator[str]:
    """The rows of a list of names that may be a name, each with score and reasons: the ten likeliest, or every one."""
    matches = index.find(name)
    if not matches:
        yield say("naming", "found_nothing", rows=len(listing.names), file=file)
    for match in matches if every else matches[:_MOST_FOUND]:
        score = f"{match.comparison.score:.2f}"
        yield say("naming", "found", row=listing.rows[match.place], name=match.name, score=score)
        yield "  " + _say_reasons(match.comparison.reasons)
    if not every and len(matches) > _MOST_FOUND:
        yield say("naming", "more_found", count=len(matches) - _MOST_FOUND)
    yield say("naming", "suspicion")


def _say_reasons(reasons: Iterable[Reason]) -> str:
    """The reasons in one line."""
    return say_list((say("naming", f"why_{reason.code}") for reason in reasons), "semicolon")


def _say_weights(reasons: Iterable[Reason]) -> str:
    """The code of each reason, with what it adds or takes off."""
    return "; ".join(f"{reason.code} {reason.weight:.1f}" for reason in reasons)


def _as_csv(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV text; what a spreadsheet would run as a formula is written with a guard."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guard_formula(cell) for cell in heading])
    writer.writerows([[guard_formula(cell) for cell in row] for row in rows])
    return out.getvalue()
