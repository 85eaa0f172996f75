// The modals an app has opened, one on top of another. Those beneath keep what was typed, and come back with it.

import { el, freshId } from "./dom.js";
import { office } from "./office.js";
import { call } from "./server.js";
import { ViewBlocks } from "./views.js";

const stack = new Map();
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
    if (!stack.has(view.id)) stack.set(view.id, new Modal(view.id));
    stack.get(view.id).show(view);
  });
  views.forEach((view, place) => stack.get(view.id).lift(place === views.length - 1, place > 0));
}

class Modal {
  #box;
  #blocks;
  #hash = null;
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

  /** Draw the view where it is not drawn yet. */
  show(view) {
    const { hash, unanswered } = view;
    const drawn = JSON.stringify([hash, unanswered]);
    this.#view = view;
    if (this.#hash === drawn) return;
    this.#hash = drawn;
    this.#part("h2").textContent = view.title.text;
    this.#part(".cancel").textContent = view.close?.text ?? "Close";
    this.#part(".submit").hidden = !view.submit;
    this.#part(".submit").textContent = view.submit?.text ?? "";
    this.#blocks.draw(view);
    this.#say("");
  }

  /** Bring to the top, or put aside; `above` tells whether another one lies beneath. */
  lift(top, above) {
    this.#part(".back").hidden = !above;
    if (top && !this.#box.open) {
      this.#box.showModal();
      const first = this.#part("[autofocus], .modal-body :is(input, textarea, .select, .button)");
      (first ?? this.#part(".cancel")).focus();
    } else if (!top && this.#box.open) this.#box.close();
  }

  remove() {
    this.#box.close();
    this.#box.remove();
  }

  #say(words) {
    this.#part(".modal-problem").textContent = words;
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.#view.submit || this.#box.classList.contains("waiting")) return;
    const faults = this.#blocks.faults();
    this.#blocks.blame(faults);
    if (Object.keys(faults).length) return;
    this.#wait(true);
    const answer = await call("submit_view", {
      view_id: this.#view.id,
      user: office.me.id,
      values: this.#blocks.values(),
    });
    this.#wait(false);
    if (answer.errors) this.#blocks.blame(answer.errors);
    this.#say(answer.ok && answer.outcome === "acknowledged" ? "" : "We had some trouble connecting. Try again?");
  }

  #wait(waiting) {
    this.#box.classList.toggle("waiting", waiting);
    this.#part(".submit").setAttribute("aria-busy", String(waiting));
  }

  async #close(all) {
    await call("close_view", { view_id: this.#view.id, user: office.me.id, all });
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
