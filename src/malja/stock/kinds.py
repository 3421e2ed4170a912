"""Facts about goods: received, moved, counted; rounds, kitchen, clinic."""

from __future__ import annotations

from malja.facts.kind import AMOUNT, NOTE, Kind, amount, date, key, some_key, text, whole
from malja.tables.columns import Column

_ITEM = key(name="item", meaning="the item's id")
_STORE = key(name="store", meaning="the store (or the place, whose own store has the place's id)")
_LOT = some_key(name="lot", meaning="batch or lot; blank: first expired, first out (goods without one share one lot)")
_EXPIRY = date(name="expiry", meaning="last day on which the goods may be used")
_ROUND = key(name="round", meaning="the distribution round's id")

RECEIVED = Kind(
    name="stock.received",
    columns=(
        _STORE,
        _ITEM,
        *AMOUNT,
        _LOT,
        _EXPIRY,
        Column(
            name="origin",
            kind="choice",
            default="given",
            choices=("given", "bought", "opening"),
            meaning="given, bought, or there when the books were opened; flights are received by their own facts",
        ),
        text(name="reference", meaning="number of the paper that came with it"),
        NOTE,
    ),
    meaning="goods came that no flight's manifest names",
)
MOVED = Kind(
    name="stock.moved",
    columns=(
        _ITEM,
        *AMOUNT,
        key(name="origin", meaning="the store they are taken from"),
        key(name="destination", meaning="another store; or given_out, used, spoiled, lost, sent_away"),
        _LOT,
        text(name="reason", meaning="why; needed for spoiled, lost and sent_away"),
        NOTE,
    ),
    meaning="goods were moved to another store, or left the stores for good",
)
STOCK_COUNTED = Kind(
    name="stock.counted",
    columns=(
        _STORE,
        _ITEM,
        *AMOUNT,
        some_key(name="lot", meaning="the lot that was counted; blank: all lots of the item together"),
        text(name="reason", meaning="why the count is not what the books say; needed where it is not"),
        NOTE,
    ),
    meaning="goods were counted; a difference from the books is booked, with its reason",
)
ROUND_DUE = Kind(
    name="round.due",
    columns=(
        _ROUND,
        key(name="store", meaning="the store from which it is given out"),
        _ITEM,
        amount(name="quantity", required=True, positive=True, unit="units", meaning="due"),
        Column(
            name="per",
            kind="choice",
            default="person",
            choices=("person", "token"),
            meaning="for each person on a ration token, or once for each token",
        ),
        NOTE,
    ),
    meaning="what a distribution round gives; a row for each item opens the round",
)
ROUND_GIVEN = Kind(
    name="round.given",
    columns=(
        _ROUND,
        key(name="token", meaning="the ration token's number, which says nothing about who holds it"),
        Column(name="persons", kind="whole", required=True, least=1, most=200, meaning="persons the token stands for"),
        some_key(name="item", meaning="one item of the round; blank: all that is due"),
        text(name="reason", meaning="why it is given a second time"),
        some_key(name="supervisor", meaning="the role that allowed a second time"),
        NOTE,
    ),
    meaning="what is due was given against a ration token",
)
ROUND_CLOSED = Kind(name="round.closed", columns=(_ROUND, NOTE), meaning="the round is over")
RECIPE = Kind(
    name="kitchen.recipe",
    columns=(
        key(name="recipe", meaning="the recipe's id"),
        _ITEM,
        amount(name="quantity", required=True, unit="units a meal", meaning="in one person's meal; 0: none"),
        NOTE,
    ),
    meaning="what one meal takes; a row for each item",
)
COOKED = Kind(
    name="kitchen.cooked",
    columns=(
        key(name="store", meaning="the kitchen's store"),
        key(name="recipe", meaning="the recipe's id"),
        whole(name="meals", required=True, unit="meals", meaning="meals cooked"),
        NOTE,
    ),
    meaning="meals were cooked; what they take by the recipe is used",
)
OPENED = Kind(
    name="clinic.opened",
    columns=(_STORE, _ITEM, whole(name="packs", required=True, unit="packs", meaning="kits opened"), _LOT, NOTE),
    meaning="kits were opened at the clinic, and count as used",
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
        key(name="place", meaning="the place whose people were seen"),
        date(name="week", required=True, meaning="the Monday on which the week begins"),
        Column(name="illness", kind="choice", required=True, choices=ILLNESSES, meaning="the syndrome"),
        whole(name="cases_under_5", required=True, meaning="cases under five years; 0 is said, not left out"),
        whole(name="cases_5_and_over", required=True, meaning="cases of five years and over"),
        whole(name="deaths_under_5", default=0, meaning="deaths under five years"),
        whole(name="deaths_5_and_over", default=0, meaning="deaths of five years and over"),
        NOTE,
    ),
    meaning="the clinic's weekly count of a syndrome, zeros said",
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
)
