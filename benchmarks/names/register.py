"""A register of such people, written by many clerks: some people stand in it twice, half of those in the other script.

    python benchmarks/names/register.py 8000 register.csv pairs.csv

writes the rows and, apart, the true pairs of refs. The same number and seed give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import combinations
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.names.clerks import PARENT, SCRIPTS, SON, TITLES, Clerk, clerk, slip
from benchmarks.names.lists import Name, towns
from benchmarks.names.people import NOW, Human, households, phone

SEED = 20261122
#: Share of rows that are someone's second; of the households with seconds, how many come whole.
SECOND, WHOLE = 0.1, 0.17
#: Of those alone, how many stand twice in one household.
SAME_HOME = 0.1
#: Share of a household's first rows that a clerk writes in Arabic letters.
IN_ARABIC = 0.7
#: What is left blank in a first row.
BLANK = {"father": 0.08, "birth_year": 0.06, "origin": 0.1, "phone": 0.25, "sex": 0.02}
UNNAMED = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the register, and who it truly is: an id, and the names as the lists know them (for the ceiling)."""

    ref: str
    household: str
    name: str
    father: str
    sex: str
    birth_year: str
    origin: str
    phone: str
    who: int
    known: tuple[str, str, str, str]


COLUMNS = tuple(field.name for field in fields(Row))[:8]
KNOWN = ("known given", "known father", "known family", "known origin")
#: Parts of a written name, and how many clerks in a hundred write them so.
SHAPES = {
    ("given", "family"): 52,
    ("given", "father", "family"): 24,
    ("given",): 8,
    ("given", "father"): 6,
    ("given", "father", "grandfather"): 4,
    ("given", "father", "grandfather", "family"): 6,
}


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is made from: the household's number, who it is, whether for the second time, in which script."""

    home: int
    who: int
    human: Human
    phone: str
    script: str
    is_second: bool = False


def register(count: int, seed: int = SEED) -> tuple[list[Row], set[tuple[str, str]]]:
    """`count` rows, and the pairs of refs that are one person, each pair in the order of the table."""
    rng = Random(f"{seed} {count}")  # noqa: S311
    lines: list[Line] = []
    firsts = round(count * (1 - SECOND))
    for number, home in enumerate(households(firsts, rng)):
        script = "arabic" if rng.random() < IN_ARABIC else "latin"
        lines += [Line(number, len(lines) + place, one, home.phone, script) for place, one in enumerate(home.people)]
    lines = lines[:firsts]
    rows = _written([*lines, *_seconds(count - firsts, lines, rng)], rng)
    return rows, _pairs(rows)


def _seconds(count: int, lines: list[Line], rng: Random) -> list[Line]:
    """Who is registered again: some alone, some with all of the household; half in the other script."""
    homes: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        homes[line.home].append(line)
    again: list[Line] = []
    for place, number in enumerate(rng.sample(list(homes), len(homes))):
        people = homes[number] if rng.random() < WHOLE else [rng.choice(homes[number])]
        if len(people) == 1 and rng.random() < SAME_HOME:
            again.append(replace(people[0], is_second=True))
            continue
        script, other = sorted(SCRIPTS, key=people[0].script.__ne__)
        script = script if rng.random() < 0.5 else other
        number_called = people[0].phone if rng.random() < 0.4 else phone(rng)
        home = len(homes) + place
        again += [replace(one, home=home, phone=number_called, script=script, is_second=True) for one in people]
        if len(again) >= count:
            break
    return again[:count]


def _written(lines: list[Line], rng: Random) -> list[Row]:
    """The rows, in an order that says nothing; one clerk writes all of a household."""
    hands: dict[int, Clerk] = {}
    written = []
    for line in lines:
        if line.home not in hands:
            hands[line.home] = clerk(line.script, rng, among_kurds=line.human.is_kurdish)
        written.append((line, *_cells(line, hands[line.home], rng)))
    rng.shuffle(written)
    return [
        Row(ref=f"P{place:06d}", household=f"H{line.home:06d}", who=line.who, known=known, **cells)
        for place, (line, cells, known) in enumerate(written, start=1)
    ]


