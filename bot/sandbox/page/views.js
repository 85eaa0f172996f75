// What modals and the Home tab share: blocks with fields whose values are kept, sent along and found fault with.

import { drawBlocks } from "./blocks.js";
import { chosen } from "./fields.js";
import { Held, bare } from "./held.js";
import { office } from "./office.js";
import { whenShut } from "./popups.js";
import { call } from "./server.js";

/** The blocks of one view. */
export class ViewBlocks {
  #box;
  #held = null;
  #view = null;
  #drawn = null;
  #telling = Promise.resolve();

  constructor(box) {
    this.#box = box;
  }

  /** Draw a view where it is not drawn yet; fields that were there before keep what was put into them. */
  draw(view) {
    this.#view = view;
    const shown = JSON.stringify([view.blocks, view.unanswered_actions]);
    if (shown === this.#drawn || whenShut(this.#box, () => this.draw(this.#view))) return;
    this.#drawn = shown;
    this.#held = new Held(this.#held, view.values);
    const focused = this.#box.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const nodes = drawBlocks(view.blocks, {
      names: office.names,
      unanswered: view.unanswered_actions,
      ...this.#held.surface,
      act: (element, block, chosen) => this.#act(element, block, chosen),
      search: (element, block, typed) => this.#search(element, block, typed),
    });
    this.#box.replaceChildren(...nodes);
    if (focused) chosen(this.#box.querySelector(`[data-action="${CSS.escape(focused)}"]`))?.focus();
  }

  /** Return what is in the input blocks, once the sandbox has heard of all that was done before. */
  async values() {
    await this.#telling;
    return this.#held.values();
  }

  /** Say at each field what is wrong with it, and go to the first; what was said before is taken back. */
  blame(errors) {
    const blocks = [...this.#box.querySelectorAll(".block.input")];
    for (const block of blocks) {
      const wrong = errors[block.dataset.block] ?? "";
      block.querySelector(".wrong").textContent = wrong;
      block.classList.toggle("invalid", Boolean(wrong));
      const field = block.querySelector("[aria-describedby]");
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    const first = blocks.find((block) => block.classList.contains("invalid"));
    first?.querySelector("input, textarea, button")?.focus();
  }

  #where(element, block) {
    const { id } = this.#view;
    return { view_id: id, user: office.me.id, action_id: element.action_id, block_id: block.block_id };
  }

  // One after the other: a value that arrives after its view was submitted would find it gone.
  #act(element, block, chosen) {
    const told = { ...this.#where(element, block), value: bare(chosen) };
    this.#telling = this.#telling.then(() => call("click", told));
    return this.#telling;
  }

  async #search(element, block, typed) {
    const answer = await call("options", { ...this.#where(element, block), query: typed });
    return answer.ok ? answer : null;
  }
}
