"""What was given and cooked by a rule that was taken back afterwards: the goods went as the rule said then."""

from __future__ import annotations

from malja.facts.doubt import Doubt
from malja.facts.fact import Fact
from malja.facts.knowledge import Knows

#: By kind, what rests on it, and the column by which it is named: gifts on what is due, meals on a recipe.
_RESTS_ON = {"round.given": ("round.due", "round"), "kitchen.cooked": ("kitchen.recipe", "recipe")}
_NAMED_BY = dict(_RESTS_ON.values())


class TakenBackBasis:
    """Rules (what a round gives, what a meal takes) that were taken back after something was done by them."""

    def __init__(self, knows: Knows) -> None:
        self._knows = knows
        self._taken: dict[tuple[str, str], list[tuple[Fact, Fact]]] = {}
        self._doubts: dict[str, Doubt] = {}

    def note_taken_back(self, fact: Fact, by: Fact) -> None:
        """Note a fact that is taken back, and the take-back."""
        column = _NAMED_BY.get(fact.kind)
        if column is not None:
            self._taken.setdefault((fact.kind, str(fact.body.get(column, ""))), []).append((fact, by))

    def note_use(self, fact: Fact) -> None:
        """Note what was done: a doubt where its device knew a rule that it did not know to be taken back."""
        if not self._taken or fact.kind not in _RESTS_ON:
            return
        kind, column = _RESTS_ON[fact.kind]
        for rule, by in self._taken.get((kind, str(fact.body.get(column, ""))), ()):
            item = str(rule.body.get("item", ""))
            about = str(fact.body.get("item", "")) in ("", item)
            if about and self._knew(fact, rule) and not self._knew(fact, by):
                code = f"{rule.kind.replace('.', '_')}_taken_back"
                values = {column: rule.body.get(column, ""), "item": item, "until": fact.happened}
                doubt = Doubt.about(rule, code, **values)
                self._doubts.setdefault(doubt.id, doubt)

    @property
    def doubts(self) -> list[Doubt]:
        """A doubt for each such rule, with the first day on which something was done by it."""
        return list(self._doubts.values())

    def _knew(self, fact: Fact, other: Fact) -> bool:
        return self._knows(fact, other.device, other.number)