def _cells(line: Line, hand: Clerk, rng: Random) -> tuple[dict[str, str], tuple[str, str, str, str]]:
    """What stands in the columns, and what it would be if all spellings were known."""
    human, is_second = line.human, line.is_second
    keep = {field: rng.random() >= share * (1.4 if is_second else 1) for field, share in BLANK.items()}
    shape = rng.choices(list(SHAPES), weights=list(SHAPES.values()))[0]
    is_named = rng.random() >= UNNAMED
    origin = towns().draw(rng) if is_second and rng.random() < 0.1 else human.origin
    sex = {"m": "f", "f": "m"}[human.sex] if rng.random() < 0.01 else human.sex
    cells = {
        "name": _name(human, shape, hand, is_second, rng) if is_named else rng.choice(("", "", "-", "?")),
        "father": _father(human, hand, rng) if keep["father"] else "",
        "sex": sex if keep["sex"] else "",
        "birth_year": str(_year(human.born, is_second, rng)) if keep["birth_year"] else "",
        "origin": hand.town(origin, rng) if keep["origin"] else "",
        "phone": line.phone if keep["phone"] else "",
    }
    known = (
        human.names[-1].arabic if is_named else "",
        human.father.arabic if keep["father"] or (is_named and "father" in shape) else "",
        human.family.arabic if is_named and "family" in shape else "",
        origin.arabic if keep["origin"] else "",
    )
    return cells, known


def _name(human: Human, shape: tuple[str, ...], hand: Clerk, is_second: bool, rng: Random) -> str:
    own = human.names if rng.random() < 0.8 else human.names[-1:]
    words: list[str] = []
    for part in shape:
        names: tuple[Name, ...] = own if part == "given" else (getattr(human, part),)
        if part == "father" and hand.script in SON and rng.random() < 0.05:
            words.append(SON[hand.script])
        words += [hand.name(name, rng) for name in names]
    if is_second and rng.random() < 0.04:
        place = rng.randrange(len(words))
        words[place] = slip(words[place], rng)
    if NOW - human.born > 45 and rng.random() < 0.03:
        words.insert(0, TITLES[hand.script]["mf".index(human.sex)])
    if NOW - human.born > 25 and hand.script in SON and rng.random() < 0.01:
        words.insert(0, f"{PARENT[hand.script]['mf'.index(human.sex)]} {hand.name(human.grandfather, rng)}")
    return " ".join(words)


def _father(human: Human, hand: Clerk, rng: Random) -> str:
    father = hand.name(human.father, rng)
    drawn = rng.random()
    if drawn < 0.08:
        return f"{father} {hand.name(human.grandfather, rng)}"
    return f"{father} {hand.name(human.family, rng)}" if drawn < 0.14 else father


def _year(born: int, is_second: bool, rng: Random) -> int:
    """The year as told: often right, else a little off, rounded, or a slip of the pen."""
    drawn = rng.random()
    if not is_second:
        return born if drawn < 0.95 else min(NOW, born + rng.choice((-1, 1)))
    if drawn < 0.68:
        return born
    if drawn < 0.85:
        return min(NOW, born + rng.choice((-1, 1)))
    if drawn < 0.93:
        return min(NOW, born + rng.choice((-3, -2, 2, 3)))
    return min(NOW, round(born / 5) * 5) if drawn < 0.98 else min(NOW, born + rng.choice((-10, 10)))


def _pairs(rows: list[Row]) -> set[tuple[str, str]]:
    """The pairs of rows that are one person and both named; in the order of the table."""
    same: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.known[0]:
            same[row.who].append(row.ref)
    return {pair for refs in same.values() for pair in combinations(refs, 2)}


def write(rows: list[Row], pairs: set[tuple[str, str]], table: Path, truth: Path) -> None:
    """The table as a register is, and the true pairs."""
    _write(table, COLUMNS, ([getattr(row, column) for column in COLUMNS] for row in rows))
    _write(truth, ("ref_a", "ref_b"), sorted(pairs))


def save(rows: list[Row], file: Path) -> None:
    """The rows with who they truly are, for the ways of finding duplicates to read."""
    cells = ([*(getattr(row, column) for column in COLUMNS), row.who, *row.known] for row in rows)
    _write(file, (*COLUMNS, "who", *KNOWN), cells)


def load(file: Path) -> list[Row]:
    """What was saved."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                **{column: cells[column] for column in COLUMNS},
                who=int(cells["who"]),
                known=(cells[KNOWN[0]], cells[KNOWN[1]], cells[KNOWN[2]], cells[KNOWN[3]]),
            )
            for cells in csv.DictReader(lines)
        ]


def _write(file: Path, head: Iterable[str], lines: Iterable[Iterable[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(lines)


if __name__ == "__main__":
    write(*register(int(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))
