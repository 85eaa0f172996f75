// The rooms on the left, and on a narrow screen the drawer they are in.

import { el } from "./dom.js";
import { HOME, direct, office, room } from "./office.js";

const byId = (id) => document.getElementById(id);

/** Draw the rooms; `open` is the one looked at, `unread` counts what is new by room. */
export function drawSidebar(open, unread) {
  byId("team").textContent = office.team;
  byId("me").textContent = office.me.real_name;
  const rooms = office.channels.filter((each) => !each.direct);
  const inApp = open === HOME || room(open)?.direct;
  byId("channels").replaceChildren(...rooms.map((each) => item(each, each.id === open, unread.get(each.id) ?? 0)));
  const app = { id: office.app.home_tab ? HOME : direct(), name: office.app.name, direct: true };
  byId("direct").replaceChildren(item(app, inApp, unread.get(direct()) ?? 0));
}

function item(each, current, count) {
  const sign = each.direct ? "$" : each.private ? "🔒" : "#";
  const kind = each.direct ? "app" : each.private ? "private channel" : "channel";
  return el(
    "li",
    {},
    el(
      "a",
      {
        href: `#${each.id}`,
        class: count ? "unread" : "",
        "aria-current": current ? "page" : null,
        "aria-label": `${kind} ${each.name}${count ? `, ${count} new` : ""}`,
        onclick: () => showSidebar(false),
      },
      el("span", { class: each.direct ? "avatar app tiny" : "sign", "aria-hidden": "true" }, sign),
      el("span", { class: "channel-name" }, each.name),
      count ? el("span", { class: "count", "aria-hidden": "true" }, count) : null,
    ),
  );
}

function showSidebar(shown) {
  document.body.classList.toggle("sidebar-open", shown);
  byId("veil").hidden = !shown;
  byId("menu").setAttribute("aria-expanded", String(shown));
  byId("menu").setAttribute("aria-label", shown ? "Hide channels" : "Show channels");
  if (shown) byId("sidebar").querySelector("a[aria-current]")?.focus();
}

/** Wire the drawer. */
export function startSidebar() {
  const open = () => document.body.classList.contains("sidebar-open");
  byId("menu").addEventListener("click", () => showSidebar(!open()));
  byId("veil").addEventListener("click", () => showSidebar(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open()) return;
    showSidebar(false);
    byId("menu").focus();
  });
}
