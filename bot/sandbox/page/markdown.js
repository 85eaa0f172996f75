// The Markdown of `markdown` blocks: headings, lists, quotations, tables, rules, fenced code. Images become links.

import { el, link } from "./dom.js";
import { withEmoji } from "./emoji.js";

const SPAN =
  /`(?<code>[^`]+)`|\*\*(?<bold>[^*]+)\*\*|(?<![\w*])[*_](?<italic>[^*_]+)[*_](?![\w*])|~~(?<strike>[^~]+)~~|!?\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)/g;
const ITEM = /^(?<indent>\s*)(?:(?<bullet>[-*+])|\d+[.)]) +(?:\[(?<box>[ xX])\] +)?(?<words>.*)$/;

function span(text) {
  const nodes = [];
  let start = 0;
  for (const match of text.matchAll(SPAN)) {
    const { code, bold, italic, strike, label, url } = match.groups;
    nodes.push(...withEmoji(text.slice(start, match.index)));
    if (code) nodes.push(el("code", {}, code));
    else if (bold) nodes.push(el("strong", {}, ...span(bold)));
    else if (italic) nodes.push(el("em", {}, ...span(italic)));
    else if (strike) nodes.push(el("s", {}, ...span(strike)));
    else nodes.push(link(url, label));
    start = match.index + match[0].length;
  }
  return [...nodes, ...withEmoji(text.slice(start))];
}

/** Return the nodes of standard Markdown. */
export function markdown(text) {
  const nodes = [];
  text.split(/^```.*$\n?/m).forEach((piece, index) => {
    if (index % 2) nodes.push(el("pre", {}, piece.replace(/\n$/, "")));
    else nodes.push(...prose(piece.split("\n")));
  });
  return nodes;
}

function prose(lines) {
  const nodes = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    const item = ITEM.exec(line);
    const quote = /^> ?(.*)$/.exec(line);
    if (heading) nodes.push(title(heading[1].length, heading[2]));
    else if (/^ *([-*_])( *\1){2,} *$/.test(line)) nodes.push(el("hr"));
    else if (item) addItem(nodes, item.groups);
    else if (quote) addQuote(nodes, quote[1]);
    else if (isTable(lines, at)) {
      const rows = lines.slice(at).findIndex((each) => !each.includes("|"));
      const end = rows < 0 ? lines.length : at + rows;
      nodes.push(table(lines.slice(at, end)));
      at = end - 1;
    } else if (line.trim() !== "") nodes.push(el("p", {}, ...span(line)));
  }
  return nodes;
}

function title(level, words) {
  return el("div", { class: "md-heading", role: "heading", "aria-level": Math.min(level + 2, 6) }, ...span(words));
}

function addItem(nodes, { indent, bullet, box, words }) {
  const tag = bullet ? "ul" : "ol";
  const level = Math.min(Math.floor(indent.length / 2), 3);
  const last = nodes.at(-1);
  const continues = last?.localName === tag && last.className === `indent-${level}`;
  const list = continues ? last : el(tag, { class: `indent-${level}` });
  if (!continues) nodes.push(list);
  const mark = box ? `${box === " " ? "☐" : "☑"} ` : null;
  list.append(el("li", {}, mark, ...span(words)));
}

function addQuote(nodes, words) {
  const last = nodes.at(-1);
  if (last?.localName === "blockquote") last.append(el("br"), ...span(words));
  else nodes.push(el("blockquote", {}, ...span(words)));
}

function isTable(lines, at) {
  return lines[at].includes("|") && /^[\s|:-]*-[\s|:-]*$/.test(lines[at + 1] ?? "") && lines[at + 1].includes("|");
}

function cells(line) {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

function table([head, rule, ...rows]) {
  const sides = cells(rule).map((mark) => (/^:.*:$/.test(mark) ? "center" : mark.endsWith(":") ? "right" : "left"));
  const row = (line, tag) =>
    el("tr", {}, ...cells(line).map((cell, column) => el(tag, { class: sides[column] ?? "left" }, ...span(cell))));
  return el(
    "div",
    { class: "table-box", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, ...rows.map((line) => row(line, "td")))),
  );
}
