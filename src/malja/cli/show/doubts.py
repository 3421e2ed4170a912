"""`malja site doubts` and `settle`: what the books can't explain, told short names that can be typed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from malja.cli.record.record_words import words
from malja.language.clean_text import clean_text
from malja.language.dates import say_date
from malja.language.say import say
from malja.problems import Problem, Refused

if TYPE_CHECKING:
    from malja.facts.doubt import Doubt

#: So many letters tell the doubts of a site apart; where they do not, more are typed.
SHORT = 6


def short_name(doubt: Doubt) -> str:
    """A few letters that stand for a doubt, the same on every device."""
    return hashlib.sha256(doubt.id.encode()).hexdigest()[:SHORT]


def doubt_words(doubt: Doubt) -> str:
    """What is doubtful, in words."""
    return say("doubt", doubt.code, **dict(doubt.values))


def show_doubts(folder: Path, *, everything: bool) -> None:
    """List the doubts that are open, or with `everything` also those that were settled."""
    from malja.site.site import Site

    with Site.open(folder) as site:
        doubts = site.doubts
    open_doubts = [doubt for doubt in doubts if not doubt.settled]
    settled = len(doubts) - len(open_doubts)
    if not open_doubts:
        click.echo(words("doubts_none"))
    for doubt in open_doubts:
        click.echo(
            clean_text(words("doubt", name=short_name(doubt), date=say_date(doubt.happened), what=doubt_words(doubt)))
        )
    for doubt in doubts if everything else ():
        if doubt.settled:
            values = {"name": short_name(doubt), "date": say_date(doubt.happened), "what": doubt_words(doubt)}
            click.echo(clean_text(words("doubt_settled", reason=doubt.settled, **values)))
    if open_doubts:
        click.echo(words("doubts_settle"))
    if settled and not everything:
        click.echo(words("doubts_more", settled=settled))


def settle(folder: Path, doubt: str, reason: str, said: dict[str, str], *, by: str) -> None:
    """Settle a doubt, named by its short name or by the beginning of its id. Raises Refused where it names none."""
    from malja.cli.record.recording import in_words_of_the_command, record, told_facts
    from malja.site.site import Site
    from malja.site.state.device_doubts import FORK_CODE
    from malja.site.state.kinds import DOUBT_SETTLED

    with Site.open(folder) as site:
        found = _named(site.doubts, doubt)
    if found.code.startswith(FORK_CODE):
        raise Refused([Problem.at(None, "doubt_split", value=short_name(found))])
    try:
        record(folder, told_facts(DOUBT_SETTLED, [{**said, "doubt": found.id, "reason": reason}]), by=by)
    except Refused as refused:
        labels = {"doubt": "DOUBT", "reason": "REASON", "happened": "--on"}
        raise Refused(in_words_of_the_command(refused.problems, labels)) from refused


def _named(doubts: Sequence[Doubt], name: str) -> Doubt:
    asked = name.strip().lower()
    found = [one for one in doubts if asked and (short_name(one) == asked or one.id == name)]
    if not found:
        raise Refused([Problem.at(None, "doubt_unknown", value=name)])
    return next((one for one in found if not one.settled), found[0])
