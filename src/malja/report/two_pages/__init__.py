"""The situation report on two pages: what somebody reads who reads no further; all the rest is its annex."""
