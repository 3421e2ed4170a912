"""A clerk who writes a register: in one script, with habits of his own, and now and then a slip."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.names.lists import Name
from benchmarks.names.spelling import School, kurdish_abroad, latin, school, sorani

SCRIPTS = ("arabic", "latin")
#: How often a clerk of Latin letters follows each manner; among Kurdish people and among others.
MANNERS = {False: {"en": 60, "fr": 14, "de": 10, "tr": 16}, True: {"en": 38, "fr": 6, "de": 10, "tr": 16, "ku": 30}}
#: How often a clerk of Arabic letters writes a Kurdish name in Sorani.
SORANI = 0.15
#: Before the name of a man and of a woman.
TITLES = {"arabic": ("الحاج", "الحاجة"), "latin": ("Haj", "Hajja"), "sorani": ("حاجی", "حاجی")}
PARENT = {"arabic": ("أبو", "أم"), "latin": ("Abu", "Um"), "sorani": ("باوکی", "دایکی")}
SON = {"arabic": "بن", "latin": "bin"}


@dataclass(frozen=True, slots=True)
class Clerk:
    """One clerk's hand."""

    script: str
    hand: School
    hamza: bool
    marbuta: bool
    alef_maqsura: bool
    joins: bool
    article: bool

    def name(self, name: Name, rng: Random) -> str:
        """A name in this hand."""
        if self.script == "latin":
            return latin(name.sound, self.hand, rng) if name.sound else kurdish_abroad(name.kurdish, self.hand)
        if self.script == "sorani":
            return name.sorani if name.sorani else sorani(name.sound, rng)
        return self._arabic(name.arabic)

    def town(self, town: Name, rng: Random) -> str:
        """A place of origin in this hand; in Latin letters often as it is known abroad."""
        if self.script == "latin" and town.kurdish and rng.random() < 0.8:
            return town.kurdish
        return self._arabic(town.arabic) if self.script == "sorani" else self.name(town, rng)

    def _arabic(self, text: str) -> str:
        if not self.hamza:
            text = text.translate(str.maketrans("أإآ", "ااا"))
        if not self.marbuta:
            text = text.replace("ة", "ه")
        if not self.alef_maqsura:
            text = text.replace("ى", "ي")
        if self.joins:
            text = text.replace("عبد ", "عبد")
        return text if self.article or not text.startswith("ال") or len(text) < 5 else text[2:]


def clerk(script: str, rng: Random, *, among_kurds: bool) -> Clerk:
    """A clerk for people of whom some speak Kurdish."""
    manners = MANNERS[among_kurds]
    if script == "arabic" and among_kurds and rng.random() < SORANI:
        script = "sorani"
    return Clerk(
        script=script,
        hand=school(rng.choices(list(manners), weights=list(manners.values()))[0], rng),
        hamza=rng.random() < 0.55,
        marbuta=rng.random() < 0.85,
        alef_maqsura=rng.random() < 0.85,
        joins=rng.random() < 0.4,
        article=rng.random() < 0.95,
    )


def slip(text: str, rng: Random) -> str:
    """The text with one letter left out, doubled, or changed places with its neighbour."""
    if len(text) < 5:
        return text
    place = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
