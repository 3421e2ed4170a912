"""A register through recordlinkage, to a file of scored pairs: `with_recordlinkage.py ROWS OUT [--labels OTHER]`.

Names as consonants (see `prepared.py`). Judged by its expectation maximisation, or with `--labels` by its logistic
regression, taught by the truth of another register, which no site has, and told how rare each name is. Pairs whose own
names are not alike are left out first: brothers, sisters, twins. `ROWS` and `OTHER` are registers as
`register.save` writes them.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.names.prepared import frame
from benchmarks.names.register import load
from benchmarks.names.scored_pairs import Watch, write
from benchmarks.names.with_splink import BLOCKS

NAMES = ("given", "father", "family")
ALIKE = 0.88


def features(table: Any) -> Any:
    """What agrees between the pairs of rows that meet in a block: one row a pair, numbers from 0 to 1."""
    import recordlinkage as rl

    index = rl.Index()
    for columns in BLOCKS:
        index.block(list(columns))
    pairs = index.index(table)
    compare = rl.Compare(n_jobs=1)
    for column in NAMES:
        compare.string(column, column, method="jarowinkler", label=column)
        compare.exact(column, column, label=f"{column} same")
    for column in ("origin", "sex", "phone", "year"):
        compare.exact(column, column, label=column)
    compare.numeric("year", "year", method="step", offset=1, label="year near")
    compare.numeric("year", "year", method="step", offset=3, label="year not far")
    return _with_blanks(compare.compute(pairs, table), table)


def _with_blanks(made: Any, table: Any) -> Any:
    """The features, with how rare an agreeing name is, and which are blank: exact() calls a blank a difference."""
    import numpy as np

    left, right = (made.index.get_level_values(level) for level in (0, 1))
    for column in (*NAMES, "origin", "phone", "year"):
        blank = table[column].isna()
        made[f"{column} blank"] = (blank.loc[left].to_numpy() | blank.loc[right].to_numpy()).astype(float)
    for column in NAMES:
        share = table[column].map(table[column].value_counts(normalize=True))
        rare = -np.log10(share.loc[left].to_numpy(dtype=float, na_value=1.0)) / 5
        made[f"{column} rare"] = rare * made[f"{column} same"].to_numpy()
    return made.fillna(0.0)


def taught_by(other: Path) -> Any:
    """A regression taught by another register."""
    import recordlinkage as rl

    table = frame(load(other)).set_index("unique_id")
    taught = features(table)
    left, right = (taught.index.get_level_values(level) for level in (0, 1))
    same = table["who"].loc[left].to_numpy() == table["who"].loc[right].to_numpy()
    regression = rl.LogisticRegressionClassifier()
    regression.fit(taught, taught.index[same])
    return regression


def by_maximisation(made: Any) -> Any:
    """The probability of each pair that agrees in three things, from expectation maximisation.

    Among all pairs that meet in a block it finds namesakes and brothers instead of people who are one.
    """
    import recordlinkage as rl

    alike = made[["father", "family", "origin", "phone", "year near"]] >= ALIKE
    plain = (made[["father", "family", "origin", "phone", "year", "sex"]] >= ALIKE).astype(int)
    plain = plain[alike.sum(axis=1) >= 3]
    judge = rl.ECMClassifier(max_iter=200)
    judge.fit(plain)
    return judge.prob(plain)


def main(words: list[str]) -> int:
    """Compare, judge, write."""
    warnings.simplefilter("ignore")
    rows = load(Path(words[0]))
    regression = taught_by(Path(words[words.index("--labels") + 1])) if "--labels" in words else None
    watch = Watch()
    made = features(frame(rows).set_index("unique_id"))
    made = made[made["given"] >= ALIKE]
    scores = by_maximisation(made) if regression is None else regression.prob(made)
    scores = scores[scores > 0.001] if regression is not None else scores
    write(Path(words[1]), ((a, b, score) for (a, b), score in scores.items()))
    print(watch.said())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
