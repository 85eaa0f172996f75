"""Logs go where pytest looks, whatever a test before set up."""

import pytest
import structlog


@pytest.fixture(autouse=True)
def _fresh_logging() -> None:
    structlog.reset_defaults()
