// Block Kit, drawn. Each kind of block has one function; what is not known is said to be so.

import { alert, card, carousel, container } from "./cards.js";
import { chart } from "./charts.js";
import { el, freshId } from "./dom.js";
import { element } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { markdown } from "./markdown.js";
import { text } from "./mrkdwn.js";
import { picture, smallPicture } from "./pictures.js";
import { richText } from "./richtext.js";
import { dataTable, table } from "./tables.js";

/** Draw blocks on a surface, which is what `element` in elements.js asks for. */
export function drawBlocks(blocks, surface) {
  return blocks.map((block) => {
    const draw = KINDS[block.type];
    const body = draw
      ? draw(block, surface)
      : el("p", { class: "block not-drawn" }, `A block of type “${block.type}” is not drawn here.`);
    body.dataset.block = block.block_id ?? "";
    return body;
  });
}

const row = (kind) => (block, surface) =>
  el("div", { class: `block ${kind}` }, ...block.elements.map((each) => element(each, block, surface)));

const KINDS = {
  __proto__: null,
  header: ({ text: { text: words }, level = 2 }) =>
    el("h3", { class: `block header level-${level}`, "aria-level": level + 1 }, ...withEmoji(words)),
  divider: () => el("hr", { class: "block" }),
  actions: row("actions"),
  context_actions: row("actions context-actions"),
  context: (block, { names }) =>
    el(
      "div",
      { class: "block context" },
      ...block.elements.map((each) =>
        each.type === "image" ? smallPicture(each) : el("span", {}, ...text(each, names)),
      ),
    ),
  image: (block, { names }) => picture(block, names),
  markdown: (block) => el("div", { class: "block markdown" }, ...markdown(block.text)),
  rich_text: (block, { names }) => el("div", { class: "block rich" }, ...richText(block, names)),
  data_visualization: chart,
  data_table: dataTable,
  container: (block, surface) => container(block, surface, (held) => drawBlocks(held, surface)),
  alert,
  card,
  carousel,
  section,
  table,
  input,
};

function section(block, surface) {
  const { names } = surface;
  const words = el("div", { class: "section-words" });
  if (block.text) words.append(el("div", { class: "text" }, ...text(block.text, names)));
  if (block.fields) {
    const fields = block.fields.map((field) => el("div", { class: "field" }, ...text(field, names)));
    words.append(el("div", { class: "fields" }, ...fields));
  }
  const beside = block.accessory ? el("div", { class: "accessory" }, element(block.accessory, block, surface)) : null;
  return el("div", { class: "block section" }, words, beside);
}

// A label names its field, the hint and what is wrong describe it; groups of boxes are named in the same way.
function input(block, surface) {
  const [label, hint, wrong] = ["label", "hint", "wrong"].map(freshId);
  const described = `${block.hint ? `${hint} ` : ""}${wrong}`;
  const naming = { "aria-labelledby": label, "aria-describedby": described };
  const field = element(block.element, block, surface, {
    label: naming,
    optional: Boolean(block.optional),
    dispatches: Boolean(block.dispatch_action),
  });
  return el(
    "div",
    { class: "block input" },
    el(
      "div",
      { class: "label", id: label },
      ...text(block.label, surface.names),
      block.optional ? el("span", { class: "optional" }, " (optional)") : null,
    ),
    field,
    el("p", { class: "wrong", id: wrong }),
    block.hint ? el("p", { class: "field-hint", id: hint }, ...text(block.hint, surface.names)) : null,
  );
}
