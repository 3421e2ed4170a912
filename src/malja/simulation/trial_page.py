"""What a trial says to whoever runs a site: how much people lacked, in the middle of the futures and in the worst."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from malja.catalogue.facts import TIERS, Tier
from malja.language.dates import say_date
from malja.language.names import say_name
from malja.language.numbers import say_number
from malja.language.say import say
from malja.operation.operation import Operation
from malja.quantities import round_figures
from malja.simulation.trials import Outcome, Trials

#: A sentence, or a table of cells below each other, its first row the headings.
PagePart = str | tuple[tuple[str, ...], ...]

#: Rows of the table of needs: two screens are enough.
_MOST_ROWS = 14
#: Person-days that differ by less are the same.
_SAME = 0.5


def say_trials(operation: Operation, trials: Trials) -> list[PagePart]:
    """The page of `malja try`."""
    settings = trials.settings
    if trials.promised is None:
        return [say("trying", "too_early")]
    runs, days, again = (say_number(number) for number in (max(1, trials.runs), trials.days, settings.again))
    parts: list[PagePart] = [
        say("trying", "title", name=operation.name, runs=runs, days=days, again=again),
        *_say_chances(trials),
    ]
    if trials.stopped:
        parts.append(say("trying", "stopped_days", days=days) if not trials.runs else say("trying", "stopped"))
    parts += ["", say("trying", "totals"), _totals(trials)]
    needs = _list_needs(operation, trials)
    if needs:
        parts += ["", say("trying", "needs"), (_need_heads(), *needs[:_MOST_ROWS])]
    else:
        parts += ["", say("trying", "nothing_short")]
    if len(needs) > _MOST_ROWS:
        parts.append(say("trying", "more", number=say_number(len(needs) - _MOST_ROWS)))
    return [*parts, "", say("trying", "no_forecast")]


def _say_chances(trials: Trials) -> Iterator[str]:
    chances = trials.settings.chances
    if chances.fails:
        yield say("trying", "some_fail", number=say_number(round_figures(1 / chances.fails, 3)))
    else:
        yield say("trying", "all_go")
    if chances.more_people and chances.more_weeks:
        percent = say_number(round_figures(100 * chances.more_people, 3))
        weeks = say_number(round_figures(1 / chances.more_weeks, 3))
        yield say("trying", "people", percent=percent, weeks=weeks)
    if chances.count_error:
        yield say("trying", "counts", percent=say_number(round_figures(100 * chances.count_error, 3)))
    for row in chances.own:
        share = 0.0 if row.share is None else row.share
        percent, size = (say_number(round_figures(100 * part, 3)) for part in (share, row.size or 0.0))
        yield say("trying", f"own_{row.risk}", name=row.at, percent=percent, size=size)


def _totals(trials: Trials) -> tuple[tuple[str, ...], ...]:
    """Weighted person-days by way and tier, and in how many runs malja lacks less and more than the rule."""
    tiers = [tier for tier in TIERS if any(tier == asked for _, asked in trials.outcomes["plan"][0].lacks)]
    heads = ("", *(say("cover", f"head_{tier}") for tier in tiers))
    rows = [heads]
    for way, outcomes in trials.outcomes.items():
        name = say("trying", f"way_{way}", days=say_number(trials.settings.keep))
        rows.append((name, *(_say_spread([one.totals[tier] for one in outcomes]) for tier in tiers)))
    rows.append((say("trying", "better"), *(_say_better(trials, tier) for tier in tiers)))
    if trials.promised is not None and trials.runs:
        promised = trials.promised.totals
        rows.append((say("trying", "promised"), *(_say_amount(promised[tier]) for tier in tiers)))
    return tuple(rows)


def _say_better(trials: Trials, tier: Tier) -> str:
    pairs = list(zip(trials.outcomes["plan"], trials.outcomes["rule"], strict=True))
    less = sum(plan.totals[tier] < rule.totals[tier] - _SAME for plan, rule in pairs)
    more = sum(plan.totals[tier] > rule.totals[tier] + _SAME for plan, rule in pairs)
    return say("trying", "so_many", less=say_number(less), more=say_number(more))


def _need_heads() -> tuple[str, ...]:
    return tuple(say("trying", f"head_{code}") for code in ("need", "tier", "plan", "first", "rule", "first"))


def _list_needs(operation: Operation, trials: Trials) -> list[tuple[str, ...]]:
    """A row for each need and tier that is short in any run: the gravest tier first, then the most person-days."""
    names = {need.need: say_name(need.name) for need in operation.needs}
    rows = []
    for need, tier in trials.outcomes["plan"][0].lacks:
        amounts = {way: _amounts(trials.outcomes[way], need, tier) for way in ("plan", "rule")}
        worst = max(max(values) for values in amounts.values())
        if worst >= _SAME:
            order = TIERS.index(tier), -statistics.median(amounts["plan"]), -worst
            cells = [names[need] or need, say("cover", f"head_{tier}")]
            for way, values in amounts.items():
                cells += [_say_spread(values), _say_first(operation, trials.outcomes[way], need, tier)]
            rows.append((order, tuple(cells)))
    return [cells for _, cells in sorted(rows)]


def _amounts(outcomes: Sequence[Outcome], need: str, tier: Tier) -> list[float]:
    return [one.lacks[need, tier].person_days for one in outcomes]


def _say_first(operation: Operation, outcomes: Sequence[Outcome], need: str, tier: Tier) -> str:
    """The first day of any run on which a need is short."""
    days = [day for one in outcomes if (day := one.lacks[need, tier].first_day) is not None]
    return say_date(operation.date(min(days))) if days else "-"


def _say_spread(values: Sequence[float]) -> str:
    """The median, and in brackets the worst where it is another."""
    middle, worst = _say_amount(statistics.median(values)), _say_amount(max(values))
    return middle if middle == worst else say("trying", "spread", middle=middle, worst=worst)


def _say_amount(person_days: float) -> str:
    return say_number(round_figures(round(person_days), 3))
