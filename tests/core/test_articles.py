"""Labelled news, read as `aispend replay` reads it, is read no worse than when these floors were written.

Each floor stands a point below what the program reached; whoever reaches more raises it.
"""

import pytest

from tests.eval.reading import COLUMNS, TOLD, TUNING, score, texts

FLOORS = {
    # the first six columns: alert, headline, sum + org, kind, period, money
    "d-001 to d-050": (0.990, 0.990, 0.918, 0.871, 0.918, 0.978),
    "tune": (0.990, 0.973, 0.852, 0.941, 0.864, 0.967),
    "tune_english": (0.980, 0.889, 0.772, 0.889, 0.814, 0.975),
    "tune_mixed": (0.974, 0.925, 0.766, 0.771, 0.756, 0.985),
    "tune_wide": (0.905, 0.890, 0.733, 0.834, 0.756, 0.977),
    "tune_short": (0.933, 0.814, 0.697, 0.881, 0.925, 0.964),
    "tune_voices": (0.957, 0.732, 0.690, 0.822, 0.806, 0.977),
    "tune_daily": (0.974, 0.958, 0.861, 0.886, 0.861, 0.990),
    "tune_languages": (0.990, 0.990, 0.787, 0.916, 0.773, 0.956),
    "tune_tongues": (0.990, 0.962, 0.898, 0.954, 0.909, 0.962),
    "spent": (0.990, 0.912, 0.840, 0.882, 0.818, 0.961),
    "spent_languages": (0.960, 0.929, 0.817, 0.881, 0.802, 0.980),
    "lookalikes": (0.986, 0.949, 0.823, 0.889, 0.833, 0.951),
}


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_news_is_read_no_worse_than_before(name: str) -> None:
    scored = score(texts(TUNING[name]))

    assert scored["missing"] == 0
    floors = dict(zip(COLUMNS.values(), FLOORS[name], strict=False))
    assert {of: (scored[of], floor) for of, floor in floors.items() if scored[of] < floor} == {}


def test_every_set_for_tuning_has_a_floor() -> None:
    assert FLOORS.keys() == TUNING.keys()


BOUND = {
    # stories B3 at least, posts per event at most, events caught at least, false posts at most
    "d-001 to d-086": (0.946, 1.058, 0.990, 1),
    "lookalikes": (0.956, 1.034, 0.990, 0),
}


@pytest.mark.parametrize("name", TOLD)
def test_labelled_news_is_bound_to_stories_no_worse_than_before(name: str) -> None:
    least_b3, most_posts, least_caught, most_false = BOUND[name]

    scored = score(texts(TOLD[name], whole=True))

    assert scored["stories B3"] >= least_b3
    assert scored["posts per event"] <= most_posts
    assert scored["events caught"] >= least_caught
    assert scored["false posts"] <= most_false
