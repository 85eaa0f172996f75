"""A second opinion on payloads: the same message built again with slackblocks, which has limits of its own."""

from typing import Any

import slackblocks as sb


def rebuild(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks as slackblocks builds them. Raises its InvalidUsageError where it would not."""
    message = sb.Message(channel="C0", text="x", blocks=[_block(block) for block in blocks])
    built: list[dict[str, Any]] = message._resolve()["blocks"]
    return built


def _text(text: dict[str, Any]) -> sb.Text:
    kind = sb.TextType.PLAINTEXT if text["type"] == "plain_text" else sb.TextType.MARKDOWN
    return sb.Text(text["text"], type_=kind, emoji=text.get("emoji", False), verbatim=text.get("verbatim", False))


def _button(button: dict[str, Any]) -> sb.Button:
    return sb.Button(_text(button["text"]), button["action_id"], url=button.get("url"), value=button.get("value"))


def _cell(cell: dict[str, Any]) -> sb.RawText | sb.RichTextSection:
    if cell["type"] == "raw_text":
        return sb.RawText(cell["text"])
    (part,) = cell["elements"]
    (link,) = part["elements"]
    return sb.RichTextSection(sb.RichTextLink(link["url"], link["text"]))


def _bars(chart: dict[str, Any]) -> sb.BarChart:
    axes = sb.AxisConfig(**chart["axis_config"])
    points = {
        one["name"]: [sb.DataPoint(point["label"], point["value"]) for point in one["data"]] for one in chart["series"]
    }
    return sb.BarChart([sb.DataSeries(name, data) for name, data in points.items()], axes)


def _block(block: dict[str, Any]) -> sb.Block:
    name = block["block_id"]
    match block["type"]:
        case "header":
            return sb.HeaderBlock(_text(block["text"]), block_id=name)
        case "section":
            text = _text(block["text"]) if "text" in block else None
            fields: list[str | sb.Text] | None = (
                [_text(field) for field in block["fields"]] if "fields" in block else None
            )
            return sb.SectionBlock(text, block_id=name, fields=fields)
        case "context":
            return sb.ContextBlock([_text(text) for text in block["elements"]], block_id=name)
        case "actions":
            return sb.ActionsBlock([_button(button) for button in block["elements"]], block_id=name)
        case "table":
            settings = [
                sb.ColumnSettings(column.get("align"), column.get("is_wrapped")) for column in block["column_settings"]
            ]
            return sb.TableBlock([[_cell(cell) for cell in row] for row in block["rows"]], settings, block_id=name)
        case "data_visualization":
            return sb.DataVisualizationBlock(block["title"], _bars(block["chart"]), block_id=name)
        case kind:
            raise AssertionError(f"no rebuilding of {kind}")
