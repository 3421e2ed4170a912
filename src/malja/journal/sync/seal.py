"""Seal what leaves a device with age to the devices of the site; its length and its name tell nothing."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from pyrage import encrypt, x25519

from malja.journal.chain.device import Device
from malja.journal.chain.trust import MOST_DEVICES
from malja.problems import Problem, Refused

#: Short exchanges all look alike: the length of less than a day's work at a small site.
SHORTEST_BUNDLE = 64 * 1024
#: Each recipient takes a line in the clear of an age file; strangers shall not count a site's devices by them.
RECIPIENTS_STEP = 8
#: Recipients that a bundle may have, as many as a site can: the time to try them grows with their square.
MOST_RECIPIENTS = MOST_DEVICES + MOST_DEVICES // 2
#: A recipient takes some 100 bytes before the line that ends them.
_LONGEST_HEADER = 256 * MOST_RECIPIENTS
_HEADER_END, _RECIPIENT = b"\n---", b"\n-> "
_OPENING = b"age-encryption.org/"


def seal_bundle(content: bytes, recipients: Sequence[str]) -> bytes:
    """The content, encrypted to every recipient (`age1...`), and to made-up ones so that their number says little."""
    keys = [x25519.Recipient.from_str(one) for one in recipients]
    made_up = -len(keys) % RECIPIENTS_STEP
    return bytes(encrypt(content, [*keys, *(x25519.Identity.generate().to_public() for _ in range(made_up))]))


def open_seal(content: bytes, device: Device, *, label: str) -> bytes:
    """What was sealed to a device. Refused, with `label` as the file: no age file, sealed to others, or damaged."""
    if not content.startswith(_OPENING):
        raise Refused([Problem(code="bundle_not", file=label)])
    end = content.find(_HEADER_END, 0, _LONGEST_HEADER)
    header = content[: end if end >= 0 else _LONGEST_HEADER]
    # One line more than recipients: the library adds one that means nothing.
    if header.count(_RECIPIENT) > MOST_RECIPIENTS + 1 or len(header) == _LONGEST_HEADER:
        # Before any key is tried.
        raise Refused([Problem(code="bundle_recipients", file=label, values=(("most", str(MOST_RECIPIENTS)),))])
    try:
        return device.unseal(content)
    except Refused as wrong:
        # The library tells its errors apart by their words alone; any that it may find later counts as damage.
        sealed_to_others = "No matching keys" in str(wrong.__cause__)
        code = "bundle_not_for_device" if sealed_to_others else "bundle_damaged"
        raise Refused([Problem(code=code, file=label)]) from wrong


def pad(content: bytes) -> bytes:
    """The content with zeros behind it, up to a length that tells at most its order of size (at least SHORTEST)."""
    return content.ljust(max(SHORTEST_BUNDLE, find_padme_length(len(content))), b"\0")


def find_padme_length(length: int) -> int:
    """The next length that Padmé allows: at most 12 % more; a length tells only about log2(log2(length)) bits.

    Source: Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: Reducing Metadata Leakage from Encrypted Files and
    Communication with PURBs, 2019, algorithm 1.
    """
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def make_neutral_name() -> str:
    """A file name that says neither what is in it, nor whose it is, nor when it was made."""
    return f"{secrets.token_hex(6)}.bin"
