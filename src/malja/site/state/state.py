"""The state of a site: a pure function of its facts, folded in an order that every copy of the journal shares."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from malja.facts.deliveries import RepeatedRows
from malja.facts.doubt import Doubt, doubt_id
from malja.facts.fact import Fact
from malja.facts.knowledge import Knowledge
from malja.facts.reading import IMPORTED, ImportedIds
from malja.operation.settings import WEEKDAYS
from malja.people.headcount import Headcount
from malja.problems import Problem
from malja.site.state.body_form import check_body, find_misfit
from malja.site.state.checks import check_names, check_removal, check_row
from malja.site.state.handover_notes import HandoverNotes
from malja.site.state.kinds import TAKEN_BACK
from malja.site.state.names import KnownNames
from malja.site.state.register import ROW_REMOVED, ROW_SET, TableRegister, parse_row_key
from malja.site.state.settlings import Settlings
from malja.site.state.site_settings import find_unreadable_settings
from malja.site.state.tables import FOLDED_TABLES, OPERATION_TABLE
from malja.site.state.take_backs import TakeBacks
from malja.site.state.taken_back_basis import TakenBackBasis
from malja.site.state.whole_pieces import check_whole_pieces
from malja.stock.clinic.clinic import Clinic
from malja.stock.kitchen.kitchen import Kitchen
from malja.stock.ledger.ledger import Ledger
from malja.stock.rounds.rounds import Rounds
from malja.stock.upkeep.pledges import Pledges
from malja.stock.upkeep.utilities import Utilities
from malja.transport.flights import Flights

STATE_FORMAT = "malja.state/1"
#: How the names of the journal's own kinds begin.
_JOURNAL_KINDS = ("site.", "device.")
_FOUNDED = "site.founded"


class State:
    """Tables, people, stock, rounds, kitchen, clinic, flights, pledges and readings, and every doubt about them.

    `until`: facts that happened later do not count (only that their devices knew of them). `take_backs`: what of the
    facts to be folded is taken back, which counts for nothing, whenever that was told. `site`: its id, which is that of
    the device that founded it (blank: whoever says so first); `alone`: only one device takes part.
    """

    def __init__(
        self,
        until: datetime.date | None = None,
        take_backs: TakeBacks | None = None,
        *,
        site: str = "",
        alone: bool = True,
    ) -> None:
        knows = (knowledge := Knowledge()).knew
        self.until, self.take_backs = until, take_backs or TakeBacks()
        self.register = TableRegister(knows)
        self.known = KnownNames(self.register)
        self.headcount = Headcount(knows)
        self.ledger = Ledger(self.known.pack_of, knows)
        self.rounds = Rounds(self.ledger, knows)
        self.kitchen = Kitchen(self.ledger, knows)
        self.clinic = Clinic(self.ledger, knows, self.known.first_weekday)
        self.flights = Flights(self.ledger, self.known.pack_of, knows)
        self.pledges = Pledges(self.ledger, knows)
        self.utilities = Utilities(knows)
        #: The day on which the site was founded; None: its journal does not say so (yet).
        self.founded: datetime.date | None = None
        #: The day of the last thing that happened; None: nothing did.
        self.last: datetime.date | None = None
        #: How many facts happened after `until`.
        self.later = 0
        #: How many facts were folded, those of later days counted too.
        self.size = 0
        self._founder = site
        self._knowledge = knowledge
        self._imported = ImportedIds()
        self._settlings = Settlings(knowledge, alone=alone)
        self._repeated_rows = RepeatedRows()
        self._basis = TakenBackBasis(knows)
        self.handover_notes = HandoverNotes(knows)
        self._misfits: list[Doubt] = []
        self._folds: dict[str, Callable[[Fact], None]] = {
            "people": self.headcount.apply,
            "stock": self.ledger.apply,
            "round": self.rounds.apply,
            "kitchen": self.kitchen.apply,
            "clinic": self.clinic.apply,
            "flight": self.flights.apply,
            "pledge": self.pledges.apply,
            "utility": self.utilities.apply,
            "table": self.register.apply,
            "doubt": self._settlings.apply,
            "shift": self.handover_notes.apply,
        }
        self._checks: dict[str, Callable[[Fact], list[Problem]]] = {
            "people": self.headcount.refusals,
            "stock": self.ledger.refusals,
            "round": self.rounds.refusals,
            "kitchen": self.kitchen.refusals,
            "clinic": self.clinic.refusals,
            "flight": self.flights.refusals,
            "shift": self.handover_notes.refusals,
            "pledge": self._check_pledge,
            "utility": self.utilities.refusals,
        }

    def apply(self, fact: Fact) -> None:
        """Fold the next fact in: one that can't be read becomes a doubt, one imported on two devices counts once."""
        self._knowledge.note(fact)
        self.size += 1
        if fact.kind.startswith(_JOURNAL_KINDS):
            # The founding is the first entry of the device whose id the site bears: nobody else can tell it.
            if fact.kind == _FOUNDED and self.founded is None and self._founder in ("", fact.device):
                self.founded, self._founder = fact.happened, fact.device
            return
        if fact.kind == TAKEN_BACK.name:
            return
        if (by := self.take_backs.takes(fact)) is not None:
            self._pass_over_taken_back(fact, by)
            return
        self.headcount.note_day(fact)
        self.ledger.note_day(fact)
        later = self.until is not None and fact.happened > self.until
        self.later += later
        if later or self._is_repeated(fact):
            self.flights.pass_over(fact)
            return
        wrong = find_misfit(fact) or self._check_founder_only(fact)
        if wrong != "happened" and (self.last is None or fact.happened > self.last):
            self.last = fact.happened
        if wrong:
            self.flights.pass_over(fact)
            self._misfits.append(Doubt.about(fact, "fact_unreadable", kind=fact.kind, column=wrong, device=fact.device))
            return
        self._basis.note_use(fact)
        self._folds[fact.kind.partition(".")[0]](fact)

    def _pass_over_taken_back(self, fact: Fact, by: Fact) -> None:
        """Let a fact that is taken back count for nothing but the numbers of papers, which were printed."""
        self.flights.pass_over(fact)
        self._basis.note_taken_back(fact, by)
        if fact.id.startswith(IMPORTED) and self._imported.fits(fact):
            self._imported.add_taken_back(fact)

    def put_away(self) -> None:
        """Lay by as text what is rarely looked at: what happened on earlier days. Nothing is said otherwise then."""
        self.ledger.put_away()
        self.rounds.put_away()

    def refusals(self, fact: Fact) -> list[Problem]:
        """The problems of recording a fact now: its form, unknown names, and what is impossible in this state."""
        problems = check_body(fact)
        if problems:
            return problems
        if fact.kind in (ROW_SET, ROW_REMOVED):
            return self._check_row(fact)
        if fact.kind == "doubt.settled":
            return self._check_settling(fact)
        if fact.kind == TAKEN_BACK.name:
            return []
        problems = [*check_names(fact, self.known)] or check_whole_pieces(fact, self.known, self.ledger, self.clinic)
        return problems or self._checks[fact.kind.partition(".")[0]](fact)

    def holds(self, fact: Fact) -> bool:
        """Whether an imported fact (its id is made of its content) was folded already."""
        return fact.id in self._imported

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Everything that a person must look into or has settled, by day and id."""
        folds = (
            self.register, self.headcount, self.ledger, self.rounds, self.kitchen, self.clinic, self.flights,
            self.pledges, self.utilities,
        )  # fmt: skip
        doubts: list[Doubt] = [
            *self._misfits,
            *self.take_backs.faults.values(),
            *self._basis.doubts,
            *self._repeated_rows.doubts,
            *self._find_nameless(),
            *find_unreadable_settings(self.register),
        ]
        for fold in folds:
            doubts += fold.doubts
        once = {doubt.id: doubt for doubt in doubts}
        return tuple(sorted(map(self._settlings.settle, once.values()), key=lambda doubt: (doubt.happened, doubt.id)))

    def to_json(self) -> dict[str, object]:
        """The whole state; the same facts give the same JSON, to the byte."""
        return {
            "format": STATE_FORMAT,
            "entries": self.size,
            "last": None if self.last is None else self.last.isoformat(),
            "tables": self.register.to_json(),
            "people": self.headcount.to_json(),
            "stock": self.ledger.to_json(),
            "rounds": self.rounds.to_json(),
            "kitchen": self.kitchen.to_json(),
            "clinic": self.clinic.to_json(),
            "flights": self.flights.to_json(),
            "handover": self.handover_notes.to_json(),
            "pledges": self.pledges.to_json(),
            "utilities": self.utilities.to_json(),
            "doubts": [doubt.to_json() for doubt in self.doubts],
        }

    def _check_pledge(self, fact: Fact) -> list[Problem]:
        """What stands against a fact about a pledge; it is confirmed by what is known: a flight, a row of supply."""
        problems = self.pledges.refusals(fact)
        flight, supply = str(fact.body.get("flight", "")), str(fact.body.get("supply", ""))
        pledge = self.pledges.find(str(fact.body["pledge"]))
        if fact.kind != "pledge.confirmed" or problems or pledge is None:
            return problems
        if flight and flight not in self.flights.flights:
            known = ", ".join(sorted(self.flights.flights)) or "-"
            return [Problem.at(None, "unknown_name_known", "flight", flight, among="flights", known=known)]
        rows = self.register.rows("supply")
        if supply and not any(row[:2] == (supply, pledge.item) for row in rows):
            return [Problem.at(None, "pledge_no_supply", "supply", supply, item=pledge.item or pledge.what)]
        return []

    def _check_row(self, fact: Fact) -> list[Problem]:
        problems = check_row(fact, self.register, self.known)
        if problems or fact.kind == ROW_SET:
            return problems or self._check_week_starts(fact)
        problems = list(check_removal(fact, self.register, self.known))
        table, key = str(fact.body["table"]), parse_row_key(str(fact.body["row"])) or ("",)
        if table == "places" and self.headcount.present(key[0]):
            problems.append(Problem.at(None, "place_has_people", "", key[0], number=self.headcount.present(key[0])))
        if table in ("places", "stores") and self.ledger.lots(key[0]):
            problems.append(
                Problem.at(None, "store_has_goods", "", key[0], item=self.ledger.lots(key[0])[0].goods.item)
            )
        return problems

    def _check_week_starts(self, fact: Fact) -> list[Problem]:
        """The problem of another first day of the week where the clinic has counted weeks already."""
        values = fact.body["values"]
        if fact.body["table"] != OPERATION_TABLE.name or not isinstance(values, Mapping) or "week_starts" not in values:
            return []
        starts = values["week_starts"].strip().lower() or WEEKDAYS[0]
        counted = {WEEKDAYS[cell.week.weekday()] for cell, _ in self.clinic.counts()}
        if counted <= {starts}:
            return []
        weekday = min(counted - {starts})
        return [Problem.at(None, "week_starts_counted", "week_starts", starts, weekday=weekday)]

    def _check_settling(self, fact: Fact) -> list[Problem]:
        doubt = str(fact.body["doubt"])
        listed = next((one for one in self.doubts if one.id == doubt), None)
        if listed is None:
            return [Problem.at(None, "doubt_unknown", "doubt", doubt)]
        if listed.settled:
            return [Problem.at(None, "doubt_settled", "doubt", doubt, reason=listed.settled)]
        return self._settlings.refusals(fact, listed)

    def _is_repeated(self, fact: Fact) -> bool:
        """Whether a row of a file was imported before; one whose id is not made of its content counts, in doubt."""
        if not fact.id.startswith(IMPORTED):
            return False
        if not self._imported.fits(fact):
            self._misfits.append(Doubt.about(fact, "import_id_wrong", kind=fact.kind, device=fact.device))
            return False
        if self._imported.counts(fact.id):
            self._repeated_rows.note(fact)
            return True
        if fact.id in self._imported:
            self._misfits.append(Doubt.about(fact, "row_told_elsewhere", kind=fact.kind, device=fact.device))
            self._imported.restore(fact.id)
        else:
            self._imported.add(fact)
        return False

    def _check_founder_only(self, fact: Fact) -> str:
        """`table` where another device than the founder sets a table that has facts of its own; else blank."""
        folded = fact.kind in (ROW_SET, ROW_REMOVED) and fact.body["table"] in FOLDED_TABLES
        return "table" if folded and self._founder not in ("", fact.device) else ""

    def _find_nameless(self) -> Iterable[Doubt]:
        """A doubt for people and goods at places or stores, and for items, that are in no table (any more)."""
        day = self.last or datetime.date.min
        sites = {place for place, role in self.known.roles().items() if role == "site"}
        for place in self.headcount.places():
            if place not in sites and self.headcount.present(place):
                yield _doubt_nameless("people_nowhere", day, place=place, number=str(self.headcount.present(place)))
        stores, items = self.known.names("stores"), self.known.names("items")
        lost: Mapping[tuple[str, str], None] = {(lot.store, lot.goods.item): None for lot in self.ledger.lots()}
        for store, item in lost:
            if store not in stores:
                yield _doubt_nameless("goods_nowhere", day, store=store, item=item)
            if item not in items:
                yield _doubt_nameless("goods_unknown", day, store=store, item=item)


def _doubt_nameless(code: str, day: datetime.date, **values: str) -> Doubt:
    return Doubt(
        id=doubt_id(code, *(value for name, value in values.items() if name != "number")),
        code=code,
        values=tuple(values.items()),
        happened=day,
    )
