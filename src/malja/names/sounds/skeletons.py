"""The consonants of a name, roughly: what all usual spellings of it have in common, for bringing them together.

Coarser than comparing: kh and h are one, and gh, g, q, k; s, z and th; t, d and dh. Where a spelling leaves open which
of two it is, there is a skeleton for each.
"""

from __future__ import annotations

from functools import lru_cache

#: No more skeletons than this for one row of sounds.
MOST = 4

_CLASSES: dict[str, tuple[str, ...]] = {
    sound: tuple("" if option == "-" else option for option in options)
    for options, members in {
        "B": "bpبپ",
        "T": "tdتطد",
        "TS": "ðضذث",
        "ST": "θظ",
        "S": "szزسص",
        "K": "kqGكقگغ",
        "KJ": "g",
        "K-": "ğ",
        "J": "jžجژ",
        "JK": "c",
        "JX": "čچ",
        "X": "$ش",
        "XH": "C",
        "H": "xhحخه",
        "F": "fف",
        "F-": "vڤ",
        "L": "lل",
        "M": "mم",
        "N": "nن",
        "R": "rر",
    }.items()
    for sound in members
    for options in (options,)
}
_AT_START = {"w": ("W",), "و": ("W",), "v": ("W", "F"), "y": ("Y",), "ي": ("Y",)}
_AT_END = {"ه": ("", "H")}


@lru_cache(maxsize=1 << 16)
def find_skeletons(sounds: str) -> tuple[str, ...]:
    """The skeletons of a row of sounds, MOST at most; vowels, w and y only count where the name begins with them."""
    found = [""]
    last = len(sounds) - 1
    for place, sound in enumerate(sounds):
        options = _CLASSES.get(sound, ("",))
        if not place:
            options = _AT_START.get(sound, options)
        if place == last:
            options = _AT_END.get(sound, options)
        found = [start + option for start in found for option in options][:MOST]
    return tuple(dict.fromkeys(found))
