// What modals and the Home tab share: blocks with fields whose values are kept, sent along and found fault with.

import { drawBlocks } from "./blocks.js";
import { fault } from "./fields.js";
import { Held, bare } from "./held.js";
import { office } from "./office.js";
import { call } from "./server.js";

/** The blocks of one view. */
export class ViewBlocks {
  #held = null;
  #box;
  #view = null;

  constructor(box) {
    this.#box = box;
  }

  /** Draw a view; fields that were there before keep what was put into them. */
  draw(view) {
    this.#held = new Held(this.#held);
    this.#view = view;
    const nodes = drawBlocks(view.blocks, {
      names: office.names,
      unanswered: view.unanswered ?? [],
      ...this.#held.surface,
      act: (element, block, chosen) => this.#act(element, block, chosen),
      search: (element, block, typed) => this.#search(element, block, typed),
    });
    this.#box.replaceChildren(...nodes);
  }

  /** Return what is in the fields, by block and action. */
  values() {
    return this.#held.values();
  }

  /** Return what is wrong with the fields, by block. */
  faults() {
    const found = {};
    for (const { block, element, optional, read } of this.#held) {
      const wrong = block.type === "input" && fault(element, read(), optional);
      if (wrong) found[block.block_id] = wrong;
    }
    return found;
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
    return {
      view_id: this.#view.id,
      user: office.me.id,
      action_id: element.action_id,
      block_id: block.block_id,
      values: this.values(),
    };
  }

  async #act(element, block, chosen) {
    await call("click", { ...this.#where(element, block), option: bare(chosen) });
  }

  async #search(element, block, typed) {
    const answer = await call("search_options", { ...this.#where(element, block), value: typed });
    return answer.ok ? answer : null;
  }
}
