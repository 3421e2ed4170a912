"""The rule that people use today, filling flights by days of cover: what a plan is compared with."""
