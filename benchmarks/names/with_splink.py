"""A register through splink, to files of scored pairs: `with_splink.py ROWS OUT [--known] [--labels OTHER]`.

Names as consonants (see `prepared.py`), or with `--known` as the lists have them: the ceiling. Parameters by
expectation maximisation, in rounds blocked on different columns as its manual advises, or with `--labels` from the
truth of another register, which no site has. Pairs whose own names are not alike are left out afterwards: splink takes
twins for one. `ROWS` and `OTHER` are registers as `register.save` writes them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.names.prepared import frame
from benchmarks.names.register import load
from benchmarks.names.scored_pairs import Watch, write

#: What a pair must have in common to be looked at.
BLOCKS = (
    ("given", "father"),
    ("given", "family", "origin"),
    ("given", "year", "sex"),
    ("given", "phone"),
    ("father", "family", "year"),
    ("father", "phone", "year"),
)


def settings() -> Any:
    """The comparisons: own name, father, family, origin (rare ones weigh more), year, sex, phone."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    def named(column: str) -> Any:
        return cl.JaroWinklerAtThresholds(column, [0.88]).configure(term_frequency_adjustments=True)

    year: dict[str, Any] = {
        "output_column_name": "year",
        "comparison_levels": [
            {"sql_condition": "year_l IS NULL OR year_r IS NULL", "label_for_charts": "blank", "is_null_level": True},
            {"sql_condition": "year_l = year_r", "label_for_charts": "same"},
            {"sql_condition": "abs(year_l - year_r) <= 1", "label_for_charts": "a year off"},
            {"sql_condition": "abs(year_l - year_r) <= 3", "label_for_charts": "three years off"},
            {"sql_condition": "ELSE", "label_for_charts": "other"},
        ],
    }
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(named(column) for column in ("given", "father", "family")),
            cl.ExactMatch("origin").configure(term_frequency_adjustments=True),
            year,
            cl.ExactMatch("sex"),
            cl.ExactMatch("phone"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKS],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["who"],
    )


def linker(table: Any, form: Any) -> Any:
    """A linker over a table."""
    from splink import Linker
    from splink.internals.duckdb.database_api import DuckDBAPI

    return Linker(DuckDBAPI().register(table), form, log_level=None)


def trained(table: Any, *, labels: bool) -> Any:
    """A linker with its parameters."""
    from splink import block_on

    made = linker(table, settings())
    made.training.estimate_probability_two_random_records_match(
        [block_on("given", "father", "family", "year"), block_on("given", "father", "phone")], recall=0.3
    )
    made.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if labels:
        made.training.estimate_m_from_label_column("who")
    else:
        for columns in (("given", "father", "family"), ("given", "year", "phone")):
            made.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    return made


def main(words: list[str]) -> int:
    """Train, score, write."""
    rows, known = load(Path(words[0])), "--known" in words
    model = None
    if "--labels" in words:
        other = load(Path(words[words.index("--labels") + 1]))
        model = trained(frame(other, known=known), labels=True).misc.save_model_to_json()
    watch = Watch()
    table = frame(rows, known=known)
    made = linker(table, model) if model is not None else trained(table, labels=False)
    found = made.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    found = found[found["mw_given"] > 0]  # brothers, sisters, twins: all but the name agrees
    write(Path(words[1]), zip(found["unique_id_l"], found["unique_id_r"], found["match_weight"], strict=True))
    print(watch.said())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
