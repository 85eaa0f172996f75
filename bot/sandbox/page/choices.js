// Menus one chooses from: a button that shows what is chosen, and a list one can type into to find more.

import { el, freshId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { popup } from "./popups.js";

const WAIT_MS = 150;

/**
 * Draw a menu.
 *
 * `find(typed)` gives, perhaps later, the groups `{label, options}` that match; `chosen` are options; `change(options)`
 * hears of each choice and may refuse it by returning false. `name` are attributes that name it; `empty` stands where
 * nothing is chosen; `least` is how many characters have to be typed first, `most` how many options may be chosen.
 */
export function choice({ find, chosen, change, many, most, name, empty, least = 0, clearable, action }) {
  const list = el("div", { role: "listbox", class: "options", id: freshId("list"), "aria-multiselectable": many || null });
  const status = el("p", { class: "options-status", role: "status" });
  const search = el("input", {
    class: "field-input small",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    "aria-label": "Search",
    placeholder: "Search",
    autocomplete: "off",
    // By the browser, as it opens: what is typed at once would else go to the button.
    autofocus: true,
    oninput: () => {
      clearTimeout(pending);
      pending = setTimeout(seek, WAIT_MS);
    },
    onkeydown: pressed,
  });
  const shown = el("span", { class: "chosen", id: freshId("chosen") });
  const named = name["aria-labelledby"] ? { "aria-labelledby": `${name["aria-labelledby"]} ${shown.id}` } : {};
  const opener = el(
    "button",
    { type: "button", class: "select", "aria-haspopup": "listbox", "data-action": action, ...name, ...named },
    shown,
    el("span", { class: "arrow", "aria-hidden": "true" }, "▾"),
  );
  const panel = el("div", { class: "choices" }, search, list, status);
  let pending = 0;
  let asked = 0;
  let at = -1;

  const items = () => [...list.querySelectorAll("[role=option]")];
  const holds = (option) => chosen.some((each) => each.value === option.value);

  function show() {
    shown.textContent = chosen.map((each) => each.text.text).join(", ") || empty;
    shown.classList.toggle("nothing", !chosen.length);
    if (!name["aria-labelledby"]) opener.setAttribute("aria-label", `${name["aria-label"]}: ${shown.textContent}`);
  }

  async function seek() {
    const typed = search.value.trim();
    if (typed.length < least) {
      list.replaceChildren();
      status.textContent = `Type at least ${least} ${least === 1 ? "character" : "characters"}`;
      return;
    }
    asked += 1;
    const mine = asked;
    status.textContent = "Searching…";
    const groups = await find(typed);
    if (mine !== asked) return;
    if (!groups) {
      list.replaceChildren();
      status.textContent = "The app did not answer";
      return;
    }
    list.replaceChildren(...groups.filter((each) => each.options.length).map(group));
    const found = items();
    status.textContent = found.length ? "" : "No results";
    point(Math.max(found.findIndex((each) => each.getAttribute("aria-selected") === "true"), 0));
  }

  function group({ label, options }) {
    const rows = options.map(row);
    if (!label) return el("div", { role: "presentation" }, ...rows);
    return el("div", { role: "group", "aria-label": label }, el("div", { class: "group-label" }, label), ...rows);
  }

  function row(option) {
    const node = el(
      "div",
      {
        role: "option",
        class: "option",
        id: freshId("option"),
        "aria-selected": String(holds(option)),
        onclick: () => pick(option),
        onpointermove: () => point(items().indexOf(node)),
      },
      el("span", {}, ...withEmoji(option.text.text)),
      option.description ? el("small", {}, ...withEmoji(option.description.text)) : null,
    );
    node.option = option;
    return node;
  }

  function point(index) {
    at = index;
    items().forEach((each, place) => each.classList.toggle("current", place === index));
    const current = items()[index];
    if (current) {
      search.setAttribute("aria-activedescendant", current.id);
      current.scrollIntoView({ block: "nearest" });
    } else search.removeAttribute("aria-activedescendant");
  }

  function after(option) {
    if (!many) return holds(option) && clearable ? [] : [option];
    return holds(option) ? chosen.filter((each) => each.value !== option.value) : [...chosen, option];
  }

  async function pick(option) {
    const wanted = after(option);
    if (wanted.length > (most ?? Infinity)) {
      status.textContent = `No more than ${most} can be chosen`;
      return;
    }
    if (!many) panel.hidePopover();
    const before = chosen;
    chosen = wanted;
    show();
    items().forEach((each) => each.setAttribute("aria-selected", String(holds(each.option))));
    if ((await change(wanted)) !== false) return;
    chosen = before;
    show();
  }

  function pressed(event) {
    const found = items();
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined && found.length) point((to + found.length) % found.length);
    else if (event.key === "Enter" && found[at]) pick(found[at].option);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  }

  show();
  return popup(opener, panel, {
    opened: seek,
    closed: () => {
      search.value = "";
    },
  });
}

/** Return a `find` over groups that are known already: each word typed must stand in an option. */
export function among(groups) {
  return (typed) => {
    const words = typed.toLowerCase().split(/\s+/);
    const fits = ({ text, description }) =>
      words.every((word) => `${text.text} ${description?.text ?? ""}`.toLowerCase().includes(word));
    return groups.map(({ label, options }) => ({ label, options: options.filter(fits) }));
  };
}
