"""Close a site: what is to be settled before, what is deleted, what is kept. The journal is never deleted.

Deleted are this device's key, so that nobody signs as this device again, and the checkpoint. The journal stays whole
and can be read and verified; nothing can be recorded any more.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from pathlib import Path

from malja.files import unwritable_problem
from malja.problems import Failed, Problem, Refused
from malja.site.backup import SPARE_FILE
from malja.site.folder import JOURNAL_FILE, KEY_FILE, SITE_FILE, read_site_file, write_site_file
from malja.site.site import Site
from malja.site.state.checkpoint import CHECKPOINT_FILE
from malja.site.state.state import State
from malja.site.status.upkeep import list_pledges

#: The refusal of closing a site at which something is left to be settled.
OPEN_MATTERS = "site_close_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How far a site is from being closed on the evening of `day`.

    `people`: who is still at which place; `uncounted`: stores and items that hold goods which nobody counted on that
    day; `flights` not verified or cancelled; `pledges` not there; `rounds` not closed; `doubts` not settled. `deleted`
    and `kept`: files of the site's folder (the journal's database, where it stands elsewhere).
    """

    name: str
    day: datetime.date
    people: tuple[tuple[str, int], ...]
    uncounted: tuple[tuple[str, str], ...]
    flights: tuple[str, ...]
    pledges: tuple[str, ...]
    rounds: tuple[str, ...]
    doubts: int
    deleted: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do before."""
        return not (self.people or self.uncounted or self.flights or self.pledges or self.rounds or self.doubts)


def plan_closing(site: Site) -> Closing:
    """What is to be settled before a site is closed, what would be deleted and what kept; nothing is changed."""
    day, state = site.evening()
    present = ((place, state.headcount.present(place)) for place in state.headcount.places())
    flights = (one.flight for one in state.flights.flights.values() if not one.verified and one.status != "cancelled")
    return Closing(
        name=site.name,
        day=day,
        people=tuple((place, number) for place, number in present if number),
        uncounted=tuple(_find_uncounted(state, day)),
        flights=tuple(sorted(flights)),
        pledges=tuple(one.pledge for one in list_pledges(state, day)),
        rounds=tuple(name for name, one in state.rounds if one.closed is None),
        doubts=sum(not doubt.settled for doubt in site.doubts),
        deleted=(KEY_FILE, CHECKPOINT_FILE, *((SPARE_FILE,) if (site.folder / SPARE_FILE).exists() else ())),
        kept=(JOURNAL_FILE if not site.about.database else "PostgreSQL", SITE_FILE),
    )


def close_site(folder: Path, name: str, *, force: bool = False) -> None:
    """Close the site of a folder for good: its name must be given again, since nothing brings the key back.

    Raises Refused where the name is another, the site is closed already, or (without `force`) something is left to be
    settled before; Failed where a file can't be deleted.
    """
    with Site.open(folder) as site:
        if site.about.closed:
            raise Refused([Problem.at(None, "site_closed", "", site.about.closed)])
        if " ".join(name.split()) != " ".join(site.name.split()):
            raise Refused([Problem.at(None, "site_close_name", "", name, name=site.name)])
        plan = plan_closing(site)
        if not plan.is_settled and not force:
            raise Refused([Problem.at(None, OPEN_MATTERS, "", site.name)])
    write_site_file(folder, dataclasses.replace(read_site_file(folder), closed=plan.day.isoformat()))
    for file in (KEY_FILE, SPARE_FILE, CHECKPOINT_FILE):
        try:
            (folder / file).unlink(missing_ok=True)
        except OSError as error:
            raise Failed([unwritable_problem(folder / file, error)]) from error


def _find_uncounted(state: State, day: datetime.date) -> list[tuple[str, str]]:
    """The stores and items that hold goods and were not counted on a day."""
    counted = {(store, item) for (store, item, _), count in state.ledger.counts.items() if count.day == day}
    return sorted({(lot.store, lot.goods.item) for lot in state.ledger.lots()} - counted)
