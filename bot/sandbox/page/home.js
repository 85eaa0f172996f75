// The app's own room: its Home tab, drawn from what it published for this person, beside its messages.

import { el } from "./dom.js";
import { office } from "./office.js";
import { ViewBlocks } from "./views.js";

const byId = (id) => document.getElementById(id);
const blocks = new ViewBlocks(byId("home-blocks"));

/** Draw the Home tab; null means the app has published none. */
export function drawHome(view) {
  if (view) blocks.draw(view);
  else byId("home-blocks").replaceChildren(nothing());
}

function nothing() {
  return el(
    "div",
    { class: "empty" },
    el("p", { class: "empty-title" }, `${office.app.name} keeps no Home yet.`),
    el("p", {}, "What the app publishes to its Home tab appears here."),
  );
}

/** Show the tabs of the app's room, the one that is open marked; `messages` is the room beside. */
export function drawTabs(shown, home, messages) {
  byId("tabs").hidden = !shown;
  const tabs = [byId("tab-home"), byId("tab-messages")];
  tabs[0].hidden = !office.app.home_tab;
  tabs[1].href = `#${messages}`;
  tabs.forEach((tab, place) => {
    if ((place === 0) === home) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  });
}
