"""Parts of an answer."""

from __future__ import annotations

from malja.briefing.show.rows import Rows, rows_or


def test_where_there_are_no_rows_a_sentence_says_so() -> None:
    assert rows_or([], "Nothing is here.", figures=(1,)) == "Nothing is here."
    assert rows_or(iter([("rice", "40")]), "Nothing is here.", figures=(1,)) == Rows(
        cells=(("rice", "40"),), figures=(1,)
    )
