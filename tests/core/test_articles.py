"""Labelled news, read as `aispend replay` reads it, is read no worse than when these floors were written.

Each floor stands a point below what the program reached; whoever reaches more raises it.
"""

import pytest

from tests.eval.reading import COLUMNS, TUNING, score

FLOORS = {
    #                  alert headline sum+org kind period money
    "d-001 to d-050": (0.990, 0.990, 0.887, 0.882, 0.877, 0.978),
    "tune": (0.965, 0.973, 0.806, 0.881, 0.780, 0.967),
    "tune_english": (0.959, 0.879, 0.710, 0.865, 0.760, 0.969),
    "tune_languages": (0.973, 0.923, 0.680, 0.829, 0.568, 0.927),
}


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_news_is_read_no_worse_than_before(name: str) -> None:
    scored = score(TUNING[name])

    assert scored["missing"] == 0
    floors = dict(zip(COLUMNS.values(), FLOORS[name], strict=True))
    assert {of: (scored[of], floor) for of, floor in floors.items() if scored[of] < floor} == {}
