"""Labelled news, read as `aispend replay` reads it, is read no worse than when these floors were written.

Each floor stands a point below what the program reached; whoever reaches more raises it.
"""

import pytest

from tests.eval.reading import COLUMNS, TUNING, score

FLOORS = {
    #                  alert headline sum+org kind period money
    "d-001 to d-050": (0.990, 0.990, 0.918, 0.871, 0.918, 0.978),
    "tune": (0.980, 0.973, 0.827, 0.920, 0.815, 0.967),
    "tune_english": (0.959, 0.889, 0.765, 0.871, 0.800, 0.969),
    "tune_languages": (0.973, 0.923, 0.687, 0.839, 0.568, 0.927),
    "spent": (0.966, 0.881, 0.747, 0.848, 0.816, 0.958),
    "spent_languages": (0.823, 0.596, 0.467, 0.771, 0.497, 0.914),
}


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_news_is_read_no_worse_than_before(name: str) -> None:
    scored = score(TUNING[name])

    assert scored["missing"] == 0
    floors = dict(zip(COLUMNS.values(), FLOORS[name], strict=True))
    assert {of: (scored[of], floor) for of, floor in floors.items() if scored[of] < floor} == {}
