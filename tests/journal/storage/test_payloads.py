"""Personal data beside the journal: encrypted, and gone when it is deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from malja.journal.chain.device import Device
from malja.journal.journal import Journal
from malja.problems import MaljaError, Refused
from tests.journal.made import Where, fact, founded


def code(error: pytest.ExceptionInfo[MaljaError]) -> str:
    return error.value.problems[0].code


def test_personal_data_is_kept_encrypted_and_forgotten(where: Where) -> None:
    office = Device.new("office")
    with founded(where, office) as journal:
        hashed = journal.put_payload(b"Example Person, bed 4")
        again = journal.put_payload(b"Example Person, bed 4")
        assert hashed != again
        assert journal.payload(hashed) == b"Example Person, bed 4"
        (entry,) = journal.append([fact(id="i-9")], by="office", payloads={"i-9": hashed})
        assert entry.payload == hashed
        assert next(journal.read(after=2)).payload == hashed
        assert journal.forget_payload(hashed)
        assert not journal.forget_payload(hashed)
        assert journal.payload(hashed) is None
        assert journal.payload(again) is not None
        assert journal.verify() == ()
    with Journal.open(where, Device.new("stranger")) as journal, pytest.raises(Refused) as error:
        journal.payload(again)
    assert code(error) == "sealed_for_others"


def test_nothing_of_personal_data_is_left_in_the_file(tmp_path: Path) -> None:
    where = tmp_path / "journal.sqlite"
    with founded(where) as journal:
        hashed = journal.put_payload(b"x" * 5000)
        assert b"age-encryption.org" in where.read_bytes() + (tmp_path / "journal.sqlite-wal").read_bytes()
        journal.forget_payload(hashed)
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert b"age-encryption.org" not in left
