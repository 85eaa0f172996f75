// Slack's mrkdwn, and the little of Markdown that `markdown` blocks need, drawn as nodes.

import { decode, el, link } from "./dom.js";

const EMOJI = {
  chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉",
  moneybag: "💰",
  bell: "🔔",
  no_bell: "🔕",
  white_check_mark: "✅",
  warning: "⚠️",
  x: "❌",
  mag: "🔍",
  newspaper: "📰",
  link: "🔗",
  bar_chart: "📊",
  information_source: "ℹ️",
  rocket: "🚀",
  eyes: "👀",
  tada: "🎉",
  question: "❓",
  dollar: "💵",
  euro: "💶",
  yen: "💴",
};

const INLINE = new RegExp(
  [
    "```(?<pre>[\\s\\S]+?)```",
    "`(?<code>[^`\\n]+)`",
    "<(?<control>[^<>\\n]+)>",
    "(?<![\\w*])\\*(?=\\S)(?<bold>[^*\\n]*[^*\\s])\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)(?<italic>[^_\\n]*[^_\\s])_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)(?<strike>[^~\\n]*[^~\\s])~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+-]+):",
    "(?<line>\\n)",
  ].join("|"),
  "g",
);

/** Return nodes for mrkdwn; `names` knows users and channels by id. */
export function mrkdwn(text, names) {
  const nodes = [];
  for (const part of quoted(text)) {
    if (part.quote) nodes.push(el("blockquote", {}, ...inline(part.text, names)));
    else nodes.push(...inline(part.text, names));
  }
  return nodes;
}

/** Part lines that are quotations from those that are not. */
function quoted(text) {
  const parts = [];
  for (const line of text.split("\n")) {
    const match = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = parts.at(-1);
    if (last && last.quote === Boolean(match)) last.lines.push(match ? match[1] : line);
    else parts.push({ quote: Boolean(match), lines: [match ? match[1] : line] });
  }
  return parts.map(({ quote, lines }) => ({ quote, text: lines.join("\n") }));
}

function inline(text, names) {
  const nodes = [];
  let start = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(decode(text.slice(start, match.index)));
    nodes.push(marked(match, names));
    start = match.index + match[0].length;
  }
  nodes.push(decode(text.slice(start)));
  return nodes.filter((node) => node !== "");
}

function marked(match, names) {
  const found = match.groups;
  if (found.pre !== undefined) return el("pre", {}, decode(found.pre.replace(/^\n|\n$/g, "")));
  if (found.code !== undefined) return el("code", {}, decode(found.code));
  if (found.control !== undefined) return control(found.control, names);
  if (found.bold !== undefined) return el("strong", {}, ...inline(found.bold, names));
  if (found.italic !== undefined) return el("em", {}, ...inline(found.italic, names));
  if (found.strike !== undefined) return el("s", {}, ...inline(found.strike, names));
  if (found.emoji !== undefined) return emoji(found.emoji) ?? match[0];
  return el("br");
}

export function emoji(name) {
  return EMOJI[name]
    ? el("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, EMOJI[name])
    : null;
}

function control(inner, names) {
  const bar = inner.indexOf("|");
  const body = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : decode(inner.slice(bar + 1));
  if (body.startsWith("!date^")) return date(body.split("^"), label);
  if (body.startsWith("!"))
    return el("span", { class: "mention loud" }, `@${label.replace(/^@/, "") || body.slice(1)}`);
  if (body.startsWith("@"))
    return el("span", { class: "mention" }, `@${names.users[body.slice(1)] ?? (label || body.slice(1))}`);
  if (body.startsWith("#"))
    return el("span", { class: "mention" }, `#${names.channels[body.slice(1)] ?? (label || body.slice(1))}`);
  return link(decode(body), label || decode(body).replace(/^mailto:/, ""));
}

function date([, timestamp, pattern, address], fallback) {
  if (!/^\d+$/.test(timestamp) || !pattern) return fallback;
  const node = dateNode(Number(timestamp), pattern, fallback);
  return address ? link(decode(address), node) : node;
}

/** Draw a moment in the reader's own time zone. */
export function dateNode(timestamp, pattern, fallback = "") {
  const at = new Date(timestamp * 1000);
  if (Number.isNaN(at.getTime())) return fallback;
  const say = (options) => new Intl.DateTimeFormat("en", options).format(at);
  const near = nearDay(at);
  const words = {
    date_num: `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`,
    date: say({ month: "long", day: "numeric", year: "numeric" }),
    date_short: say({ month: "short", day: "numeric", year: "numeric" }),
    date_long: say({ weekday: "long", month: "long", day: "numeric", year: "numeric" }),
    time: say({ hour: "numeric", minute: "2-digit" }),
    time_secs: say({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: ago(at),
  };
  const shown = pattern.replace(/\{(\w+)\}/g, (token, name) => {
    const plain = name.replace("_pretty", "");
    if (name !== plain && near) return near;
    return words[plain] ?? token;
  });
  return el("time", { datetime: at.toISOString(), title: at.toLocaleString() }, shown);
}

function nearDay(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  return { "-1": "tomorrow", 0: "today", 1: "yesterday" }[days];
}

function ago(at) {
  const minutes = Math.round((at - Date.now()) / 60_000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

const MARKDOWN =
  /`(?<code>[^`]+)`|\*\*(?<bold>[^*]+)\*\*|(?<![\w*])[*_](?<italic>[^*_]+)[*_](?![\w*])|~~(?<strike>[^~]+)~~|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)/g;

function span(text) {
  const nodes = [];
  let start = 0;
  for (const match of text.matchAll(MARKDOWN)) {
    const { code, bold, italic, strike, label, url } = match.groups;
    nodes.push(text.slice(start, match.index));
    if (code) nodes.push(el("code", {}, code));
    else if (bold) nodes.push(el("strong", {}, ...span(bold)));
    else if (italic) nodes.push(el("em", {}, ...span(italic)));
    else if (strike) nodes.push(el("s", {}, ...span(strike)));
    else nodes.push(link(url, label));
    start = match.index + match[0].length;
  }
  return [...nodes, text.slice(start)].filter((node) => node !== "");
}

/** Return nodes for standard Markdown: headings, lists, quotations, paragraphs, fenced code. */
export function markdown(text) {
  const nodes = [];
  const pieces = text.split(/^```.*$\n?/m);
  pieces.forEach((piece, index) => {
    if (index % 2) nodes.push(el("pre", {}, piece.replace(/\n$/, "")));
    else nodes.push(...prose(piece));
  });
  return nodes;
}

function prose(text) {
  const nodes = [];
  for (const line of text.split("\n")) {
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    const item = /^\s*(?:([-*+])|\d+[.)]) +(.*)$/.exec(line);
    const quote = /^> ?(.*)$/.exec(line);
    const last = nodes.at(-1);
    if (heading) nodes.push(el("p", { class: "md-heading" }, ...span(heading[2])));
    else if (item) {
      const tag = item[1] ? "ul" : "ol";
      const list = last?.localName === tag ? last : el(tag);
      if (list !== last) nodes.push(list);
      list.append(el("li", {}, ...span(item[2])));
    } else if (quote) nodes.push(el("blockquote", {}, ...span(quote[1])));
    else if (line.trim() !== "") nodes.push(el("p", {}, ...span(line)));
  }
  return nodes;
}
