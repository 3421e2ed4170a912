"""Weeks of planning, flying, failing, arriving and planning again, simulated (docs/trying.md).

The steps: `chances` draws what goes wrong, `world` holds what is really where and lets a day pass, `rationing` settles
what people use of it, `replanning` writes what is known on a day as an operation, `schedules` lets malja or the rule of
today plan it, `trials` plays it all through, `trial_page` and `trial_json` tell what came out.
"""
