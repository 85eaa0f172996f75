// What sits in blocks and can be acted on. Whatever holds a value is told to the surface, which sends it along.

import { button, feedback, iconButton, overflow } from "./buttons.js";
import { confirmed } from "./confirms.js";
import { el } from "./dom.js";
import { boxes, picker, textField } from "./fields.js";
import { fileField } from "./files.js";
import { picture } from "./pictures.js";
import { select } from "./selects.js";

const PRESSED = { __proto__: null, button, overflow, icon_button: iconButton };
const HELD = {
  __proto__: null,
  feedback_buttons: feedback,
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: textField,
  rich_text_input: textField,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: picker,
  radio_buttons: boxes,
  checkboxes: boxes,
  file_input: fileField,
};

/**
 * Draw an element of a block.
 *
 * `surface` gives `names`, `unanswered`, `act(element, block, chosen)`, `search(element, block, typed)`, `kept(block,
 * element)` and `hold(field)`. `label` and `optional` are those of an input block, as is whether it `dispatches`.
 */
export function element(each, block, surface, { label, optional = false, dispatches = true } = {}) {
  const act = async (chosen = null) => {
    if (each.confirm && !(await confirmed(each.confirm, surface.names))) return false;
    surface.act(each, block, chosen);
    return true;
  };
  const node = drawn(each, block, surface, { act, label, optional, dispatches });
  return el("span", { class: "element" }, node, sign(each, surface));
}

function drawn(each, block, surface, { act, label, optional, dispatches }) {
  if (each.type === "image") return picture(each, surface.names);
  if (PRESSED[each.type]) return PRESSED[each.type](each, act);
  const draw = each.type.endsWith("_select") ? select : HELD[each.type];
  if (!draw) return el("span", { class: "not-drawn" }, `[${each.type}]`);
  const field = draw(each, {
    names: surface.names,
    room: surface.room,
    optional,
    dispatches,
    kept: surface.kept(block, each),
    change: act,
    search: (typed) => surface.search(each, block, typed),
    name: label ?? { "aria-label": each.placeholder?.text ?? block.text?.text ?? "Choose" },
  });
  surface.hold({ block, element: each, ...field });
  return field.node;
}

function sign(each, { unanswered }) {
  const words = "The app did not respond";
  return unanswered.includes(each.action_id)
    ? el("span", { class: "unanswered", role: "img", "aria-label": words, title: words }, "⚠")
    : null;
}
