"""The tables that names/ goes by: each row can be read, and nothing contradicts itself."""

from __future__ import annotations

from importlib.resources import files

import pytest

from malja.names import read_name
from malja.names.data.tables import read_table
from malja.names.sounds.likeness import is_arabic, rate_likeness

TABLES = ("groups", "known", "latin", "likeness", "places", "same_script", "weights", "words")


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_is_and_rests_on(name: str) -> None:
    text = files("malja.names.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    comment = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert "asis: assumed" in comment
    table = read_table(name)
    assert len(table) >= 10
    assert all(None not in row and None not in row.values() for row in table), "a row has too many or too few cells"


def test_known_names_stand_once_and_in_order() -> None:
    names = [row["name"] for row in read_table("known")]
    assert names == sorted(set(names))
    assert all(0 < float(row["share"]) < 10_000 for row in read_table("known"))


def test_each_known_name_is_read_as_itself_in_both_scripts() -> None:
    lost = [
        (row["name"], text)
        for row in read_table("known")
        if row["name"] not in {"abd", "zulfikar"}  # the beginning of a compound, and a compound of its own kind
        for text in (row["name"], row["arabic"].split("|")[0])
        if not any(row["name"] in part.known for part in read_name(f"{text} Ghadban").parts[:1])
    ]
    assert lost == []


def test_costs_are_shares_and_likeness_is_symmetric() -> None:
    for row in read_table("likeness"):
        assert all(0 <= float(pair[2:]) <= 1 and pair[1] == "=" for pair in row["letters"].split()), row
    for row in read_table("same_script"):
        assert 0 <= float(row["cost"]) <= 1
        assert is_arabic(row["one"]) == is_arabic(row["other"])
    for one, other in (("jasím", "قاسم"), ("xalíd", "halíd"), ("محمد", "محمود"), ("sálma", "سلمى")):
        assert rate_likeness(one, other) == rate_likeness(other, one)
        assert rate_likeness(one, one) == 1.0
