"""What a command leaves out, the same every time: the site one stands in, its desk's place, store, role and day."""

from __future__ import annotations

from pathlib import Path

import click

from malja import clock
from malja.cli.terminal.refusals import CommandGroup, SpokenCommand
from malja.problems import MaljaError
from malja.site.folder import Desk, find_site_here, is_site, read_site_file
from malja.site.site import Site

#: Arguments behind SITE that the desk knows.
_PLACE, _STORE = "PLACE", "STORE"


class SiteCommand(SpokenCommand):
    """A command about a site whose SITE, PLACE or STORE may be left out, as far as it is clear which is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words, with those put in that were left out."""
        return super().parse_args(ctx, _fill_in(self, args))


class SiteCommandGroup(CommandGroup):
    """Commands about a site."""

    command_class = SiteCommand


def _fill_in(command: click.Command, args: list[str]) -> list[str]:
    """The words as they were typed, with the site and what its desk repeats, where words are missing.

    SITE is missing where the first word is no site's folder and one stands in a site (or MALJA_SITE names one); PLACE
    or STORE behind it where one word is still missing then.
    """
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    if not arguments or arguments[0].name != "site" or any(help_ in args for help_ in ("-h", "--help")):
        return args
    at = _find_words(command, args)
    several = any(one.nargs == -1 for one in arguments)
    missing = len(arguments) - len(at)
    named = bool(at) and is_site(Path(args[at[0]]))
    here = None if named or (missing <= 0 and not several) else find_site_here()
    words = list(args)
    if here is not None:
        words, missing = [str(here), *words], missing - 1
    elif not at:
        return args
    folder = here if here is not None else Path(args[at[0]])
    if not is_site(folder):
        return words
    desk = _read_desk(folder)
    if missing == 1 and not several and len(arguments) > 1:
        word = _find_word(arguments[1], folder, desk)
        place = 1 if here is not None else at[0] + 1
        words = [*words[:place], word, *words[place:]] if word else words
    return [*_options(command, args, desk), *words]


def _find_words(command: click.Command, args: list[str]) -> list[int]:
    """The places of the words that are neither options nor their values."""
    options = [one for one in command.params if isinstance(one, click.Option)]
    valued = {name for one in options if not one.is_flag and not one.count for name in one.opts}
    found: list[int] = []
    place = 0
    while place < len(args):
        word = args[place]
        if word == "--":
            return [*found, *range(place + 1, len(args))]
        if word.startswith("-") and len(word) > 1:
            place += word in valued
        else:
            found.append(place)
        place += 1
    return found


def _find_word(argument: click.Argument, folder: Path, desk: Desk) -> str:
    """The place or store of a desk; where it has none the only place where people live; blank: it is not clear."""
    if argument.metavar not in (_PLACE, _STORE):
        return ""
    return (desk.store if argument.metavar == _STORE else "") or desk.place or _find_only_place(folder)


def _find_only_place(folder: Path) -> str:
    try:
        with Site.open(folder) as site:
            sites = [place for place, role in site.state().known.roles().items() if role == "site"]
    except MaljaError:  # The command itself says what is wrong.
        return ""
    return sites[0] if len(sites) == 1 else ""


def _read_desk(folder: Path) -> Desk:
    try:
        return read_site_file(folder).desk
    except MaljaError:  # The command itself says what is wrong.
        return Desk()


def _options(command: click.Command, args: list[str], desk: Desk) -> list[str]:
    """Who records, and the day of the papers, where the command asks for them and nobody said."""
    said = {"by": ("--by", desk.by), "happened": ("--on", desk.day_on(clock.today()))}
    names = {one.name for one in command.params}
    found: list[str] = []
    for name, (option, value) in said.items():
        typed = any(word == option or word.startswith(f"{option}=") for word in args)
        found += [option, value] if value and name in names and not typed else []
    return found
