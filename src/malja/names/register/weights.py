"""The figures of data/register.toml, by name."""

from __future__ import annotations

from dataclasses import dataclass

from malja.names.data.tables import read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bits for and against one person, and the bounds of what is counted; data/register.toml says what each means."""

    twice: float
    twice_rows: float
    twice_bounds: list[float]
    list_rows: float
    given_bounds: list[float]
    father_bounds: list[float]
    family_bounds: list[float]
    other_bounds: list[float]
    kin_most: float
    given_doubtful: float
    given_beside: float
    father_doubtful: float
    slip: float
    slip_rows: int
    father_told_wrong: float
    second_is_father: float
    second_rows: float
    family_borne: float
    even: float
    family_differs: float
    family_unclear_differs: float
    grandfather_differs: float
    other_unclear_differs: float
    other_place: float
    mixed_up: float
    years_apart: list[float]
    ten_years_apart: float
    years_differ: float
    day_same: float
    day_exchanged: float
    day_figure: float
    day_other: float
    day_most: float
    year_most: float
    household_years: int
    sex_differs: float
    origin_bounds: list[float]
    origin_differs: float
    phone_most: float
    phone_differs: float
    phone_households: int
    phone_rows: int
    id_same: float
    id_differs: float
    id_rows: int
    household: float
    siblings_named_alike: float
    relatives_named_alike: float
    names_of_a_family: float
    father_in_household: float
    father_unknown_in_household: float
    witness: float
    witnessed: float
    witnessed_twice: float
    alone_people: int
    alone: float
    rival_lead: float
    rival_most: float


WEIGHTS = Weights(**read_settings("register"))
