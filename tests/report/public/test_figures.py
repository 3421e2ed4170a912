"""The public figures add up from what is told."""

from __future__ import annotations

import dataclasses

from malja.report.public.coarsening import coarsen_figures
from malja.report.situation import Situation


def test_totals_are_added_up_from_what_is_told(secret_situation: Situation) -> None:
    """The total over sites is that of the site that is told: the other cannot be computed from it."""
    figures = coarsen_figures(secret_situation)
    only = dataclasses.replace(figures, people=tuple(one for one in figures.people if one.site == 1))
    assert figures.most_people == only.most_people
    none = dataclasses.replace(figures, people=tuple(one for one in figures.people if one.site == 2))
    assert none.most_people is None
