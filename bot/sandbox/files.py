"""Uploaded files: the three steps an app takes, and the while Slack needs before an image can be shown.

An app asks for an address, posts the bytes there and completes the upload. Only `wait` later the file has a type; a
block that shows it earlier is refused.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from mimetypes import guess_type

from bot.sandbox.clock import Clock
from bot.sandbox.wire import JSON, ApiError

LARGEST = 1024 * 1024 * 1024
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(slots=True, eq=False)
class File:
    """One file.

    Attributes:
        length: Bytes announced.
        content: Bytes posted; None before.
        completed: When the upload was completed; None before.
        channels: Where it was shared.
    """

    id: str
    name: str
    length: int
    user: str
    created: datetime
    alt_text: str = ""
    title: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    content: bytes | None = None
    completed: datetime | None = None
    channels: list[str] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        """Return the type its name stands for."""
        return guess_type(self.name)[0] or "application/octet-stream"


class Files:
    """The files uploaded.

    Attributes:
        wait: How long a completed file is processed.
        base: `http://127.0.0.1:PORT`, before the server has started empty.
    """

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self.clock = clock
        self.wait = timedelta(seconds=2)
        self.base = ""
        self._files: dict[str, File] = {}

    def begin(self, name: str, length: int, user: str, alt_text: str = "") -> File:
        """Announce a file; its upload token is good for one post."""
        key = f"F{secrets.token_hex(5).upper()}"
        self._files[key] = File(key, name, length, user, self.clock.now(), alt_text, title=name)
        return self._files[key]

    def receive(self, token: str, content: bytes) -> File:
        """Take a file's bytes. Raises ApiError where the address is not good or the length another one."""
        file = next((each for each in self._files.values() if each.token == token and each.content is None), None)
        if file is None:
            raise ApiError("invalid_upload_url", status=404)
        if len(content) != file.length:
            raise ApiError("invalid_length", status=400)
        file.content = content
        return file

    def complete(self, key: object, title: str | None) -> File:
        """Complete an upload. Raises ApiError `file_not_found`, `file_update_failed`."""
        file = self._files.get(key) if isinstance(key, str) else None
        if file is None or file.completed is not None:
            raise ApiError("file_not_found")
        if file.content is None:
            raise ApiError("file_update_failed")
        file.title, file.completed = title or file.name, self.clock.now()
        return file

    def put(self, name: str, content: bytes, user: str) -> File:
        """Keep a file a person attached, ready at once."""
        file = self.begin(name, len(content), user)
        file.content, file.completed = content, self.clock.now() - self.wait
        return file

    def find(self, key: str) -> File | None:
        """Return a file that was completed, ready or not."""
        file = self._files.get(key)
        return file if file is not None and file.completed is not None else None

    def ready(self, file: File) -> bool:
        """Return whether a file has been processed."""
        return file.completed is not None and self.clock.now() >= file.completed + self.wait

    def shown(self) -> set[str]:
        """Return ids and addresses of the images that blocks can show."""
        images = [file for file in self._files.values() if self.ready(file) and file.mimetype in _SHOWN]
        return {name for file in images for name in (file.id, self._address(file), self._permalink(file))}

    def _address(self, file: File) -> str:
        return f"{self.base}/files/{file.id}"

    def _permalink(self, file: File) -> str:
        return f"{self.base}/files/{file.user}/{file.id}/{file.name}"

    def body(self, file: File) -> JSON:
        """Return a file as Slack's API gives it out; type and kind are empty while it is processed."""
        ready = self.ready(file)
        created = int(file.created.timestamp())
        return {
            "id": file.id,
            "created": created,
            "timestamp": created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype if ready else "",
            "filetype": file.name.rpartition(".")[2] if ready else "",
            "pretty_type": file.name.rpartition(".")[2].upper() if ready else "",
            "user": file.user,
            "editable": False,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": bool(file.channels),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": self._address(file),
            "url_private_download": self._address(file),
            "permalink": self._permalink(file),
            "alt_txt": file.alt_text,
            "channels": file.channels,
            "groups": [],
            "ims": [],
            "comments_count": 0,
        }
