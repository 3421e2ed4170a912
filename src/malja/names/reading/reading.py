"""A name that was read: its parts, each with its role and its sounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "group"]
#: What a part is: a person's own name, the father's, the grandfather's, one further up, the family's; Abu or Umm
#: somebody; a title; what follows "known as"; the parent of a child without a name of its own; a group's kind (brigade,
#: front) or its proper name.
Role = Literal[
    "given",
    "father",
    "grandfather",
    "ancestor",
    "family",
    "teknonym",
    "title",
    "alias",
    "mother",
    "kind_word",
    "proper",
]

#: Parts of the line of descent, and names that stand beside it.
LINE: frozenset[Role] = frozenset(("given", "father", "grandfather", "ancestor", "family"))
CALLED: frozenset[Role] = frozenset(("teknonym", "alias"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a name as written, what it is, and how it sounds.

    `article`: written with al- or ال. `compound`: abd (Abd al-...), din (...-eddin), allah, abu, or nothing. `forms`:
    the ways it may sound, in malja's own letters. `known`: the common names it may be, by their spelling in the list.
    """

    text: str
    role: Role
    forms: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    article: bool = False
    compound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A name, read: its parts in the order of lineage. Rubbish has no parts; `cut`: only the start was read; `text`: as
    written.

    `line` are those from the given name to the family's, `called` Abu somebody and what follows "known as", `mother`
    the parent by whom a child without a name of its own is named.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    cut: bool = False
    text: str = field(default="", repr=False, compare=False)
    line: tuple[Part, ...] = field(init=False, repr=False, compare=False)
    called: tuple[Part, ...] = field(init=False, repr=False, compare=False)
    mother: Part | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", tuple([part for part in self.parts if part.role in LINE]))
        object.__setattr__(self, "called", tuple([part for part in self.parts if part.role in CALLED]))
        object.__setattr__(self, "mother", next((part for part in self.parts if part.role == "mother"), None))
