// Building the page from nodes. Nothing here reads markup from a string, so foreign text can only ever be text.

const SVG = "http://www.w3.org/2000/svg";
let serial = 0;

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Make an element: attributes by name (`on…` are listeners, false and null leave one out), then its children. */
export function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing, in the same way. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

/** Return an id no other element of this page has. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/** Read Slack's three entities. */
export function decode(text) {
  const read = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => read[entity]);
}

/** Return an address if a person may be sent there, else null. */
export function safeLink(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Make a link that opens beside this page, or plain text where the address is none. */
export function link(address, ...children) {
  const href = safeLink(address);
  return href === null
    ? el("span", {}, ...children)
    : el("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
