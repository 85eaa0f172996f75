// The geometry of charts: a drawing of given width for line, bar, area and pie. Colours come from the style sheet.

import { svg } from "./dom.js";

const HEIGHT = 240;
const TOP = 12;
const RIGHT = 14;
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });
const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** Return round numbers that span the values, zero among them: `[0, 20, 40, 60]`. */
export function ticks(values, wanted = 4) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Draw the series of a line, bar or area chart. `series` are `{name, values}` in the order of `categories`. */
export function plot(kind, categories, series, { x_label: across, y_label: up }, width) {
  const marks = ticks(series.flatMap((each) => each.values));
  const left = (up ? 22 : 6) + Math.max(...marks.map((mark) => compact.format(mark).length)) * 7 + 8;
  const bottom = (across ? 20 : 0) + 26;
  const inner = { left, right: width - RIGHT, top: TOP, bottom: HEIGHT - bottom };
  const x = (index) => inner.left + ((inner.right - inner.left) * (index + 0.5)) / categories.length;
  const y = (value) => {
    const share = (value - marks[0]) / (marks.at(-1) - marks[0]);
    return inner.bottom - share * (inner.bottom - inner.top);
  };
  const draw = { line: lines, area: areas, bar: bars }[kind];
  return [
    ...grid(marks, y, inner),
    ...labels(categories, x, inner),
    across ? svg("text", { class: "axis-title", x: (left + inner.right) / 2, y: HEIGHT - 4 }, across) : null,
    up ? svg("text", { class: "axis-title", transform: `translate(12 ${(TOP + inner.bottom) / 2}) rotate(-90)` }, up) : null,
    ...draw(series, categories, x, y, (inner.right - inner.left) / categories.length),
  ];
}

/** Return an empty drawing. */
export function canvas(width, height = HEIGHT) {
  return svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" });
}

function grid(marks, y, { left, right }) {
  return marks.flatMap((mark) => [
    svg("line", { class: mark === 0 ? "zero" : "grid", x1: left, x2: right, y1: y(mark), y2: y(mark) }),
    svg("text", { class: "tick up", x: left - 8, y: y(mark) + 4 }, compact.format(mark)),
  ]);
}

// Labels that would touch each other are thinned out; the first stays.
function labels(categories, x, { bottom }) {
  const room = x(1) - x(0);
  const longest = Math.max(...categories.map((each) => each.length)) * 6.6 + 8;
  const every = categories.length > 1 ? Math.max(Math.ceil(longest / room), 1) : 1;
  return categories.map((each, index) =>
    index % every ? null : svg("text", { class: "tick", x: x(index), y: bottom + 18 }, each),
  );
}

function told(node, words) {
  node.append(svg("title", {}, words));
  return node;
}

function saying(categories, index, name, value) {
  return `${categories[index]}, ${name}: ${exact.format(value)}`;
}

function points(values, x, y) {
  return values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
}

function lines(series, categories, x, y) {
  return series.flatMap(({ name, values }, tone) => [
    svg("polyline", { class: `stroke-${tone}`, points: points(values, x, y).join(" ") }),
    ...values.map((value, index) =>
      told(marker(tone, x(index), y(value)), saying(categories, index, name, value)),
    ),
  ]);
}

function areas(series, categories, x, y) {
  return series.flatMap(({ name, values }, tone) => {
    const outline = points(values, x, y);
    const [first, last] = [x(0).toFixed(1), x(values.length - 1).toFixed(1)];
    const base = y(0).toFixed(1);
    return [
      svg("polygon", { class: `area fill-${tone}`, points: [`${first},${base}`, ...outline, `${last},${base}`].join(" ") }),
      svg("polyline", { class: `stroke-${tone}`, points: outline.join(" ") }),
      ...values.map((value, index) =>
        told(marker(tone, x(index), y(value)), saying(categories, index, name, value)),
      ),
    ];
  });
}

/** Draw a point: who cannot tell the colours apart tells the shapes. */
export function marker(tone, cx, cy) {
  const shape = `fill-${tone} mark`;
  const by = (offsets) => offsets.map(([dx, dy]) => `${(cx + dx).toFixed(1)},${(cy + dy).toFixed(1)}`).join(" ");
  switch (tone % 4) {
    case 1:
      return svg("rect", { class: shape, x: cx - 3.5, y: cy - 3.5, width: 7, height: 7 });
    case 2:
      return svg("polygon", { class: shape, points: by([[0, -5], [4.6, 3.6], [-4.6, 3.6]]) });
    case 3:
      return svg("polygon", { class: shape, points: by([[0, -5], [5, 0], [0, 5], [-5, 0]]) });
    default:
      return svg("circle", { class: shape, cx, cy, r: 4 });
  }
}

function bars(series, categories, x, y, room) {
  const each = Math.min((room * 0.72) / series.length, 44);
  const start = (each * series.length) / 2;
  return series.flatMap(({ name, values }, tone) =>
    values.map((value, index) => {
      const [top, base] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
      const shape = {
        class: `fill-${tone} bar`,
        x: (x(index) - start + tone * each + 0.5).toFixed(1),
        y: top.toFixed(1),
        width: Math.max(each - 1, 1).toFixed(1),
        height: Math.max(base - top, 1).toFixed(1),
        rx: 2,
      };
      return told(svg("rect", shape), saying(categories, index, name, value));
    }),
  );
}

/** Draw the segments `{label, value}` of a pie, clockwise from the top. */
export function pie(segments, width) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const radius = Math.min(HEIGHT, width) / 2 - 14;
  const [cx, cy] = [Math.min(width / 2, radius + 14), HEIGHT / 2];
  const at = (share) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(cx + radius * Math.cos(angle)).toFixed(2)} ${(cy + radius * Math.sin(angle)).toFixed(2)}`;
  };
  let before = 0;
  return segments.map(({ label, value }, tone) => {
    const share = value / total;
    const words = `${label}: ${exact.format(value)} (${percent(share)})`;
    const shape = { class: `fill-${tone} slice` };
    const slice =
      share > 0.9999
        ? svg("circle", { ...shape, cx, cy, r: radius })
        : svg("path", {
            ...shape,
            d: `M${cx} ${cy}L${at(before)}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${at(before + share)}Z`,
          });
    before += share;
    return told(slice, words);
  });
}

/** Return `12.5%`. */
export function percent(share) {
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** Return a number in full: `53,000,000`. */
export function full(value) {
  return exact.format(value);
}
