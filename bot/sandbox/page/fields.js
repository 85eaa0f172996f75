// What is typed into or ticked: text, numbers, addresses, days, times, boxes. Each gives its node and reads its value.

import { el, freshId } from "./dom.js";
import { text } from "./mrkdwn.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text", plain_text_input: "text" };
const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

/** Draw a field of text. `change` hears of it as the element's `dispatch_action_config` asks. */
export function textField(each, { name, kept, change }) {
  const hearing = each.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => change(field.value || null);
  const field = el(each.multiline ? "textarea" : "input", {
    ...name,
    class: "field-input",
    type: each.multiline ? null : TYPES[each.type],
    rows: each.multiline ? 4 : null,
    inputmode: each.type === "number_input" ? "decimal" : null,
    maxlength: each.max_length,
    placeholder: each.placeholder?.text,
    autocomplete: "off",
    autofocus: each.focus_on_load,
    "data-action": each.action_id,
    oninput: () => hearing.includes("on_character_entered") && tell(),
    onkeydown: (event) => event.key === "Enter" && !each.multiline && hearing.includes("on_enter_pressed") && tell(),
  });
  field.value = kept ?? each.initial_value ?? "";
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

/** Return what is wrong with a value before it is sent, in Slack's manner; null where nothing is. */
export function fault(each, value, optional) {
  const nothing = value === null || value === undefined || value.length === 0;
  if (nothing) return optional ? null : "Please complete this required field.";
  if (each.min_length && value.length < each.min_length) return `Please enter at least ${each.min_length} characters.`;
  if (each.type === "number_input") return numberFault(each, value);
  if (each.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return "Please enter an email address.";
  if (each.type === "url_text_input" && !URL.canParse(value)) return "Please enter a web address.";
  return null;
}

function numberFault(each, value) {
  if (!/^[+-]?\d+(\.\d+)?$/.test(value)) return "Please enter a number.";
  if (!each.is_decimal_allowed && value.includes(".")) return "Please enter a whole number.";
  if (each.min_value !== undefined && Number(value) < Number(each.min_value))
    return `Please enter a number of at least ${each.min_value}.`;
  if (each.max_value !== undefined && Number(value) > Number(each.max_value))
    return `Please enter a number of at most ${each.max_value}.`;
  return null;
}
