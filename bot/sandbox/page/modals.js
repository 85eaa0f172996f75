// The modals an app has opened, one on top of another. Those beneath keep what was typed, and come back with it.

import { el, freshId } from "./dom.js";
import { chosen } from "./fields.js";
import { office } from "./office.js";
import { call } from "./server.js";
import { ViewBlocks } from "./views.js";

const stack = new Map();
const NO_ANSWER = "We had some trouble connecting. Try again?";
const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), textarea, select, summary, [tabindex]:not([tabindex='-1'])";

/** Show the views of a person's stack, lowest first. */
export function showModals(views) {
  const wanted = new Set(views.map((view) => view.id));
  for (const [id, modal] of stack)
    if (!wanted.has(id)) {
      modal.remove();
      stack.delete(id);
    }
  views.forEach((view) => {
    if (!stack.has(view.id)) stack.set(view.id, new Modal());
    stack.get(view.id).show(view);
  });
  views.forEach((view, place) => stack.get(view.id).lift(place === views.length - 1, place > 0));
}

class Modal {
  #box;
  #blocks;
  #blamed = "{}";
  #view = null;

  constructor() {
    const title = freshId("modal");
    const body = el("div", { class: "modal-body" });
    this.#blocks = new ViewBlocks(body);
    this.#box = el(
      "dialog",
      { class: "modal", "aria-labelledby": title },
      el(
        "form",
        { novalidate: true, onsubmit: (event) => this.#submit(event) },
        el(
          "header",
          { class: "modal-head" },
          this.#button("back", "icon-button", "Back", "‹", () => this.#close(false)),
          el("h2", { id: title }),
          this.#button("shut", "icon-button", "Close", "✕", () => this.#close(true)),
        ),
        body,
        el(
          "footer",
          { class: "modal-foot" },
          el("p", { class: "modal-problem", role: "alert" }),
          this.#button("cancel", "button", null, "Close", () => this.#close(false)),
          el("button", { type: "submit", class: "button primary submit" }, "Submit"),
        ),
      ),
    );
    this.#box.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close(false);
    });
    this.#box.addEventListener("keydown", (event) => this.#trap(event));
    document.body.append(this.#box);
  }

  #button(name, dress, label, words, onclick) {
    return el("button", { type: "button", class: `${dress} ${name}`, "aria-label": label, onclick }, words);
  }

  #part(selector) {
    return this.#box.querySelector(selector);
  }

  /** Draw the view, what is wrong with it, and whether it is on its way. */
  show(view) {
    const { title, submit, close, errors, waiting, unanswered } = view;
    this.#view = view;
    this.#part("h2").textContent = title;
    this.#part(".cancel").textContent = close || "Close";
    this.#part(".submit").hidden = !submit;
    this.#part(".submit").textContent = submit;
    this.#blocks.draw(view);
    this.#box.classList.toggle("waiting", waiting);
    this.#part(".submit").setAttribute("aria-busy", String(waiting));
    this.#part(".modal-problem").textContent = unanswered ? NO_ANSWER : "";
    const blamed = JSON.stringify(errors);
    if (blamed !== this.#blamed) this.#blocks.blame(errors);
    this.#blamed = blamed;
  }

  /** Bring to the top, or put aside; `above` tells whether another one lies beneath. */
  lift(top, above) {
    this.#part(".back").hidden = !above;
    if (top && !this.#box.open) {
      this.#box.showModal();
      const asked = this.#part("[autofocus]:not([popover] *)");
      const first = this.#part(".modal-body :is(input, textarea, .select, .button)");
      (asked ?? chosen(first) ?? this.#part(".cancel")).focus();
    } else if (!top && this.#box.open) this.#box.close();
  }

  remove() {
    this.#box.close();
    this.#box.remove();
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.#view.submit || this.#view.waiting) return;
    const values = await this.#blocks.values();
    // The same fault found twice is said twice.
    this.#blamed = null;
    const answer = await call("submit", { view_id: this.#view.id, user: office.me.id, values });
    if (answer.lost) this.#part(".modal-problem").textContent = NO_ANSWER;
  }

  async #close(all) {
    await call("close", { view_id: this.#view.id, user: office.me.id, clear: all });
  }

  // Tab goes round within the dialog; without this it would also visit the browser's own buttons.
  #trap(event) {
    if (event.key !== "Tab") return;
    const within = [...this.#box.querySelectorAll(FOCUSABLE)].filter((each) => each.checkVisibility());
    const [first, last] = [within[0], within.at(-1)];
    const from = document.activeElement;
    const leaving = event.shiftKey ? from === first : from === last;
    if (!leaving) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}
