// What a person has put into the fields of a message or view, which outlives its being drawn anew.

const key = (block, element) => `${element.type} ${block.block_id} ${element.action_id}`;

/** Return a value as the sandbox takes it: options by their value. */
export function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  return value?.value ?? value ?? null;
}

/** The fields of one drawing; `before` are those of the drawing it replaces. */
export class Held {
  #fields = new Map();
  #before;

  constructor(before) {
    this.#before = before;
  }

  /** Return what a surface needs to keep fields: see `element` in elements.js. */
  get surface() {
    return {
      kept: (block, element) => this.#before?.#value(key(block, element)),
      hold: (field) => this.#fields.set(key(field.block, field.element), field),
    };
  }

  #value(name) {
    const field = this.#fields.get(name);
    return field && (field.keep ?? field.read)();
  }

  /** Give each field: its block, its element, whether it is optional, and how to read it. */
  [Symbol.iterator]() {
    return this.#fields.values();
  }

  /** Return what is in the fields, by block and action. */
  values() {
    const values = {};
    for (const { block, element, read } of this)
      (values[block.block_id] ??= {})[element.action_id] = bare(read());
    return values;
  }
}
