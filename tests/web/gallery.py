"""What the page has to draw: an alert as the bot posts it, a block of every other kind, a modal with fields."""

from typing import Any

from tests.sandbox.apps import actions, button, section

Block = dict[str, Any]
HOSTILE = 'Apple & co <script>alert("x")</script> <!channel> <img src=x onerror=alert(1)>'


def plain(text: str) -> Block:
    """Make a plain text object."""
    return {"type": "plain_text", "text": text}


def option(text: str, value: str | None = None, **more: Any) -> Block:
    """Make an option; its value is its text unless given."""
    return {"text": plain(text), "value": value or text, **more}


def field(label: str, element: Block, **more: Any) -> Block:
    """Make an input block, its id and its element's after the label."""
    name = label.lower().replace(" ", "_")
    return {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": name, **element}, **more}


def rich(*elements: Block) -> Block:
    """Make a rich_text block of one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def cells(*values: str | int | float) -> list[Block]:
    """Make a row of a table: numbers as numbers."""
    return [
        {"type": "raw_text", "text": each} if isinstance(each, str) else {"type": "raw_number", "value": each}
        for each in values
    ]


def chart(kind: str, **series: list[float]) -> Block:
    """Make a chart over four years of the given series, or a pie of the first year."""
    years = ["2023", "2024", "2025", "2026"]
    title = f"AI spending, {kind}"
    if kind == "pie":
        segments = [{"label": name, "value": values[0]} for name, values in series.items()]
        return {"type": "data_visualization", "title": title, "chart": {"type": "pie", "segments": segments}}
    lines = [
        {"name": name, "data": [{"label": year, "value": value} for year, value in zip(years, values, strict=True)]}
        for name, values in series.items()
    ]
    axes = {"categories": years, "x_label": "Year", "y_label": "Billion USD"}
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": kind, "series": lines, "axis_config": axes},
    }


ALERT: list[Block] = [
    {"type": "header", "text": plain("Alibaba pledges CN¥380B")},
    section("Alibaba commits *380 billion yuan* over _three years_. <https://wire.example/a|The &lt;source&gt;>"),
    {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": "*Amount*\n$53 billion"},
            {"type": "mrkdwn", "text": "*Period*\n3 years"},
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Sample Wire · <!date^1740355200^{date}|2025>"}]},
    {"type": "divider"},
    actions(
        button("history", style="primary"),
        {"type": "overflow", "action_id": "more", "options": [option("Mute for 24 hours", "mute"), option("Unmute")]},
    ),
]

TABLE: Block = {
    "type": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [cells("Date", "Amount"), cells("2025", "$53B")],
}

DATA_TABLE: Block = {
    "type": "data_table",
    "caption": "Largest commitments",
    "page_size": 3,
    "rows": [
        cells("Organisation", "Billion USD"),
        *(
            cells(name, amount)
            for name, amount in (
                *(("OpenAI", 500), ("Microsoft", 80), ("Alibaba", 53), ("Reliance", 110)),
                *(("Amazon", 100), ("Alphabet", 75), ("Meta", 9.5)),
            )
        ),
    ],
}

RICH: Block = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Bold *not a star*", "style": {"bold": True}},
                {"type": "text", "text": " and "},
                {"type": "link", "url": "https://wire.example/b", "text": "a link"},
                {"type": "text", "text": ", "},
                {"type": "date", "timestamp": 1740355200, "format": "{date_num}", "fallback": "then"},
                {"type": "text", "text": " "},
                {"type": "emoji", "name": "moneybag"},
                {"type": "text", "text": " "},
                {"type": "user", "user_id": "U0SANDBOXBEN"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "Chips"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "Power"}]},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Turbines"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "We will spend more."}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "capex: 80bn"}]},
    ],
}

MARKDOWN: Block = {
    "type": "markdown",
    "text": "# Outlook\n- **Chips** first\n- Power next\n\n| Who | Sum |\n|---|--:|\n| Meta | $72B |\n\n> Quoted",
}

SERIES = {"Alibaba": [8.0, 12.0, 53.0, 60.0], "Microsoft": [30.0, 55.5, 80.0, 100.0]}

EVERYTHING: list[Block] = [
    *ALERT,
    RICH,
    MARKDOWN,
    {
        "type": "image",
        "image_url": "https://wire.example/chart.png",
        "alt_text": "A rising line",
        "title": plain("Trend"),
    },
    DATA_TABLE,
    chart("line", **SERIES),
    chart("pie", **SERIES),
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "rate",
                "positive_button": {
                    "text": plain("👍"),
                    "value": "right",
                    "accessibility_label": "The figure is right",
                },
                "negative_button": {
                    "text": plain("👎"),
                    "value": "wrong",
                    "accessibility_label": "The figure is wrong",
                },
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "delete"},
        ],
    },
]

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
LONG_WORDS: list[Block] = [
    {"type": "header", "text": plain(WORD[:150])},
    section(f"{WORD} <https://wire.example/{WORD}>"),
    {"type": "section", "fields": [{"type": "mrkdwn", "text": WORD}, {"type": "plain_text", "text": WORD}]},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": WORD}, {"type": "plain_text", "text": WORD}]},
    actions(button("go", text=plain(WORD[:75])), button("stop")),
    {"type": "table", "column_settings": [{}, {"is_wrapped": True}], "rows": [cells("Who", "What"), cells(WORD, WORD)]},
    rich({"type": "text", "text": WORD}),
]

SETTINGS: Block = {
    "type": "modal",
    "callback_id": "settings",
    "title": plain("Watch list"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "blocks": [
        section("What shall be posted to *#ai-spend*?"),
        field("Smallest sum", {"type": "plain_text_input", "placeholder": plain("$1B")}, hint=plain("5bn EUR is fine")),
        field(
            "Kinds",
            {"type": "checkboxes", "options": [option("Capital expenditure", "capex"), option("Pledge", "pledge")]},
            optional=True,
        ),
        field("Updates", {"type": "radio_buttons", "options": [option("Edit", "edit"), option("Thread", "thread")]}),
        field("From", {"type": "datepicker"}, optional=True),
        field("Contact", {"type": "email_text_input"}, optional=True),
    ],
}
