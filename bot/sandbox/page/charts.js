// The `data_visualization` block: title, drawing, legend, and the same numbers as a table, which screen readers read.

import { el, freshId, svg } from "./dom.js";
import { canvas, full, marker, percent, pie, plot } from "./plots.js";

const NARROWEST = 140;
const FIRST_WIDTH = 600;

/** Draw a chart; it is drawn anew whenever its room gets wider or narrower, so that its words keep their size. */
export function chart(block) {
  const title = freshId("chart");
  const read = block.chart.type === "pie" ? readPie(block.chart) : readSeries(block.chart);
  const numbers = el(
    "table",
    { "aria-labelledby": title },
    el("thead", {}, el("tr", {}, ...read.head.map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, ...read.rows.map(tableRow)),
  );
  const table = el("div", { class: "unseen" }, el("div", { class: "table-box" }, numbers));
  const paper = el("div", { class: "paper", role: "img", "aria-label": `${read.summary}: ${block.title}` });
  const draw = (width) => {
    const drawing = canvas(width);
    drawing.append(...read.draw(width).filter((node) => node !== null));
    paper.replaceChildren(drawing);
  };
  draw(FIRST_WIDTH);
  let drawn = FIRST_WIDTH;
  new ResizeObserver(([{ contentRect }]) => {
    const width = Math.max(Math.floor(contentRect.width), NARROWEST);
    if (contentRect.width && width !== drawn) draw((drawn = width));
  }).observe(paper);
  return el(
    "figure",
    { class: `block chart ${block.chart.type}`, "aria-labelledby": title },
    el(
      "div",
      { class: "chart-head" },
      el("figcaption", { id: title }, block.title),
      el(
        "button",
        { type: "button", class: "button small", "aria-pressed": "false", onclick: (event) => toggle(event, table) },
        "Table",
      ),
    ),
    el("div", { class: "chart-body" }, paper, el("ul", { class: "legend" }, ...read.legend.map(legendItem(block.chart.type)))),
    table,
  );
}

function toggle({ currentTarget }, table) {
  const shown = !table.classList.toggle("unseen");
  currentTarget.setAttribute("aria-pressed", String(shown));
}

function readSeries({ type, series, axis_config: axes }) {
  const { categories } = axes;
  const ordered = series.map(({ name, data }) => {
    const values = new Map(data.map(({ label, value }) => [label, value]));
    return { name, values: categories.map((label) => values.get(label) ?? 0) };
  });
  return {
    summary: `${type[0].toUpperCase()}${type.slice(1)} chart, ${categories[0]} to ${categories.at(-1)}`,
    head: [axes.x_label ?? "", ...ordered.map(({ name }) => (axes.y_label ? `${name} (${axes.y_label})` : name))],
    rows: categories.map((label, index) => [label, ...ordered.map(({ values }) => full(values[index]))]),
    legend: ordered.map(({ name }) => [name]),
    draw: (width) => plot(type, categories, ordered, axes, width),
  };
}

function readPie({ segments }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const shares = segments.map(({ label, value }) => [label, full(value), percent(value / total)]);
  return {
    summary: `Pie chart of ${segments.length}`,
    head: ["Segment", "Value", "Share"],
    rows: shares,
    legend: shares.map(([label, , share]) => [label, share]),
    draw: (width) => pie(segments, width),
  };
}

function tableRow([label, ...values]) {
  return el("tr", {}, el("th", { scope: "row" }, label), ...values.map((value) => el("td", { class: "right" }, value)));
}

function legendItem(kind) {
  const pointed = kind === "line" || kind === "area";
  return ([name, share], tone) =>
    el(
      "li",
      {},
      svg(
        "svg",
        { width: 12, height: 12, "aria-hidden": "true" },
        pointed ? marker(tone, 6, 6) : svg("rect", { class: `fill-${tone}`, width: 12, height: 12, rx: 3 }),
      ),
      name,
      share ? el("span", { class: "share" }, share) : null,
    );
}
