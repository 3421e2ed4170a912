"""The generated register that malja is measured on: the same at every run, truly in two scripts, with twins in it."""

from __future__ import annotations

from collections import Counter, defaultdict

from benchmarks.names.register import SEED, register

COUNT = 2_000
ROWS, TRUE = register(COUNT)
BY_REF = {row.ref: row for row in ROWS}


def is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def test_the_same_seed_gives_the_same_register_and_another_gives_another() -> None:
    assert register(COUNT) == (ROWS, TRUE)
    assert register(COUNT, SEED + 1)[0] != ROWS


def test_a_tenth_of_the_rows_are_seconds_and_half_of_them_in_the_other_script() -> None:
    assert len(ROWS) == COUNT
    assert 0.08 <= len(TRUE) / COUNT <= 0.11
    across = [is_arabic(BY_REF[a].name) != is_arabic(BY_REF[b].name) for a, b in TRUE]
    assert 0.4 <= sum(across) / len(across) <= 0.65


def test_true_pairs_are_one_person_in_the_order_of_the_table() -> None:
    for a, b in TRUE:
        assert a < b
        assert BY_REF[a].who == BY_REF[b].who
        assert BY_REF[a].known[0] == BY_REF[b].known[0] != ""


def test_every_column_is_blank_somewhere_but_the_refs() -> None:
    assert len(BY_REF) == COUNT
    for column in ("name", "father", "sex", "birth_year", "origin", "phone"):
        assert any(getattr(row, column) == "" for row in ROWS)
        assert any(getattr(row, column) for row in ROWS)


def test_there_are_twins_with_all_but_the_name_in_common() -> None:
    families: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for row in ROWS:
        if row.father and row.birth_year and row.phone:
            families[row.household, row.father, row.birth_year, row.origin, row.phone].add(row.who)
    assert any(len(people) > 1 for people in families.values())


def test_names_come_as_often_as_in_life() -> None:
    men = Counter(row.known[0] for row in ROWS if row.sex == "m" and row.known[0])
    name, times = men.most_common(1)[0]
    assert name == "محمد"
    assert 0.05 <= times / men.total() <= 0.15
    assert len([name for name, times in men.items() if times <= 2]) >= 50
