"""Join a site with a new device: it makes its keys and its card, another enrols it, and it joins from a bundle."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from malja.files import clear_leftovers, sync_folder, unwritable_problem
from malja.journal.chain.device import Card, Device
from malja.journal.sync.enrolment import join_journal
from malja.problems import Failed, Problem, Refused
from malja.site.folder import JOURNAL_FILE, KEY_FILE, SiteFile, allow_database, is_site, write_site_file


def load_card(folder: Path, *, name: str = "") -> Card:
    """The card of the device in a folder; with a `name`, keys are made first where there are none.

    Raises Refused where there are no keys and no name, or keys of a device of another name; Failed where the folder
    can't be written.
    """
    key = folder / KEY_FILE
    if not key.is_file():
        if not name:
            raise Refused([Problem(code="device_nameless", value=str(folder))])
        device = Device.new(name)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Failed([unwritable_problem(folder, error)]) from error
        device.save(key)
        return device.card
    device = Device.load(key)
    if name and name != device.name:
        raise Refused([Problem.at(None, "device_named_already", value=device.name, name=name)])
    return device.card


def join_site(folder: Path, bundle: Path, *, database: str = "", founder: str = "") -> tuple[Card, int]:
    """Make the folder that holds a device's keys a site, from a bundle made after the device was enrolled.

    Gives the founder's card and how many entries came. `founder`: its fingerprint as it was told by another way.
    Raises Refused, leaving the folder as it was, where it is a site already, or the bundle can't be joined from.
    """
    if is_site(folder):
        raise Refused([Problem(code="site_already", value=str(folder))])
    allow_database(database)
    device = Device.load(folder / KEY_FILE)
    clear_leftovers(folder, f".{JOURNAL_FILE}.")
    aside = folder / f".{JOURNAL_FILE}.{secrets.token_hex(6)}.part"
    joined = join_journal(database or aside, device, bundle, founder=founder)
    try:
        name = next(
            (
                fact.body["name"]
                for fact in joined.journal.facts()
                if fact.kind == "site.founded" and fact.device == joined.journal.site
            ),
            "",
        )
        joined.journal.close()
        if not database:
            os.replace(aside, folder / JOURNAL_FILE)
            sync_folder(folder)
        write_site_file(folder, SiteFile(site=joined.founder.id, name=str(name), database=database))
    except OSError as error:
        raise Failed([unwritable_problem(folder, error)]) from error
    finally:
        joined.journal.close()
        for left in folder.glob(f"{aside.name}*"):
            left.unlink()
    return joined.founder, joined.received.new
