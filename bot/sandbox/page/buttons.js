// What is pressed: buttons, links that look like them, the overflow menu, the small buttons under an answer.

import { el, safeLink } from "./dom.js";
import { emoji, withEmoji } from "./emoji.js";
import { moved, popup } from "./popups.js";

const NEW_TAB = { target: "_blank", rel: "noopener noreferrer" };

/** Draw a `button`. One with an address opens it, and tells the app all the same. */
export function button(each, act) {
  const href = each.url ? safeLink(each.url) : null;
  const style = { primary: " primary", danger: " danger" }[each.style] ?? "";
  const press = async (event) => {
    if (!href || !each.confirm) return act();
    event.preventDefault();
    return (await act()) && window.open(href, "_blank", "noopener,noreferrer");
  };
  const shared = {
    class: `button${style}`,
    "data-action": each.action_id,
    "aria-label": each.accessibility_label,
    onclick: press,
  };
  const words = withEmoji(each.text.text);
  return href
    ? el("a", { ...shared, ...NEW_TAB, href, title: href }, ...words)
    : el("button", { ...shared, type: "button" }, ...words);
}

/** Draw an `overflow` menu. */
export function overflow(each, act) {
  const items = each.options.map((option) => menuItem(option, act, () => menu.hidePopover()));
  const menu = el(
    "div",
    {
      role: "menu",
      class: "menu",
      "aria-label": "More actions",
      onkeydown: (event) => {
        if (!moved(event, items) && event.key === "Tab") menu.hidePopover();
      },
    },
    ...items,
  );
  const opener = el(
    "button",
    {
      type: "button",
      class: "button more",
      "aria-haspopup": "menu",
      "aria-label": "More actions",
      "data-action": each.action_id,
    },
    "⋯",
  );
  return popup(opener, menu, { opened: () => items[0].focus() });
}

function menuItem(option, act, close) {
  const href = option.url ? safeLink(option.url) : null;
  const choose = () => {
    close();
    act(option);
  };
  const shared = { role: "menuitem", tabindex: "-1", class: "menu-item", onclick: choose };
  const words = el(
    "span",
    {},
    ...withEmoji(option.text.text),
    option.description ? el("small", {}, ...withEmoji(option.description.text)) : null,
  );
  return href
    ? el("a", { ...shared, ...NEW_TAB, href }, words)
    : el("button", { ...shared, type: "button" }, words);
}

/** Draw `feedback_buttons`: of the two, the one pressed last stays pressed. */
export function feedback(each, { kept, change }) {
  let pressed = kept ?? null;
  const sides = [each.positive_button, each.negative_button];
  const show = () =>
    pair.forEach((node, place) => node.setAttribute("aria-pressed", String(sides[place].value === pressed)));
  const press = (value) => {
    pressed = value;
    show();
    change(pressed);
  };
  const pair = sides.map((side) =>
    el(
      "button",
      {
        type: "button",
        class: "button quiet",
        "data-action": each.action_id,
        "aria-label": side.accessibility_label,
        onclick: () => press(side.value),
      },
      ...withEmoji(side.text.text),
    ),
  );
  show();
  return { node: el("span", { class: "pair", role: "group", "aria-label": "Feedback" }, ...pair), read: () => pressed };
}

/** Draw an `icon_button`. */
export function iconButton(each, act) {
  const icon = { trash: "wastebasket" }[each.icon] ?? each.icon;
  return el(
    "button",
    {
      type: "button",
      class: "button quiet",
      "data-action": each.action_id,
      "aria-label": each.accessibility_label ?? each.text.text,
      title: each.text.text,
      onclick: () => act(),
    },
    emoji(icon) ?? "•",
    el("span", {}, ...withEmoji(each.text.text)),
  );
}
