"""The clinic, small enough for a pencil."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from malja.facts.fact import BodyValue, Fact
from malja.language.say import say_problem
from malja.stock.clinic.alerts import Alert, Threshold, find_alerts, load_thresholds, read_thresholds
from malja.stock.clinic.clinic import Clinic, WeekCell
from malja.stock.clinic.weekly_totals import find_completeness, sum_counts
from malja.stock.kinds import ILLNESSES
from malja.stock.ledger.accounts import USED
from tests.stock.devices import FIRST, Device, day, plain


def week(number: int) -> str:
    """The Monday of a week: 1 is that of the first day."""
    return (FIRST + datetime.timedelta(weeks=number - 1)).isoformat()


def counted(illness: str, cases: int, of_week: int = 1, **more: BodyValue) -> dict[str, BodyValue]:
    said: dict[str, BodyValue] = {"place": "camp", "week": week(of_week), "illness": illness}
    return {**said, "cases_under_5": cases, "cases_5_and_over": 0, "deaths_under_5": 0, "deaths_5_and_over": 0, **more}


def found(site: Device) -> list[tuple[str, int, str]]:
    return [(alert.cell.illness, alert.counted, plain(alert.limit)) for alert in find_alerts(site.books.clinic)]


def test_kits_that_are_opened_are_used() -> None:
    site = Device("a")
    site.record("stock.received", 1, store="clinic", item="kit", packs=3, origin="given")
    site.record("clinic.opened", 2, store="clinic", item="kit", packs=2)
    assert site.books.ledger.on_hand("clinic", "kit") == 1
    assert [posting.quantity for posting in site.books.ledger.postings(accounts=[USED])] == [2]
    assert list(site.books.clinic.opened()) == [("clinic", "kit", day(2), 2)]
    assert site.refuses("clinic.opened", 2, store="clinic", item="kit", packs=2) == ["stock_too_little"]
    assert site.refuses("clinic.opened", 2, store="clinic", item="tent", packs=1) == ["stock_pack_unknown"]


def test_a_kit_of_a_lot() -> None:
    site = Device("a")
    for lot, expiry in (("x", day(9)), ("y", day(90))):
        site.record("stock.received", 1, store="clinic", item="kit", packs=1, lot=lot, expiry=expiry.isoformat())
    site.record("clinic.opened", 2, store="clinic", item="kit", packs=1, lot="y")
    assert [lot.goods.lot for lot in site.books.ledger.lots("clinic")] == ["x"]
    assert site.refuses("clinic.opened", 10, store="clinic", item="kit", packs=1) == ["stock_expired"]


@pytest.mark.parametrize(
    ("first_weekday", "told", "right"),
    [
        (0, "2026-05-03", "2026-05-04"),
        (0, "2026-05-02", "2026-05-04"),
        (0, "2026-05-01", "2026-05-04"),
        (0, "2026-04-30", "2026-04-27"),
        (0, "2026-05-05", "2026-05-04"),
        (0, "2026-05-04", None),
        (6, "2026-05-03", None),
        (6, "2026-05-04", "2026-05-03"),
        (5, "2026-05-02", None),
    ],
)
def test_a_week_told_by_another_day_goes_with_most_of_its_days(
    first_weekday: int, told: str, right: str | None
) -> None:
    """Sunday 3 May to Saturday 9 May shares six days with the Monday week of 4 May."""
    clinic = Clinic(Device("a").books.ledger, first_weekday=lambda: first_weekday)
    happened = datetime.date(2026, 5, 20)
    problems = clinic.refusals(Fact(kind="clinic.counted", happened=happened, body=counted("measles", 0, week=told)))
    assert [dict(problem.values)["week"] for problem in problems] == ([] if right is None else [right])


@pytest.mark.parametrize(
    ("week", "last"), [("2026-05-04", "2026-05-12"), ("2026-05-03", "2026-05-12"), ("2026-05-02", "2026-05-12")]
)
def test_a_week_is_in_time_until_the_tuesday_after_it(week: str, last: str) -> None:
    """Weeks of seven days that end on Sunday 10, Saturday 9 and Friday 8 May."""
    day = datetime.date.fromisoformat(last)
    for happened, in_time in ((day, 1), (day + datetime.timedelta(days=1), 0)):
        clinic = Clinic(Device("a").books.ledger)
        clinic.apply(Fact(kind="clinic.counted", happened=happened, body=counted("measles", 0, week=week)))
        (camp,) = find_completeness(clinic, happened, illnesses=("measles",))
        assert camp.in_time == in_time


def test_a_week_begins_on_a_monday_that_has_come() -> None:
    site = Device("a")
    (problem,) = site.problems("clinic.counted", 9, **counted("measles", 0, week="2025-03-05"))
    assert (problem.code, dict(problem.values)["week"]) == ("week_start_wrong", "2025-03-03")
    assert say_problem(problem) == (
        "column week: weeks begin on Monday here, and 2025-03-05 is a Wednesday; of the seven days from it, 5 are in"
        " the week of 2025-03-03: give 2025-03-03, or set week_starts of the operation"
    )
    assert site.refuses("clinic.counted", 1, **counted("measles", 0, 2)) == ["week_ahead"]
    assert site.refuses("clinic.counted", 1, **counted("measles", 0, 1)) == []


def test_completeness_counts_zeros_and_names_what_is_missing() -> None:
    site = Device("a")
    assert find_completeness(site.books.clinic, day(30)) == ()
    for illness in ILLNESSES:
        site.record("clinic.counted", 8, **counted(illness, 0))
    site.record("clinic.counted", 17, **counted("measles", 0, 2))
    (first,) = find_completeness(site.books.clinic, day(13))
    assert (first.weeks, first.due, first.reported, first.in_time, first.missing) == (1, 11, 11, 11, ())
    (now,) = find_completeness(site.books.clinic, day(20))
    # Two weeks are over; of the second only measles was counted, on the Wednesday after it: too late.
    assert (now.first, now.weeks, now.due, now.reported, now.in_time, now.weeks_complete) == (FIRST, 2, 22, 12, 11, 1)
    assert len(now.missing) == 10
    assert WeekCell("camp", day(8), "malaria") in now.missing


def test_a_place_that_never_counted_is_missing_since_the_sites_first_week() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("measles", 1))
    camp, ridge = find_completeness(site.books.clinic, day(7 + 7), places=("ridge",), illnesses=("measles",))
    assert (camp.place, camp.due, camp.reported) == ("camp", 2, 1)
    assert (ridge.place, ridge.due, ridge.reported) == ("ridge", 2, 0)


def test_a_later_count_corrects_the_one_before() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("jaundice", 6))
    site.record("clinic.counted", 7, **counted("jaundice", 3))
    assert [each.cases for _, each in site.books.clinic.counts()] == [3]
    assert len(site.books.clinic.history(WeekCell("camp", FIRST, "jaundice"))) == 2
    assert site.books.doubts() == []


def test_two_devices_that_count_a_week_differently_leave_a_doubt() -> None:
    one, two = Device("a"), Device("b")
    one.record("clinic.counted", 8, **counted("jaundice", 3))
    two.record("clinic.counted", 8, **counted("jaundice", 4))
    one.record("clinic.counted", 8, **counted("measles", 0))
    two.record("clinic.counted", 8, **counted("measles", 0))
    one.hear(two)
    two.hear(one)
    assert one.books.to_json() == two.books.to_json()
    (doubt,) = one.books.clinic.doubts
    assert (doubt.code, dict(doubt.values)["cases"], dict(doubt.values)["other_cases"]) == (
        "clinic_counted_apart",
        "4",
        "3",
    )
    assert doubt.in_words()
    one.record("clinic.counted", 9, **counted("jaundice", 4))
    assert len(one.books.clinic.doubts) == 1


@pytest.mark.parametrize(
    ("illness", "below", "reached"),
    [
        ("measles", 0, 1),
        ("meningitis", 1, 2),
        ("bloody_diarrhoea", 4, 5),
        ("jaundice", 4, 5),
        ("flaccid_paralysis", 0, 1),
    ],
)
def test_a_count_that_reaches_its_threshold_is_an_alert(illness: str, below: int, reached: int) -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted(illness, below))
    assert found(site) == []
    site.record("clinic.counted", 8, **counted(illness, reached))
    assert found(site) == [(illness, reached, str(reached))]


def test_cases_of_every_age_count() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("meningitis", 1, cases_5_and_over=1))
    assert found(site) == [("meningitis", 2, "2")]


def test_malaria_is_set_against_the_mean_of_three_weeks_before() -> None:
    site = Device("a")
    for number, cases in enumerate((4, 6, 8), start=1):
        site.record("clinic.counted", 7 * number, **counted("malaria", cases, number))
    assert found(site) == []  # no week has three counted weeks before it
    site.record("clinic.counted", 28, **counted("malaria", 8, 4))
    assert found(site) == []
    site.record("clinic.counted", 28, **counted("malaria", 9, 4))
    assert found(site) == [("malaria", 9, "9")]
    site.record("clinic.counted", 42, **counted("malaria", 90, 6))
    assert len(found(site)) == 1  # week 5 was not counted: nobody knows the mean


def test_a_death_of_watery_diarrhoea_from_five_years_on_is_an_alert() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("watery_diarrhoea", 30, deaths_under_5=1))
    assert found(site) == []
    site.record("clinic.counted", 8, **counted("watery_diarrhoea", 30, deaths_5_and_over=1))
    (alert,) = find_alerts(site.books.clinic)
    assert (alert.threshold.measure, alert.to_json()["basis"]) == ("deaths_5_and_over", "read")


def test_the_sites_own_thresholds() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("other", 3))
    own = Threshold(illness="other", rule="at_least", value=Decimal(3), document="health cluster", basis="assumed")
    assert find_alerts(site.books.clinic, [own]) == (
        Alert(cell=WeekCell("camp", FIRST, "other"), threshold=own, counted=3, limit=Decimal(3)),
    )
    assert find_alerts(site.books.clinic, [own], since=day(8)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"illness": "plague"},
        {"value": Decimal(0)},
        {"rule": "times_mean"},
        {"weeks": 3},
        {"measure": "rumours"},
    ],
)
def test_thresholds_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    said: dict[str, object] = {"illness": "measles", "rule": "at_least", "value": Decimal(1), **wrong}
    with pytest.raises(ValueError, match="Threshold"):
        Threshold(**said)  # type: ignore[arg-type]


def test_every_threshold_says_what_it_rests_on() -> None:
    assert all(threshold.document and threshold.basis in ("read", "recalled") for threshold in load_thresholds())
    assert {threshold.illness for threshold in load_thresholds()} == {*ILLNESSES} - {"other"}


def test_a_row_of_the_sites_table_stands_for_the_threshold_of_its_syndrome_and_measure() -> None:
    held = {
        (each.illness, each.measure): each
        for each in read_thresholds(
            {
                ("measles", "cases"): {"value": "0"},
                ("malaria", "cases"): {"value": "20", "rule": "at_least", "document": "health cluster"},
                ("other", "deaths"): {"value": "1.5", "rule": "times_mean"},
                ("jaundice", "cases"): {"value": "many"},
                ("plague", "cases"): {"value": "1"},
            }
        )
    }
    assert ("measles", "cases") not in held
    malaria, other = held["malaria", "cases"], held["other", "deaths"]
    assert (malaria.rule, plain(malaria.value), malaria.document, malaria.basis) == (
        "at_least",
        "20",
        "health cluster",
        "assumed",
    )
    assert (other.rule, plain(other.value), other.weeks) == ("times_mean", "1.5", 3)
    assert plain(held["jaundice", "cases"].value) == "5"
    assert len(held) == len(load_thresholds())
    assert read_thresholds({}) == tuple(sorted(load_thresholds(), key=lambda each: (each.illness, each.measure)))


def test_totals_by_syndrome() -> None:
    site = Device("a")
    site.record("clinic.counted", 8, **counted("malaria", 2, deaths_under_5=1))
    site.record("clinic.counted", 15, **counted("malaria", 3, 2, cases_5_and_over=4))
    (both,) = sum_counts(site.books.clinic)
    assert (both.place, both.illness, both.weeks, tuple(both.counted)) == ("camp", "malaria", 2, (5, 4, 1, 0))
    (second,) = sum_counts(site.books.clinic, since=day(8))
    assert (second.weeks, second.counted.cases, second.counted.deaths) == (1, 7, 0)
