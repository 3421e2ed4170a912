"""A clinic's counts of a week, as they are typed: measles=1/0 is one case under five years, none of five and over."""

from __future__ import annotations

from collections.abc import Sequence

from malja.problems import Problem, Refused, shorten
from malja.stock.kinds import CALLED, ILLNESSES

#: The columns of the numbers of a count, in order: two, or four with deaths.
COUNT_COLUMNS = ("cases_under_5", "cases_5_and_over", "deaths_under_5", "deaths_5_and_over")


def week_cells(counts: Sequence[str], *, others_zero: bool) -> list[dict[str, str]]:
    """The cells of each count; `others_zero`: zeros for every illness that is not named.

    Raises Refused (column illness) for what is no such count, and where there is none.
    """
    rows: list[dict[str, str]] = []
    wrong = [Problem(code="week_nothing", column="illness")] if not counts and not others_zero else []
    for text in counts:
        name, equals, numbers = text.partition("=")
        illness, parts = name.strip().lower(), numbers.split("/")
        if not equals or len(parts) not in (2, 4) or any(row["illness"] == illness for row in rows):
            wrong.append(Problem(code="week_count_wrong", column="illness", value=shorten(text)))
        if illness in CALLED:
            values = (("called", CALLED[illness]),)
            wrong.append(Problem(code="week_illness", column="illness", value=illness, values=values))
        rows.append({"illness": illness, **dict(zip(COUNT_COLUMNS, parts, strict=False))})
    if wrong:
        raise Refused(wrong)
    named = {row["illness"] for row in rows}
    rest = [one for one in ILLNESSES if one not in named] if others_zero else []
    return rows + [{"illness": one, "cases_under_5": "0", "cases_5_and_over": "0"} for one in rest]
