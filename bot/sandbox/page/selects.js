// Slack's menus: where each kind finds its options, and what is chosen at first.

import { among, choice } from "./choices.js";

/** Draw one of the `…_select` elements, with one choice or many; reads options. */
export function select(each, setting) {
  const many = each.type.startsWith("multi_");
  const { groups, initial, find, option = same } = SOURCES[each.type.replace("multi_", "")](each, setting);
  let chosen = [setting.kept ?? initial].flat().filter(Boolean).map(option);
  const node = choice({
    find: find ?? among(groups),
    chosen,
    many,
    most: each.max_selected_items,
    name: setting.name,
    empty: each.placeholder?.text ?? (many ? "Choose some" : "Choose one"),
    least: find ? (each.min_query_length ?? 3) : 0,
    clearable: setting.optional,
    action: each.action_id,
    change: async (options) => {
      const before = chosen;
      chosen = options;
      const taken = await setting.change(many ? options : (options[0] ?? null));
      if (taken === false) chosen = before;
      return taken;
    },
  });
  return { node, read: () => (many ? chosen : (chosen[0] ?? null)) };
}

const same = (option) => option;

const SOURCES = {
  __proto__: null,
  static_select: (each) => ({
    groups: each.option_groups ? each.option_groups.map(group) : [{ options: each.options }],
    initial: each.initial_options ?? [each.initial_option],
  }),
  external_select: (each, { search }) => ({
    find: async (typed) => {
      const found = await search(typed);
      return found && (found.option_groups ? found.option_groups.map(group) : [{ options: found.options ?? [] }]);
    },
    initial: each.initial_options ?? [each.initial_option],
  }),
  users_select: (each, { names }) => listed(names.users, "@", each.initial_users ?? [each.initial_user]),
  channels_select: (each, { names }) => listed(names.channels, "#", each.initial_channels ?? [each.initial_channel]),
  conversations_select: (each, { names, room }) => {
    const here = each.default_to_current_conversation ? room : undefined;
    return listed(names.channels, "#", each.initial_conversations ?? [each.initial_conversation ?? here]);
  },
};

function group({ label, options }) {
  return { label: label.text, options };
}

// Ids are shown by name; what is an option already stays one.
function listed(known, mark, initial) {
  const option = (id) => (id.value ? id : { value: id, text: { type: "plain_text", text: `${mark}${known[id] ?? id}` } });
  return { groups: [{ options: Object.keys(known).map(option) }], initial, option };
}
