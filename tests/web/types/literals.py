"""Golden payloads as TypeScript literals, for Slack's own types (`@slack/types`) to judge.

Literals, not imported JSON: an import would widen every `type` to string, and nothing would fit. Charts are left out,
which those types do not know yet.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
GOLDENS = FOLDER.parent.parent / "slack" / "goldens"
TSC = FOLDER / "node_modules" / ".bin" / "tsc"
_UNKNOWN = frozenset({"data_visualization"})
_VIEWS = {"home": "HomeView", "modal": "ModalView"}
_HEAD = 'import type { HomeView, KnownBlock, ModalView } from "@slack/types";\n'


def goldens() -> dict[str, dict[str, Any]]:
    """Return every golden message and view by name."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLDENS.glob("*.json"))}


def literal(name: str, payload: Mapping[str, Any]) -> str:
    """Return a payload as a typed constant.

    >>> literal("a-b", {"text": "A", "blocks": [{"type": "divider"}, {"type": "data_visualization"}]})
    'export const a_b: KnownBlock[] = [{"type": "divider"}];\\n'
    """
    blocks = [block for block in payload["blocks"] if block["type"] not in _UNKNOWN]
    kind = _VIEWS.get(payload.get("type", ""))
    value: object = {**payload, "blocks": blocks} if kind else blocks
    return f"export const {name.replace('-', '_')}: {kind or 'KnownBlock[]'} = {json.dumps(value)};\n"


def compile_literals(payloads: Mapping[str, Mapping[str, Any]], folder: Path) -> str:
    """Write payloads as literals into a folder and have tsc judge them; return its complaints, empty where none.

    Raises:
        FileNotFoundError: tsc is not installed; `make test-web` does that.
    """
    source = folder / "payloads.ts"
    source.write_text(_HEAD + "".join(literal(*each) for each in payloads.items()), encoding="utf-8")
    # tsc looks for packages upwards from the file, and the file is not here.
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    flags = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"]
    done = subprocess.run([TSC, *flags, source], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode else ""
