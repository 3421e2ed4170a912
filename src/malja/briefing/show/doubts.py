"""What the books can't explain: doubts with short names that can be typed, say_list until somebody settles them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from malja.facts.doubt import Doubt
from malja.language.dates import say_date
from malja.language.say import say
from malja.problems import Problem, Refused

#: So many letters distinguish the doubts of a site.
_SHORT = 6


def short_name(doubt: Doubt) -> str:
    """A few letters that stand for a doubt, the same on every device."""
    return hashlib.sha256(doubt.id.encode()).hexdigest()[:_SHORT]


def say_doubt(doubt: Doubt) -> str:
    """What is doubtful, in words."""
    return say("doubt", doubt.code, **dict(doubt.values))


def describe_doubts(doubts: Sequence[Doubt], *, settled: bool = False) -> Iterator[str]:
    """The open doubts, a line each; with `settled` also those that were settled, with the reason."""
    still_open = [doubt for doubt in doubts if not doubt.settled]
    closed = [doubt for doubt in doubts if doubt.settled]
    if not still_open:
        yield say("record", "doubts_none")
    for doubt in still_open:
        yield say("record", "doubt", **_doubt_values(doubt))
    for doubt in closed if settled else ():
        code = "doubt_settled_same_hand" if doubt.same_hand else "doubt_settled"
        yield say("record", code, reason=doubt.settled, **_doubt_values(doubt))
    if still_open:
        yield say("record", "doubts_settle")
    if closed and not settled:
        yield say("record", "doubts_more", settled=len(closed))


def find_doubt(doubts: Sequence[Doubt], name: str) -> Doubt:
    """The doubt of a short name or an id, an open one first. Raises Refused where there is none."""
    wanted = name.strip().lower()
    named = [doubt for doubt in doubts if wanted and (short_name(doubt) == wanted or doubt.id == name)]
    if not named:
        raise Refused([Problem.at(None, "doubt_unknown", value=name)])
    return next((doubt for doubt in named if not doubt.settled), named[0])


def _doubt_values(doubt: Doubt) -> dict[str, str]:
    return {"name": short_name(doubt), "date": say_date(doubt.happened), "what": say_doubt(doubt)}
