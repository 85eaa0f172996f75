// A panel that opens at a button, above everything else, and closes with Escape or a click elsewhere.

import { el } from "./dom.js";

const GAP = 4;
const EDGE = 8;

/**
 * Tie a panel to the button that opens it.
 *
 * `opened` is called when the panel can be seen, `closed` when it no longer can. Returns the two in one node.
 */
export function popup(opener, panel, { opened = () => {}, closed = () => {} } = {}) {
  panel.setAttribute("popover", "auto");
  opener.popoverTargetElement = panel;
  opener.setAttribute("aria-expanded", "false");
  const settle = () => place(opener, panel);
  // The list in the panel may scroll; what scrolls behind it takes the button elsewhere.
  const scrolled = (event) => panel.contains(event.target) || panel.hidePopover();
  panel.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") panel.style.opacity = "0";
  });
  panel.addEventListener("toggle", ({ newState }) => {
    const open = newState === "open";
    opener.setAttribute("aria-expanded", String(open));
    const change = open ? "addEventListener" : "removeEventListener";
    window[change]("resize", settle);
    document[change]("scroll", scrolled, true);
    if (!open) {
      closed();
      return;
    }
    settle();
    panel.style.opacity = "";
    opened();
  });
  return el("span", { class: "popup" }, opener, panel);
}

function place(opener, panel) {
  const at = opener.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  panel.style.maxHeight = "";
  const upwards = panel.offsetHeight > below && above > below;
  panel.style.maxHeight = `${Math.max(upwards ? above : below, 120)}px`;
  const top = upwards ? at.top - GAP - panel.offsetHeight : at.bottom + GAP;
  const left = Math.min(at.left, innerWidth - panel.offsetWidth - EDGE);
  panel.style.top = `${Math.max(top, EDGE)}px`;
  panel.style.left = `${Math.max(left, EDGE)}px`;
}

/**
 * Call back when the panel that is open within a node closes; tell whether one is open at all.
 *
 * What would be drawn anew waits for it: nobody wants the menu they are in to be taken away.
 */
export function whenShut(node, call) {
  const panel = node?.querySelector(":popover-open");
  panel?.addEventListener("toggle", () => call(), { once: true });
  return Boolean(panel);
}

/** Move the focus among items with the arrow keys, Home and End, round and round; tell whether the key was one. */
export function moved(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? -1 : at - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (to === undefined || !items.length) return false;
  items.at(to % items.length).focus();
  event.preventDefault();
  return true;
}
