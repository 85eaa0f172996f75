"""Files that commands write: there whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from bot.errors import AispendError


@contextmanager
def opened(file: Path | None) -> Iterator[BinaryIO]:
    """Open a file, which is there whole or not at all, or standard output for None.

    Raises:
        AispendError: The file cannot be written.
    """
    if file is None:
        yield typer.get_binary_stream("stdout")
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(file)
    except OSError as error:
        raise AispendError(f"{file}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
