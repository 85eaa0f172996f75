// Slack's mrkdwn, drawn as nodes. `&lt;`, `&gt;` and `&amp;` are read last, so escaped text can never become a control.

import { dateNode } from "./dates.js";
import { decode, el, link } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";

/** Return the nodes of a text object; `names` knows users and channels by id. */
export function text(object, names) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, names) : withEmoji(object.text);
}

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
