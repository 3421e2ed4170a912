"""JSON on a terminal: nothing in it takes the terminal over or turns a line around, and it says the same."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from malja.cli.terminal.output import escape_json
from malja.language.isolation import DIRECTION_MARKS


@given(
    st.dictionaries(
        st.text(), st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\u202e\u2066\u2028"))
    )
)
def test_escaped_json_says_the_same_and_holds_nothing_that_acts(values: dict[str, str]) -> None:
    shown = escape_json(json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    assert json.loads(shown) == values
    assert not set(shown) & DIRECTION_MARKS
    assert {char for char in shown if unicodedata.category(char) == "Cc"} <= {"\n"}
