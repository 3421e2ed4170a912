"""Facts about goods: received, moved, counted; rounds, kitchen, clinic; what is promised, and daily readings."""

from __future__ import annotations

from malja.facts.kind import AMOUNT_COLUMNS, NOTE_COLUMN, Kind
from malja.tables.columns import (
    Column,
    amount_column,
    date_column,
    key_column,
    optional_key_column,
    text_column,
    whole_column,
)

_ITEM = key_column(name="item", meaning="the item's id")
_STORE = key_column(name="store", meaning="the store (or the place, whose own store has the place's id)")
_LOT = optional_key_column(
    name="lot",
    may_start_with_hash=True,
    meaning="batch or lot; blank: first expired, first out (goods without one share one lot)",
)
_EXPIRY = date_column(name="expiry", month_end=True, meaning="last day on which the goods may be used")
_ROUND = key_column(name="round", meaning="the distribution round's id")

RECEIVED = Kind(
    name="stock.received",
    columns=(
        _STORE,
        _ITEM,
        *AMOUNT_COLUMNS,
        _LOT,
        _EXPIRY,
        Column(
            name="origin",
            kind="choice",
            default="given",
            choices=("given", "bought", "opening"),
            meaning="given, bought, or there when the books were opened; flights are received by their own facts",
        ),
        text_column(name="reference", meaning="number of the paper that came with it"),
        NOTE_COLUMN,
    ),
    meaning="goods came that no flight's manifest names",
)
MOVED = Kind(
    name="stock.moved",
    columns=(
        _ITEM,
        *AMOUNT_COLUMNS,
        key_column(name="origin", meaning="the store they are taken from"),
        key_column(name="destination", meaning="another store; or given_out, used, spoiled, lost, sent_away"),
        _LOT,
        text_column(name="reason", meaning="why; needed for spoiled, lost and sent_away"),
        NOTE_COLUMN,
    ),
    meaning="goods were moved to another store, or left the stores for good",
)
STOCK_COUNTED = Kind(
    name="stock.counted",
    columns=(
        _STORE,
        _ITEM,
        *AMOUNT_COLUMNS,
        optional_key_column(
            name="lot",
            may_start_with_hash=True,
            meaning="the lot that was counted; blank: all lots of the item together",
        ),
        text_column(name="reason", meaning="why the count is not what the books say; needed where it is not"),
        NOTE_COLUMN,
    ),
    meaning="goods were counted; a difference from the books is booked, with its reason",
)
ROUND_DUE = Kind(
    name="round.due",
    columns=(
        _ROUND,
        key_column(name="store", meaning="the store from which it is given out"),
        _ITEM,
        amount_column(name="quantity", required=True, positive=True, unit="units", meaning="due"),
        Column(
            name="per",
            kind="choice",
            default="person",
            choices=("person", "token"),
            meaning="for each person on a ration token, or once for each token",
        ),
        NOTE_COLUMN,
    ),
    meaning="what a distribution round gives; a row for each item opens the round",
)
ROUND_GIVEN = Kind(
    name="round.given",
    columns=(
        _ROUND,
        key_column(
            name="token",
            may_start_with_hash=True,
            meaning="the ration token's number, which says nothing about who holds it",
        ),
        Column(name="persons", kind="whole", required=True, least=1, most=200, meaning="persons the token stands for"),
        optional_key_column(name="item", meaning="one item of the round; blank: all that is due"),
        text_column(name="reason", meaning="why it is given a second time"),
        optional_key_column(name="supervisor", meaning="the role that allowed a second time"),
        NOTE_COLUMN,
    ),
    meaning="what is due was given against a ration token",
)
ROUND_CLOSED = Kind(name="round.closed", columns=(_ROUND, NOTE_COLUMN), meaning="the round is over")
RECIPE = Kind(
    name="kitchen.recipe",
    columns=(
        key_column(name="recipe", meaning="the recipe's id"),
        _ITEM,
        amount_column(name="quantity", required=True, unit="units a meal", meaning="in one person's meal; 0: none"),
        NOTE_COLUMN,
    ),
    meaning="what one meal takes; a row for each item",
)
COOKED = Kind(
    name="kitchen.cooked",
    columns=(
        key_column(name="store", meaning="the kitchen's store"),
        key_column(name="recipe", meaning="the recipe's id"),
        whole_column(name="meals", required=True, unit="meals", meaning="meals cooked"),
        NOTE_COLUMN,
    ),
    meaning="meals were cooked; what they take by the recipe is used",
)
OPENED = Kind(
    name="clinic.opened",
    columns=(
        _STORE,
        _ITEM,
        whole_column(name="packs", required=True, unit="packs", meaning="kits opened"),
        _LOT,
        NOTE_COLUMN,
    ),
    meaning="kits were opened at the clinic, which are in no store any more and serve for what is left of them",
)
ILLNESSES = (
    "watery_diarrhoea",
    "bloody_diarrhoea",
    "measles",
    "meningitis",
    "jaundice",
    "haemorrhagic_fever",
    "flaccid_paralysis",
    "malaria",
    "respiratory_infection",
    "unexplained_cluster",
    "other",
)
#: What people say for them: an illness of which the suspicion alone is counted under its syndrome.
CALLED = {
    "acute_jaundice": "jaundice",
    "acute_watery_diarrhoea": "watery_diarrhoea",
    "afp": "flaccid_paralysis",
    "ari": "respiratory_infection",
    "awd": "watery_diarrhoea",
    "cholera": "watery_diarrhoea",
    "diarrhoea": "watery_diarrhoea",
    "dysentery": "bloody_diarrhoea",
    "ebola": "haemorrhagic_fever",
    "hepatitis": "jaundice",
    "pneumonia": "respiratory_infection",
    "polio": "flaccid_paralysis",
    "shigellosis": "bloody_diarrhoea",
}
CLINIC_COUNTED = Kind(
    name="clinic.counted",
    columns=(
        key_column(name="place", meaning="the place whose people were seen"),
        date_column(name="week", required=True, meaning="the day on which the week begins"),
        Column(name="illness", kind="choice", required=True, choices=ILLNESSES, meaning="the syndrome"),
        whole_column(name="cases_under_5", required=True, meaning="cases under five years; 0 is said, not left out"),
        whole_column(name="cases_5_and_over", required=True, meaning="cases of five years and over"),
        whole_column(name="deaths_under_5", default=0, meaning="deaths under five years"),
        whole_column(name="deaths_5_and_over", default=0, meaning="deaths of five years and over"),
        NOTE_COLUMN,
    ),
    meaning="the clinic's weekly count of a syndrome, zeros said",
)
PLEDGE_MADE = Kind(
    name="pledge.made",
    columns=(
        key_column(name="pledge", meaning="the pledge's id"),
        text_column(
            name="organisation",
            required=True,
            default=None,
            meaning="which organisation promises it: never a person's name",
        ),
        key_column(name="place", meaning="the place it is for"),
        date_column(name="due", required=True, meaning="the day by which it is to be there"),
        optional_key_column(name="item", meaning="the item's id; blank: what says in words what is promised"),
        *AMOUNT_COLUMNS,
        text_column(name="what", meaning="what is promised where it is no item: a flight, a water truck, staff"),
        text_column(name="request", meaning="which request it answers"),
        NOTE_COLUMN,
    ),
    meaning="an organisation promised something; it counts for nothing until it is confirmed as a flight or a supply",
)
PLEDGE_CONFIRMED = Kind(
    name="pledge.confirmed",
    columns=(
        key_column(name="pledge", meaning="the pledge's id"),
        optional_key_column(name="flight", meaning="the announced flight that brings it"),
        optional_key_column(name="supply", meaning="the place where it can be had now, by a row of the table supply"),
        NOTE_COLUMN,
    ),
    meaning="a pledge became a flight or a supply, which are counted by their own facts and rows",
)
PLEDGE_ENDED = Kind(
    name="pledge.ended",
    columns=(
        key_column(name="pledge", meaning="the pledge's id"),
        Column(
            name="outcome",
            kind="choice",
            required=True,
            choices=("arrived", "withdrawn"),
            meaning="it is there, or the organisation took it back",
        ),
        text_column(name="reason", meaning="why it was withdrawn, or where it came short"),
        NOTE_COLUMN,
    ),
    meaning="a pledge is there, or will not come; what came is received by facts of its own",
)
UTILITIES = ("well_water", "chlorine", "generator_hours", "fuel_left", "latrines_desludged")
UTILITY_READ = Kind(
    name="utility.read",
    columns=(
        key_column(name="place", meaning="the place"),
        Column(
            name="utility",
            kind="choice",
            required=True,
            choices=UTILITIES,
            meaning="what was read: litres that the site's own wells gave that day, free chlorine at a tap (mg/l),"
            " hours of a generator that day, litres of fuel left in tanks (not in stores), latrines desludged that day",
        ),
        amount_column(name="amount", required=True, unit="l, mg/l, hours or latrines", meaning="how much"),
        optional_key_column(name="point", meaning="which tap, well, tank or generator; blank: the one there is"),
        optional_key_column(name="item", meaning="of fuel left: the fuel's id; blank: diesel_l"),
        NOTE_COLUMN,
    ),
    meaning="a daily reading of what keeps a site running; told again for a point and day, the last one holds",
)

KINDS = (
    RECEIVED,
    MOVED,
    STOCK_COUNTED,
    ROUND_DUE,
    ROUND_GIVEN,
    ROUND_CLOSED,
    RECIPE,
    COOKED,
    OPENED,
    CLINIC_COUNTED,
    PLEDGE_MADE,
    PLEDGE_CONFIRMED,
    PLEDGE_ENDED,
    UTILITY_READ,
)
