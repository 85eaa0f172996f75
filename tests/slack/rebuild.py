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


def _element(element: dict[str, Any]) -> Any:
    match element["type"]:
        case "button":
            return sb.Button(
                _text(element["text"]),
                element["action_id"],
                url=element.get("url"),
                value=element.get("value"),
                style=element.get("style"),
                confirm=_confirm(element["confirm"]) if "confirm" in element else None,
                accessibility_label=element.get("accessibility_label"),
            )
        case "overflow":
            options = [sb.Option(_text(option["text"]), option["value"]) for option in element["options"]]
            return sb.OverflowMenu(element["action_id"], options)
        case "feedback_buttons":
            good, bad = (
                sb.FeedbackButton(_text(each["text"]), each["value"], each["accessibility_label"])
                for each in (element["positive_button"], element["negative_button"])
            )
            return sb.FeedbackButtons(good, bad, element["action_id"])
        case kind:
            raise AssertionError(f"no rebuilding of {kind}")


def _confirm(confirm: dict[str, Any]) -> sb.ConfirmationDialogue:
    title, text, yes, no = (_text(confirm[name]) for name in ("title", "text", "confirm", "deny"))
    return sb.ConfirmationDialogue(title, text, yes, no)


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
            beside = _element(block["accessory"]) if "accessory" in block else None
            return sb.SectionBlock(text, block_id=name, fields=fields, accessory=beside)
        case "context":
            return sb.ContextBlock([_text(text) for text in block["elements"]], block_id=name)
        case "actions":
            return sb.ActionsBlock([_element(each) for each in block["elements"]], block_id=name)
        case "context_actions":
            return sb.ContextActionsBlock([_element(each) for each in block["elements"]], block_id=name)
        case "table":
            settings = [
                sb.ColumnSettings(column.get("align"), column.get("is_wrapped")) for column in block["column_settings"]
            ]
            return sb.TableBlock([[_cell(cell) for cell in row] for row in block["rows"]], settings, block_id=name)
        case "data_visualization":
            return sb.DataVisualizationBlock(block["title"], _bars(block["chart"]), block_id=name)
        case kind:
            raise AssertionError(f"no rebuilding of {kind}")
