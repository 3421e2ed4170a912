"""One term, one translation: the glossary and the Arabic messages use the same words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from malja.language.say import load_messages

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"

#: Terms of the glossary whose English word always means that term, with what any form of the Arabic word holds (plurals
#: are broken in Arabic, so that one stem is not always enough).
STEMS: dict[str, tuple[str, ...]] = {
    "operation": ("عملي",),
    "hub": ("مركز لوجستي",),
    "site": ("موقع", "مواقع"),
    "household": ("أسرة", "أسر"),
    "sector": ("قطاع",),
    "reserve days": ("أيام الاحتياط",),
    "tier": ("مستوى", "مستويات"),
    "survival": ("البقاء على قيد الحياة",),
    "minimum": ("الحد الأدنى",),
    "target": ("المستوى المستهدف",),
    "shortfall": ("عجز",),
    "item": ("صنف", "أصناف"),
    "asset": ("أصل", "أصول"),
    "pack": ("عبو",),
    "stock": ("مخزون",),
    "storage": ("سعة التخزين",),
    "waste": ("فاقد",),
    "lift": ("وسيلة نقل", "وسيلة النقل", "وسائل النقل", "وسائل نقل"),
    "trip": ("رحل",),
    "vehicle": ("مركب",),
    "payload": ("حمول",),
    "landing": ("هبوط",),
    "manifest": ("بيان الحمولة",),
    "waybill": ("بوليصة الشحن",),
    "packing list": ("قائمة التعبئة",),
    "aim": ("هدف", "أهداف"),
    "gap": ("فجو",),
    "cost": ("تكلفة", "تكاليف", "يكل", "تكل"),
    "assumed": ("فترض", "فتراض"),
    "recalled": ("من الذاكرة", "المعرفة العامة"),
}
#: Sentences in which the word is the name of a column or a value to type, the same in every language.
TYPED = {("naming", "help_duplicates"), ("cli", "help_prices"), ("record", "help_journal_kind")}
TYPED |= {("record", "help_site_set"), ("problem", "set_usage"), ("naming", "help_columns")}
TYPED |= {("record", "help_import_columns"), *(("problem", f"columns_{code}") for code in ("empty", "row", "toml"))}
#: What is no word of a sentence: commands, files, values to type, places for values.
NO_WORDS = re.compile(
    r"\{\w+(?::\w+)?\}|⁨[^⁩]*⁩|--?[\w-]+|\bmalja(?: [a-z]+){1,2}\b"
    r"|\b\w+\.(?:json|xlsx|txt|toml|csv|html|pdf)\b|\b[A-Z_]{2,}\b"
)


def glossary() -> dict[str, str]:
    """English terms and their Arabic, several in one row taken apart."""
    terms: dict[str, str] = {}
    for english, arabic in re.findall(r"^\| ([^|]+) \| ([^|]*[\u0600-\u06ff][^|]*) \|", PAGE.read_text("utf-8"), re.M):
        ours, theirs = english.split(", "), arabic.split("، ")
        terms |= dict(zip(ours, theirs if len(theirs) == len(ours) else theirs * len(ours), strict=True))
    return terms


def plain(text: str) -> str:
    """Arabic without vowel signs."""
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def words_of(locale: str, section: str, code: str) -> str:
    return NO_WORDS.sub(" ", load_messages(locale)[section][code])


def test_every_term_stands_in_the_glossary() -> None:
    terms = glossary()
    assert len(terms) > 60
    assert not [term for term, stems in STEMS.items() if not any(stem in plain(terms.get(term, "")) for stem in stems)]


@pytest.mark.parametrize("term", STEMS)
def test_a_term_has_one_translation(term: str) -> None:
    word = re.compile(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])")
    translated = [
        (section, code)
        for section, codes in load_messages("en").items()
        for code in codes
        if (section, code) not in TYPED
        and word.search(words_of("en", section, code))
        and code in load_messages("ar").get(section, {})
    ]
    assert not [
        (section, code)
        for section, code in translated
        if not any(stem in plain(load_messages("ar")[section][code]) for stem in STEMS[term])
        # What is counted has its word in the section `counted`.
        and not re.search(r"\{\w+:\w*" + re.escape(term), load_messages("ar")[section][code])
    ]
