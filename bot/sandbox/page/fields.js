// What is typed into or ticked: text, numbers, addresses, days, times, boxes. Each gives its node and reads its value.

import { el, freshId } from "./dom.js";
import { text } from "./mrkdwn.js";

const TYPES = { email_text_input: "email", url_text_input: "url" };
const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

/** Draw a field of text. The app hears of it as `dispatch_action_config` asks, if at all; else it is kept when left. */
export function textField(each, { name, kept, change, dispatches }) {
  const long = each.multiline || each.type === "rich_text_input";
  const hearing = each.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = (when) => dispatches && hearing.includes(when) && change(field.value || null);
  const field = el(long ? "textarea" : "input", {
    ...name,
    class: "field-input",
    type: long ? null : (TYPES[each.type] ?? "text"),
    rows: long ? 4 : null,
    inputmode: each.type === "number_input" ? "decimal" : null,
    maxlength: each.max_length,
    placeholder: each.placeholder?.text,
    autocomplete: "off",
    autofocus: each.focus_on_load,
    "data-action": each.action_id,
    onchange: () => dispatches || change(field.value || null),
    oninput: () => tell("on_character_entered"),
    onkeydown: (event) => event.key === "Enter" && !long && tell("on_enter_pressed"),
  });
  const start = kept ?? each.initial_value;
  field.value = typeof start === "string" ? start : "";
  return { node: field, read: () => field.value || null };
}

/** Draw a picker of a day, a time or both; a moment is read in seconds. */
export function picker(each, { name, kept, change }) {
  const initial = kept ?? each.initial_date ?? each.initial_time ?? each.initial_date_time ?? null;
  const moment = each.type === "datetimepicker";
  const field = el("input", {
    ...name,
    class: "field-input fit",
    type: PICKERS[each.type],
    "data-action": each.action_id,
    onchange: () => change(read()),
  });
  const read = () => {
    if (!field.value) return null;
    return moment ? String(Math.floor(new Date(field.value).getTime() / 1000)) : field.value;
  };
  field.value = moment && initial ? localMoment(initial) : (initial ?? "");
  return { node: field, read };
}

function localMoment(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Return where the focus belongs in a group of radio buttons: at the one that is on; any other node is its own place. */
export function chosen(node) {
  return node?.type === "radio" ? (document.querySelector(`input[name="${node.name}"]:checked`) ?? node) : node;
}

/** Draw radio buttons or boxes to tick; read as the option chosen, or as all that are ticked. */
export function boxes(each, { name, kept, change, names }) {
  const many = each.type === "checkboxes";
  const initial = kept ?? each.initial_options ?? each.initial_option ?? [];
  const on = new Set([initial].flat().map((option) => option.value));
  const group = freshId("group");
  const fields = each.options.map((option) =>
    el("input", {
      type: many ? "checkbox" : "radio",
      name: group,
      checked: on.has(option.value),
      "data-action": each.action_id,
      onchange: () => change(read()),
    }),
  );
  const read = () => {
    const ticked = each.options.filter((_, index) => fields[index].checked);
    return many ? ticked : (ticked[0] ?? null);
  };
  const rows = each.options.map((option, index) =>
    el(
      "label",
      { class: "box" },
      fields[index],
      el(
        "span",
        {},
        ...text(option.text, names),
        option.description ? el("small", {}, ...text(option.description, names)) : null,
      ),
    ),
  );
  return { node: el("div", { ...name, class: "boxes", role: many ? "group" : "radiogroup" }, ...rows), read };
}
