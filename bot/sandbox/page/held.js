// What a person has put into the fields of a message or view, which outlives its being drawn anew.

const key = (block, element) => `${element.type} ${block.block_id} ${element.action_id}`;

/** Return a value as the sandbox takes it: options by their value. */
export function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  return value?.value ?? value ?? null;
}

/** Return what a field holds by an entry of `state.values`; undefined where that says nothing. */
function told(entry) {
  if (!entry) return undefined;
  const [name] = Object.keys(entry).filter((each) => each !== "type");
  const value = entry[name];
  if (name === "selected_date_time") return value === null ? undefined : value;
  return value ?? undefined;
}

/** The fields of one drawing; `before` are those of the drawing it replaces, `values` what the sandbox has kept. */
export class Held {
  #fields = new Map();
  #before = new Map();
  #values;

  constructor(before, values = {}) {
    for (const [name, { read }] of before?.#fields ?? []) this.#before.set(name, read());
    this.#values = values;
  }

  /** Return what a surface needs to keep fields: see `element` in elements.js. */
  get surface() {
    return {
      kept: (block, element) =>
        this.#before.get(key(block, element)) ?? told(this.#values[block.block_id]?.[element.action_id]),
      hold: (field) => this.#fields.set(key(field.block, field.element), field),
    };
  }

  /** Return what is in the input blocks, by block and action. */
  values() {
    const values = {};
    for (const { block, element, read } of this.#fields.values())
      if (block.type === "input") (values[block.block_id] ??= {})[element.action_id] = bare(read());
    return values;
  }
}
