"""Where goods come from and go to when they are in no store: the accounts on the other side of every posting."""

from __future__ import annotations

#: Goods come from these; their balances are what came, below zero.
GIVEN, BOUGHT, OPENING, FLIGHTS = "given", "bought", "opening", "flights"
SOURCES = (GIVEN, BOUGHT, OPENING, FLIGHTS)

#: Goods leave the stores for good to these; their balances are what went.
GIVEN_OUT, USED, SPOILED, LOST, SENT_AWAY = "given_out", "used", "spoiled", "lost", "sent_away"
GONE = (GIVEN_OUT, USED, SPOILED, LOST, SENT_AWAY)

#: What counts found too little (above zero) or too much (below zero).
COUNT_DIFFERENCE = "count_difference"
#: What went although no store had it, below zero: entries of two devices that together do not fit.
UNEXPLAINED = "unexplained"

ACCOUNTS = frozenset((*SOURCES, *GONE, COUNT_DIFFERENCE, UNEXPLAINED))

#: Leaving so must say why.
WITH_REASON = frozenset((SPOILED, LOST, SENT_AWAY))
#: What nobody saw leave is taken to be goods that could still be used, and only then expired ones.
UNSEEN = frozenset((LOST, COUNT_DIFFERENCE))
