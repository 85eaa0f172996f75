"""Files in three steps, with the SDK's own upload, and the while an image needs before it can be shown."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import client, refusal

PNG = b"\x89PNG not really"


@pytest.fixture
def granted(slack: Sandbox) -> Sandbox:
    slack.backend.app.scopes |= {"files:write", "files:read"}
    return slack


def picture(key: str) -> list[dict[str, Any]]:
    return [{"type": "image", "alt_text": "A chart", "slack_file": {"id": key}}]


async def send(url: str, content: bytes) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, data=content) as answer:
        return answer.status, await answer.text()


async def test_the_sdk_uploads_a_file_into_a_channel(granted: Sandbox) -> None:
    answer = await client(granted).files_upload_v2(
        filename="trend.png", content=PNG, title="Trend", channel=granted.channel, initial_comment="Look", alt_txt="Up"
    )

    [seen] = granted.screen()
    history = await client(granted).conversations_history(channel=granted.channel)
    assert (seen.plain, seen.files) == ("Look", (answer["file"]["id"],))
    assert [each["name"] for each in history["messages"][0]["files"]] == ["trend.png"]


async def test_an_image_can_be_shown_once_it_is_processed(granted: Sandbox, slack_clock: ManualClock) -> None:
    web = client(granted)
    uploaded = await web.files_upload_v2(filename="trend.png", content=PNG)
    key = uploaded["file"]["id"]

    early = await refusal(web.chat_postMessage(channel=granted.channel, text="A", blocks=picture(key)))
    unready = await web.files_info(file=key)
    slack_clock.advance(2)
    ready = await web.files_info(file=key)
    shown = await web.chat_postMessage(channel=granted.channel, text="A", blocks=picture(key))

    assert early["response_metadata"]["messages"] == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]
    assert (unready["file"]["mimetype"], ready["file"]["mimetype"]) == ("", "image/png")
    assert shown["ok"]


async def test_what_is_no_image_cannot_be_shown(granted: Sandbox, slack_clock: ManualClock) -> None:
    web = client(granted)
    key = (await web.files_upload_v2(filename="notes.txt", content="Hello"))["file"]["id"]
    slack_clock.advance(2)

    assert (await refusal(web.chat_postMessage(channel=granted.channel, text="A", blocks=picture(key))))[
        "error"
    ] == "invalid_blocks"


async def test_each_step_is_checked(granted: Sandbox) -> None:
    web = client(granted)
    begun = await web.files_getUploadURLExternal(filename="a.png", length=3)
    unsent = await refusal(web.files_completeUploadExternal(files=[{"id": begun["file_id"]}]))

    assert await send(begun["upload_url"], b"four") == (400, "invalid_length")
    assert await send(begun["upload_url"], b"abc") == (200, "OK - 3")
    assert await send(begun["upload_url"], b"abc") == (404, "invalid_upload_url")
    done = await web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "Abc"}])
    again = await refusal(web.files_completeUploadExternal(files=[{"id": begun["file_id"]}]))

    assert unsent["error"] == "file_update_failed"
    assert done["files"] == [{"id": begun["file_id"], "title": "Abc"}]
    assert again["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("method", "args", "code"),
    [
        ("files.getUploadURLExternal", {"filename": "a"}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "a", "length": "none"}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "a", "length": "0"}, "invalid_arguments"),
        ("files.completeUploadExternal", {}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": ["F1"]}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": ["x"]}]}, "file_not_found"),
        ("files.completeUploadExternal", {"files": [{"id": "F1"}], "channel_id": "C1"}, "channel_not_found"),
        ("files.completeUploadExternal", {"files": "{"}, "invalid_arguments"),
        ("files.info", {"file": "F1"}, "file_not_found"),
    ],
)
async def test_wrong_calls_are_refused(granted: Sandbox, method: str, args: dict[str, Any], code: str) -> None:
    assert (await refusal(client(granted).api_call(method, json=args)))["error"] == code


async def test_files_need_their_scopes(slack: Sandbox) -> None:
    answer = await refusal(client(slack).files_getUploadURLExternal(filename="a", length=1))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


@pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a.svg", "application/octet-stream")])
async def test_a_file_is_given_out_but_never_as_a_page(slack: Sandbox, name: str, kind: str) -> None:
    key = slack.attach(name, b"content")

    async with aiohttp.ClientSession() as session:
        async with session.get(f"{slack.page}files/{key}") as answer:
            assert (answer.content_type, await answer.read()) == (kind, b"content")
        async with session.get(f"{slack.page}files/F1") as answer:
            assert answer.status == 404


async def test_a_form_carries_bytes_too(granted: Sandbox) -> None:
    begun = await client(granted).files_getUploadURLExternal(filename="a.png", length=3)
    form = aiohttp.FormData()
    form.add_field("filename", b"abc", filename="a.png")

    async with aiohttp.ClientSession() as session, session.post(begun["upload_url"], data=form) as answer:
        assert (answer.status, await answer.text()) == (200, "OK - 3")


async def test_a_form_of_words_is_taken_as_they_stand(granted: Sandbox) -> None:
    begun = await client(granted).files_getUploadURLExternal(filename="a.txt", length=3)
    form = aiohttp.FormData({"text": "abc"}, default_to_multipart=True)

    async with aiohttp.ClientSession() as session, session.post(begun["upload_url"], data=form) as answer:
        assert answer.status == 200
