"""A load to look at, not to assert on: `python -m tests.sandbox.load [SECONDS]` prints what the sandbox bore.

Thirty channels take a thousand messages at the pace of each channel, the workspace's own limit off; at the same time
a real bolt app answers 200 slash commands a minute over Socket Mode.
"""

import asyncio
import json
import sys
from collections import Counter
from time import perf_counter
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox
from bot.sandbox.deliveries import Delivery
from bot.sandbox.workspace import Channel
from tests.sandbox.apps import bolt, client, connected

CHANNELS = 30
MESSAGES = 1000
COMMANDS_A_MINUTE = 200


async def fill(web: AsyncWebClient, channel: str, messages: int, limited: Counter[str]) -> None:
    """Post messages to one channel, waiting as long as Slack says."""
    for number in range(messages):
        while True:
            try:
                await web.chat_postMessage(channel=channel, text=f"Message {number}")
                break
            except SlackApiError as error:
                limited[error.response["error"]] += 1
                await asyncio.sleep(float(error.response.headers["Retry-After"]))


async def ask(slack: Sandbox, seconds: float) -> list[Delivery]:
    """Type slash commands at their pace for so long."""
    deliveries = []
    for number in range(round(COMMANDS_A_MINUTE * seconds / 60)):
        deliveries.append(await slack.type_slash(slack.channel, slack.user, f"/aispend company {number}"))
        await asyncio.sleep(60 / COMMANDS_A_MINUTE)
    return deliveries


async def run(seconds: float) -> dict[str, Any]:
    """Bear the load; return what is to be printed."""
    async with Sandbox() as slack:
        slack.backend.pace.workspace = None
        rooms = [f"C0LOAD{number:05}" for number in range(CHANNELS)]
        for room in rooms:
            slack.backend.workspace.channels[room] = Channel(room, room.lower(), members={slack.backend.app.user})
        app, limited = bolt(slack), Counter[str]()

        @app.command("/aispend")
        async def answer(ack: Any, command: dict[str, str]) -> None:
            await ack(f"You asked {command['text']}")

        started = perf_counter()
        async with connected(slack, app), asyncio.TaskGroup() as group:
            asking = group.create_task(ask(slack, seconds))
            for number, room in enumerate(rooms):
                share = MESSAGES // CHANNELS + (number < MESSAGES % CHANNELS)
                group.create_task(fill(client(slack), room, share, limited))
            deliveries = await asking
            outcomes = Counter([await each.done() for each in deliveries])
        posted = sum(message.channel in rooms for message in slack.backend.workspace.messages)
        return {
            "messages": posted,
            "channels": CHANNELS,
            "limited": limited.total(),
            "commands": len(deliveries),
            "outcomes": dict(outcomes),
            "seconds": round(perf_counter() - started, 1),
        }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(float(sys.argv[1]) if len(sys.argv) > 1 else 120.0))))
