"""Ranges of numbers as papers say them: 1-4, 9."""

from __future__ import annotations

from collections.abc import Iterable

from malja.language.numbers import say_digits


def say_range(first: int, last: int) -> str:
    """The numbers from `first` to `last`, in the current digits and without marks of thousands."""
    return say_digits(f"{first}-{last}" if last > first else str(first))


def say_ranges(numbers: Iterable[int]) -> str:
    """Growing numbers, those that follow one another as a range: 1-4, 9."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ", ".join(say_range(first, last) for first, last in ranges)
