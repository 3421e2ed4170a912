"""Money received against what is required: what is not known is not said."""

from __future__ import annotations

import dataclasses

import pytest

from malja.report.document import Paragraph
from malja.report.sections.context import ReportContext
from malja.report.two_pages.funding import tell_funding
from tests.report import situations


@pytest.mark.parametrize(
    ("required", "received", "said"),
    [
        (None, None, ""),
        (200.0, None, "Required: 200 USD. What was received is not known here."),
        (200.0, 50.0, "Received: 50 USD of 200 USD required (25 %)."),
        (None, 0.0, "Received: 0 USD of the"),
    ],
)
def test_it_is_said_as_far_as_it_is_known(required: float | None, received: float | None, said: str) -> None:
    plain = situations.planned(situations.operation())
    operation = dataclasses.replace(plain.operation, funding_required=required, funding_received=received)
    told = tell_funding(ReportContext(dataclasses.replace(plain, operation=operation)))
    assert [block.said.text[: len(said)] for block in told if isinstance(block, Paragraph)] == ([said] if said else [])
