"""The hashtags are those that the field expects."""

from __future__ import annotations

import re

from malja.report.hxl.hxl_csv import HEADINGS
from malja.report.hxl.tags import PEOPLE_TAGS, STOCK_TAGS

#: A hashtag as HXL 1.1 has it: each attribute begins with a letter.
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def test_the_lists_are_those_that_the_field_expects() -> None:
    """Word by word, from the conventions that our exports follow."""
    assert ",".join(PEOPLE_TAGS) == (
        "#adm1+name,#adm1+code,#adm2+name,#adm2+code,#loc+name+camp,#population+ind,#affected+ind,#inneed+ind,"
        "#targeted+ind,#reached+ind,#inneed+f+children,#inneed+m+children,#inneed+f+adults,#inneed+m+adults,"
        "#inneed+f+elderly,#inneed+m+elderly,#date+reported,#meta+source"
    )
    assert ",".join(STOCK_TAGS).startswith(
        "#loc+name+facility,#item+name,#item+code,#capacity+num,#value,#currency,#date+reported,#org+impl"
    )
    assert [tag for tag in HEADINGS if not TAG.fullmatch(tag)] == []
