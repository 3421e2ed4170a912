# Short names for those who have make; run.py does the work and needs Python only.
.PHONY: plan test lint ci

plan:
	python3 run.py plan examples/hmeimim --out out

test:
	python3 run.py test

lint:
	python3 run.py lint

ci:
	.ci/run
