// The two blocks of rows: `table` as it came, `data_table` with sorting, a filter and pages.

import { el, freshId } from "./dom.js";
import { richText } from "./richtext.js";

const PAGE_SIZE = 5;

/** Draw a `table` block; its first row is the head. */
export function table(block, { names }) {
  const settings = block.column_settings ?? [];
  const [first, ...rest] = block.rows;
  const dress = (column) => {
    const { align = "left", is_wrapped: wrapped } = settings[column] ?? {};
    return `${align}${wrapped ? " wrapped" : ""}`;
  };
  const row = (cells, tag) =>
    el(
      "tr",
      {},
      ...cells.map((each, column) =>
        el(tag, { class: dress(column), scope: tag === "th" ? "col" : null }, ...content(each, names)),
      ),
    );
  return el(
    "div",
    { class: "block table-box", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(first, "th")), el("tbody", {}, ...rest.map((cells) => row(cells, "td")))),
  );
}

function content(cell, names) {
  return cell.type === "rich_text" ? richText(cell, names) : [words(cell)];
}

function words(cell) {
  if (cell.type === "rich_text") return el("div", {}, ...richText(cell, { users: {}, channels: {} })).textContent;
  return String(cell.text ?? cell.value);
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compare(one, other) {
  if (one.type === "raw_number" && other.type === "raw_number") return one.value - other.value;
  return collator.compare(words(one), words(other));
}

/** Draw a `data_table` block. How it is sorted, filtered and paged is the reader's own and lasts while it is shown. */
export function dataTable(block, { names }) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? PAGE_SIZE;
  const numeric = head.map((_, column) => rows.every((row) => row[column].type === "raw_number"));
  const view = { column: null, up: true, page: 0, filter: "" };
  const body = el("tbody");
  const status = el("span", { role: "status", class: "pages-status" });
  const heads = head.map((cell, column) => headCell(cell, numeric[column], () => sort(column)));
  const step = (by, label, sign) =>
    el("button", { type: "button", class: "button small", "aria-label": label, onclick: () => turn(by) }, sign);
  const [back, forth] = [step(-1, "Previous page", "‹"), step(1, "Next page", "›")];

  function sort(column) {
    view.up = view.column === column ? !view.up : true;
    view.column = column;
    view.page = 0;
    draw();
  }

  function turn(by) {
    view.page += by;
    draw();
  }

  function draw() {
    const wanted = view.filter.toLowerCase();
    const found = rows.filter((row) => row.some((cell) => words(cell).toLowerCase().includes(wanted)));
    if (view.column !== null)
      found.sort((one, other) => compare(one[view.column], other[view.column]) * (view.up ? 1 : -1));
    const last = Math.max(Math.ceil(found.length / size) - 1, 0);
    view.page = Math.min(Math.max(view.page, 0), last);
    const start = view.page * size;
    const shown = found.slice(start, start + size);
    body.replaceChildren(...shown.map((row) => bodyRow(row, block.row_header_column_index ?? 0, numeric, names)));
    heads.forEach((cell, column) => sorted(cell, column === view.column ? view.up : null));
    status.textContent = found.length
      ? `${start + 1}–${start + shown.length} of ${found.length}`
      : `No row holds “${view.filter}”`;
    back.disabled = view.page === 0;
    forth.disabled = view.page === last;
  }

  const caption = freshId("caption");
  const filter = el("input", {
    type: "search",
    class: "field-input small",
    placeholder: "Filter rows",
    "aria-label": `Filter the rows of ${block.caption}`,
    oninput: (event) => {
      view.filter = event.target.value;
      view.page = 0;
      draw();
    },
  });
  draw();
  return el(
    "div",
    { class: "block data-table" },
    el(
      "div",
      { class: "table-box", tabindex: "0", role: "region", "aria-labelledby": caption },
      el(
        "table",
        {},
        el("caption", { id: caption }, block.caption),
        el("thead", {}, el("tr", {}, ...heads)),
        body,
      ),
    ),
    rows.length > size ? el("div", { class: "pages" }, filter, status, back, forth) : null,
  );
}

function headCell(cell, right, onclick) {
  return el(
    "th",
    { scope: "col", class: right ? "right" : "left", "aria-sort": "none" },
    el(
      "button",
      { type: "button", class: "sort", onclick },
      el("span", {}, words(cell)),
      el("span", { class: "sort-sign", "aria-hidden": "true" }),
    ),
  );
}

function sorted(cell, up) {
  cell.setAttribute("aria-sort", up === null ? "none" : up ? "ascending" : "descending");
  cell.querySelector(".sort-sign").textContent = up === null ? "↕" : up ? "↑" : "↓";
}

function bodyRow(row, headerColumn, numeric, names) {
  return el(
    "tr",
    {},
    ...row.map((cell, column) => {
      const head = column === headerColumn;
      const side = numeric[column] ? "right" : "left";
      return el(head ? "th" : "td", { scope: head ? "row" : null, class: side }, ...content(cell, names));
    }),
  );
}
