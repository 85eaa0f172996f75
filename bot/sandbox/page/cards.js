// The blocks that hold others or stand out: cards, carousels, containers, alerts.

import { el, freshId } from "./dom.js";
import { element } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { text } from "./mrkdwn.js";
import { picture, smallPicture } from "./pictures.js";
import { richText } from "./richtext.js";

/** Draw a `card`. */
export function card(block, surface) {
  const { names } = surface;
  const line = (name, tag) => (block[name] ? el(tag, { class: `card-${name}` }, ...text(block[name], names)) : null);
  const head = el("div", {}, line("title", "strong"), line("subtitle", "div"));
  return el(
    "div",
    { class: "block card" },
    block.hero_image ? picture(block.hero_image, names) : null,
    el("div", { class: "card-head" }, block.icon ? smallPicture(block.icon) : null, head),
    line("body", "div"),
    line("subtext", "div"),
    block.actions
      ? el("div", { class: "actions" }, ...block.actions.map((each) => element(each, block, surface)))
      : null,
  );
}

/** Draw a `carousel`: cards beside each other, to be scrolled. */
export function carousel(block, surface) {
  return el(
    "div",
    { class: "block carousel", tabindex: "0", role: "group", "aria-label": `${block.elements.length} cards` },
    ...block.elements.map((each) => card({ block_id: block.block_id, ...each }, surface)),
  );
}

/** Draw a `container`; `inside` draws the blocks it holds. */
export function container(block, surface, inside) {
  const title = freshId("container");
  const { names } = surface;
  const rich = block.rich_text_title ? richText(block.rich_text_title, names) : null;
  const head = [
    block.icon ? smallPicture(block.icon) : null,
    el("strong", { id: title }, ...(rich ?? withEmoji(block.title?.text ?? "More"))),
    block.subtitle ? el("small", {}, ...text(block.subtitle, names)) : null,
  ];
  const held = el("div", { class: "container-body" }, ...inside(block.child_blocks));
  const dress = { class: `block container ${block.width ?? "standard"}` };
  return block.is_collapsible
    ? el("details", { ...dress, open: !block.default_collapsed }, el("summary", {}, ...head), held)
    : el("section", { ...dress, "aria-labelledby": title }, el("div", { class: "container-head" }, ...head), held);
}

/** Draw an `alert` of a modal. */
export function alert(block, { names }) {
  const sign = { error: "⛔", warning: "⚠️", success: "✅", info: "ℹ️" }[block.level];
  return el(
    "div",
    { class: `block alert ${block.level ?? "default"}`, role: "note" },
    sign ? el("span", { "aria-hidden": "true" }, sign) : null,
    el("span", {}, ...text(block.text, names)),
  );
}
