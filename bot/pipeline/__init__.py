"""The order of things: poll one feed, deliver one alert, make one digest, look one name up, and nothing else.

What is decided is decided in `core`; what touches the world does so through `ports`. Fetching and posting never meet
but in the store, so either may stop at any step and go on later.
"""

from bot.pipeline.channels import TOO_OLD
from bot.pipeline.correcting import Corrected
from bot.pipeline.judging import Watch
from bot.pipeline.pausing import reconnected
from bot.pipeline.rereading import Difference, Page
from bot.pipeline.subscribing import Amended, Place
from bot.pipeline.wishing import reset, wish
from bot.pipeline.work import Pipeline

__all__ = [
    "TOO_OLD",
    "Amended",
    "Corrected",
    "Difference",
    "Page",
    "Pipeline",
    "Place",
    "Watch",
    "reconnected",
    "reset",
    "wish",
]
