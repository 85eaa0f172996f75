// Rich text, in blocks and in the cells of tables. No mrkdwn is read in it: a leaf's style says what is bold.

import { dateNode } from "./dates.js";
import { el, link, safeLink } from "./dom.js";
import { emoji } from "./emoji.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** Return the nodes of a rich_text block or cell. */
export function richText(block, names) {
  return block.elements.flatMap((part, index) => section(part, names, counted(block.elements, index)));
}

/** Tell where an ordered list goes on counting: lists that other indents interrupt are one list. */
function counted(parts, index) {
  const { style, indent = 0, offset = 0 } = parts[index];
  if (style !== "ordered") return 1;
  let before = offset;
  for (let at = index - 1; at >= 0; at -= 1) {
    const part = parts[at];
    if (part.type !== "rich_text_list" || (part.indent ?? 0) < indent) break;
    if ((part.indent ?? 0) === indent) {
      if (part.style !== "ordered") break;
      before += part.elements.length;
    }
  }
  return before + 1;
}

function section(part, names, start) {
  const inner = () => part.elements.map((each) => leaf(each, names));
  const border = part.border ? " bordered" : "";
  switch (part.type) {
    case "rich_text_list":
      return el(
        part.style === "ordered" ? "ol" : "ul",
        { class: `indent-${Math.min(part.indent ?? 0, 8)}${border}`, start: start > 1 ? start : null },
        ...part.elements.map((item) => el("li", {}, section(item, names))),
      );
    case "rich_text_quote":
      return el("blockquote", {}, ...inner());
    case "rich_text_preformatted":
      return el("pre", {}, ...inner());
    default:
      return el("div", { class: "rich-section" }, ...inner());
  }
}

function leaf(each, names) {
  const style = each.style ?? {};
  const styled = Object.entries(STYLES).reduce(
    (node, [name, tag]) => (style[name] ? el(tag, {}, node) : node),
    plain(each, names),
  );
  return style.highlight || style.client_highlight ? el("mark", {}, styled) : styled;
}

function plain(each, names) {
  switch (each.type) {
    case "link":
      return link(each.url, each.text ?? each.url);
    case "emoji":
      return emoji(each.name, each.unicode) ?? `:${each.name}:`;
    case "user":
      return el("span", { class: "mention" }, `@${names.users[each.user_id] ?? each.user_id}`);
    case "channel":
      return el("span", { class: "mention" }, `#${names.channels[each.channel_id] ?? each.channel_id}`);
    case "usergroup":
      return el("span", { class: "mention" }, `@${each.usergroup_id}`);
    case "broadcast":
      return el("span", { class: "mention loud" }, `@${each.range}`);
    case "date": {
      const when = dateNode(each.timestamp, each.format, each.fallback);
      return each.url && safeLink(each.url) ? link(each.url, when) : when;
    }
    case "color":
      return el("span", {}, swatch(each.value), el("code", {}, each.value));
    default:
      return each.text ?? "";
  }
}

function swatch(value) {
  const node = el("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) node.style.background = value;
  return node;
}
