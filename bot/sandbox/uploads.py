"""The `files.*` methods and the two addresses beside them, where bytes are posted and given out.

A file shared into a channel is a message there; without a channel it stays the app's own, which is what a block that
shows it wants.
"""

from aiohttp import web

from bot.sandbox.asking import form
from bot.sandbox.backend import Backend
from bot.sandbox.chat import find_channel
from bot.sandbox.files import LARGEST, File
from bot.sandbox.responses import content
from bot.sandbox.wire import JSON, ApiError, Args, invalid, whole
from bot.sandbox.workspace import Channel, Message


def get_upload_url(backend: Backend, args: Args) -> JSON:
    """Answer `files.getUploadURLExternal`."""
    name, length = args.need("filename"), whole(args.need("length"))
    if length is None or not 1 <= length <= LARGEST:
        raise invalid("must be a positive integer [json-pointer:/length]")
    alt_text = args.text("alt_txt") or args.text("alt_text") or ""
    file = backend.workspace.files.begin(name, length, backend.app.user, alt_text)
    return {"ok": True, "upload_url": f"{backend.base}/upload/v1/{file.token}", "file_id": file.id}


def complete_upload(backend: Backend, args: Args) -> JSON:
    """Answer `files.completeUploadExternal`."""
    listed = args.decoded("files")
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise invalid("missing required field: files")
    names = args.text("channel_id") or args.text("channels")
    rooms = [find_channel(backend, name) for name in names.split(",")] if names else []
    completed = [backend.workspace.files.complete(each.get("id"), Args(each).text("title")) for each in listed]
    for room in rooms:
        _share(backend, args, room, completed)
    return {"ok": True, "files": [{"id": file.id, "title": file.title} for file in completed]}


def _share(backend: Backend, args: Args, room: Channel, files: list[File]) -> None:
    """Post the files into a channel as a message."""
    given = {"text": args.text("initial_comment"), "blocks": args.values.get("blocks")}
    text, blocks = content(backend.workspace, Args(given)) if any(given.values()) else ("", [])
    ts = backend.workspace.next_ts()
    said = Message(room.id, ts, backend.app.user, text, blocks, by_app=True, thread_ts=args.text("thread_ts"))
    for file in files:
        file.channels.append(room.id)
        said.files.append(file.id)
    backend.workspace.post(said)


def info(backend: Backend, args: Args) -> JSON:
    """Answer `files.info`."""
    file = backend.workspace.files.find(args.need("file"))
    if file is None:
        raise ApiError("file_not_found")
    paging = {"count": 100, "total": 0, "page": 1, "pages": 0}
    body = backend.workspace.files.body(file)
    return {"ok": True, "file": body, "comments": [], "paging": paging}


async def _posted(request: web.Request) -> bytes:
    """Return the bytes a request carries. Raises ApiError `invalid_form_data`."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    part = next(iter((await form(request)).values()), b"")
    return bytes(part.file.read()) if isinstance(part, web.FileField) else str(part).encode()


class Uploads:
    """The addresses for bytes."""

    def __init__(self, backend: Backend) -> None:
        """Serve the files of a backend."""
        self.files = backend.workspace.files

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """Take bytes, raw or as the first part of a form."""
        try:
            file = self.files.receive(request.match_info["token"], await _posted(request))
        except ApiError as error:
            return web.Response(status=error.status if error.status != 200 else 400, text=error.code)
        return web.Response(text=f"OK - {file.length}")

    async def give(self, request: web.Request) -> web.StreamResponse:
        """Give a file out, never as a page of this server."""
        file = self.files.find(request.match_info["file"])
        if file is None or file.content is None:
            return web.Response(status=404, text="file_not_found")
        image = file.mimetype.startswith("image/") and file.mimetype != "image/svg+xml"
        kind = file.mimetype if image else "application/octet-stream"
        return web.Response(body=file.content, content_type=kind)
