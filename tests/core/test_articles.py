"""Labelled news, read as `aispend replay` reads it, is read no worse than when these floors were written.

Each floor stands a point below what the program reached; whoever reaches more raises it.
"""

import pytest

from tests.eval.reading import COLUMNS, TUNING, score, texts

FLOORS = {
    # the first six columns: alert, headline, sum + org, kind, period, money
    "d-001 to d-050": (0.990, 0.990, 0.918, 0.871, 0.918, 0.978),
    "tune": (0.982, 0.973, 0.845, 0.931, 0.828, 0.967),
    "tune_english": (0.959, 0.889, 0.765, 0.871, 0.800, 0.969),
    "tune_languages": (0.990, 0.990, 0.781, 0.901, 0.767, 0.956),
    "tune_tongues": (0.990, 0.962, 0.898, 0.954, 0.909, 0.962),
    "spent": (0.974, 0.896, 0.831, 0.887, 0.815, 0.961),
    "spent_languages": (0.960, 0.929, 0.817, 0.881, 0.790, 0.980),
}


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_news_is_read_no_worse_than_before(name: str) -> None:
    scored = score(texts(TUNING[name]))

    assert scored["missing"] == 0
    floors = dict(zip(COLUMNS.values(), FLOORS[name], strict=False))
    assert {of: (scored[of], floor) for of, floor in floors.items() if scored[of] < floor} == {}
