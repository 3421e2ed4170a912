"""The kinds of facts that are the journal's own: which site it is, and which devices may write."""

from __future__ import annotations

FOUNDED = "site.founded"
ENROLLED = "device.enrolled"
REVOKED = "device.revoked"
OWN_KINDS = (FOUNDED, ENROLLED, REVOKED)
