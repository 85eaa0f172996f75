// A list of messages. What has not changed keeps its node: a screen reader is told only of what is new, and an open
// menu stays open.

import { el } from "./dom.js";
import { dayName } from "./dates.js";
import { drawMessage, follows } from "./messages.js";
import { whenShut } from "./popups.js";

const NEAR_END = 80;

/** Keep the messages of one element drawn. */
export class Log {
  #drawn = new Map();
  #last = [];
  #box;

  constructor(box) {
    this.#box = box;
  }

  /** Draw messages; `below(message)` gives what stands under one and a word that changes with it. */
  draw(messages, dress = {}) {
    this.#last = [messages, dress];
    this.#draw(messages, dress);
  }

  #draw(messages, { below = () => [null, ""], empty = null, days = true }) {
    const nodes = [];
    let day = "";
    let before = null;
    for (const message of messages) {
      const at = new Date(message.at);
      if (days && at.toDateString() !== day) {
        day = at.toDateString();
        before = null;
        nodes.push(this.#kept(day, dayName(at), () => dayLine(at)));
      }
      const previous = before;
      const [under, word] = below(message);
      // What the fields hold is on the page already: it is where it was put in.
      const shown = JSON.stringify([{ ...message, values: null }, follows(message, previous), word]);
      nodes.push(this.#kept(message.channel + message.ts, shown, () => drawMessage(message, previous, under?.())));
      before = message;
    }
    if (!messages.length && empty) nodes.push(this.#kept("empty", "", empty));
    this.#settle(nodes);
  }

  #kept(key, shown, draw) {
    const old = this.#drawn.get(key);
    if (old?.shown === shown || whenShut(old?.node, () => this.draw(...this.#last))) return old.node;
    const node = draw();
    this.#drawn.set(key, { shown, node });
    return node;
  }

  #settle(nodes) {
    const focused = this.#focused();
    const wanted = new Set(nodes);
    for (const child of [...this.#box.childNodes]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
      const there = this.#box.childNodes[index];
      if (there !== node) this.#box.insertBefore(node, there ?? null);
    });
    for (const [key, { node }] of this.#drawn) if (!wanted.has(node)) this.#drawn.delete(key);
    if (focused && !this.#box.contains(document.activeElement))
      this.#box.querySelector(focused)?.focus({ preventScroll: true });
  }

  // A message drawn anew takes the focus back to the element that had it.
  #focused() {
    const { activeElement: active } = document;
    const message = this.#box.contains(active) ? active.closest("[data-ts]") : null;
    if (!message || !active.dataset.action) return null;
    return `[data-ts="${CSS.escape(message.dataset.ts)}"] [data-action="${CSS.escape(active.dataset.action)}"]`;
  }

  /** Tell whether the end is in sight. */
  get atEnd() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR_END;
  }

  toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** Show one message and mark it; tell whether it is there. */
  point(ts) {
    const node = this.#box.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.classList.add("pointed");
    return Boolean(node);
  }
}

function dayLine(at) {
  return el("div", { class: "day", role: "separator" }, el("span", {}, dayName(at)));
}
