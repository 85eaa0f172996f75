// Block Kit, drawn. Each kind of block has one function; what is not known is said to be so.

import { el, link, safeLink } from "./dom.js";
import { dateNode, emoji, markdown, mrkdwn } from "./mrkdwn.js";

/** Draw blocks. `context` gives `names`, `unanswered` and `act(element, block, option)`. */
export function drawBlocks(blocks, context) {
  return blocks.map((block) => {
    const draw = KINDS[block.type];
    const body = draw
      ? draw(block, context)
      : el("p", { class: "not-drawn" }, `A block of type “${block.type}” is not drawn here.`);
    body.dataset.block = block.block_id ?? "";
    return body;
  });
}

function text(object, context) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, context.names) : withEmoji(object.text);
}

function withEmoji(plain) {
  return plain
    .split(/(:[a-z0-9_+-]+:)/)
    .map((part) => (/^:.*:$/.test(part) ? (emoji(part.slice(1, -1)) ?? part) : part));
}

const KINDS = {
  header: (block) => el("h3", { class: "block header" }, ...withEmoji(block.text.text)),
  divider: () => el("hr", { class: "block" }),
  context: (block, context) =>
    el(
      "div",
      { class: "block context" },
      ...block.elements.map((each) =>
        each.type === "image" ? smallImage(each) : el("span", {}, ...text(each, context)),
      ),
    ),
  actions: (block, context) =>
    el("div", { class: "block actions" }, ...block.elements.map((each) => element(each, block, context))),
  image: (block, context) => figure(block, context),
  section,
  table,
  markdown: (block) => el("div", { class: "block markdown" }, ...markdown(block.text)),
  rich_text: (block, context) =>
    el("div", { class: "block rich" }, ...block.elements.map((each) => rich(each, context))),
  input: (block, context) =>
    el(
      "div",
      { class: "block" },
      el("p", { class: "label" }, ...text(block.label, context)),
      el("p", { class: "not-drawn" }, "An input, which is drawn in dialogs only."),
    ),
};

function section(block, context) {
  const words = el("div", { class: "section-words" });
  if (block.text) words.append(el("div", { class: "text" }, ...text(block.text, context)));
  if (block.fields)
    words.append(
      el(
        "div",
        { class: "fields" },
        ...block.fields.map((field) => el("div", { class: "field" }, ...text(field, context))),
      ),
    );
  const beside = block.accessory ? el("div", { class: "accessory" }, element(block.accessory, block, context)) : null;
  return el("div", { class: "block section" }, words, beside);
}

function element(each, block, context) {
  const waiting = context.unanswered.includes(each.action_id);
  const sign = waiting
    ? el(
        "span",
        { class: "unanswered", role: "img", "aria-label": "The app did not respond", title: "The app did not respond" },
        "⚠",
      )
    : null;
  return el("span", { class: "element" }, (ELEMENTS[each.type] ?? unknown)(each, block, context), sign);
}

const unknown = (each) => el("span", { class: "not-drawn" }, `[${each.type}]`);

const ELEMENTS = {
  image: (each) => figure(each),
  button(each, block, context) {
    const style = each.style ? ` ${each.style === "danger" ? "danger" : "primary"}` : "";
    const press = async (event) => {
      if (each.confirm && !event.currentTarget.dataset.sure) {
        event.preventDefault();
        if (!(await confirmed(each.confirm, context))) return;
        if (each.url) window.open(safeLink(each.url) ?? "about:blank", "_blank", "noopener,noreferrer");
      }
      context.act(each, block);
    };
    const shared = {
      class: `button${style}`,
      "data-action": each.action_id,
      "aria-label": each.accessibility_label,
      onclick: press,
    };
    const href = each.url ? safeLink(each.url) : null;
    const words = withEmoji(each.text.text);
    if (href) return el("a", { ...shared, href, target: "_blank", rel: "noopener noreferrer", title: href }, ...words);
    return el("button", { ...shared, type: "button" }, ...words);
  },
  overflow(each, block, context) {
    const items = each.options.map((option) => {
      const href = option.url ? safeLink(option.url) : null;
      const attributes = { role: "menuitem", tabindex: "-1", class: "menu-item" };
      const choose = () => {
        close(true);
        context.act(each, block, option.value);
      };
      return href
        ? el(
            "a",
            { ...attributes, href, target: "_blank", rel: "noopener noreferrer", onclick: choose },
            ...withEmoji(option.text.text),
          )
        : el("button", { ...attributes, type: "button", onclick: choose }, ...withEmoji(option.text.text));
    });
    const menu = el("div", { role: "menu", class: "menu", hidden: true }, ...items);
    const opener = el(
      "button",
      {
        type: "button",
        class: "button more",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": "More actions",
        "data-action": each.action_id,
        onclick: () => (menu.hidden ? open() : close(true)),
      },
      "⋯",
    );
    const outside = (event) => {
      if (!box.contains(event.target)) close(false);
    };
    function open() {
      menu.hidden = false;
      opener.setAttribute("aria-expanded", "true");
      document.addEventListener("pointerdown", outside);
      menu.classList.toggle(
        "upwards",
        opener.getBoundingClientRect().bottom + menu.offsetHeight + 12 >
          document.getElementById("log").getBoundingClientRect().bottom,
      );
      items[0].focus();
    }
    function close(back) {
      menu.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      document.removeEventListener("pointerdown", outside);
      if (back) opener.focus();
    }
    const box = el(
      "span",
      {
        class: "menu-box",
        onkeydown: (event) => {
          if (menu.hidden) return;
          const at = items.indexOf(document.activeElement);
          if (event.key === "Escape") close(true);
          else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
          else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
          else if (event.key === "Tab") {
            close(false);
            return;
          } else return;
          event.preventDefault();
        },
      },
      opener,
      menu,
    );
    return box;
  },
  static_select(each, block, context) {
    const name = each.placeholder ? each.placeholder.text : "Choose";
    const first = el("option", { value: "", selected: !each.initial_option, disabled: true }, name);
    const options = each.options.map((option) =>
      el("option", { value: option.value, selected: option.value === each.initial_option?.value }, option.text.text),
    );
    return el(
      "select",
      {
        class: "select",
        "aria-label": name,
        "data-action": each.action_id,
        onchange: (event) => context.act(each, block, event.target.value),
      },
      first,
      ...options,
    );
  },
};

/** Ask before an action that wants to be asked about. */
function confirmed(object, context) {
  return new Promise((resolve) => {
    const say = (name, other) => object[name]?.text ?? other;
    const style = object.style === "danger" ? "danger" : "primary";
    const box = el(
      "dialog",
      { class: "confirm", "aria-label": object.title.text },
      el("h2", {}, object.title.text),
      el("p", {}, ...text(object.text, context)),
      el(
        "form",
        { method: "dialog", class: "confirm-buttons" },
        el("button", { class: "button", value: "no" }, say("deny", "Cancel")),
        el("button", { class: `button ${style}`, value: "yes" }, say("confirm", "Yes")),
      ),
    );
    box.addEventListener("close", () => {
      resolve(box.returnValue === "yes");
      box.remove();
    });
    document.body.append(box);
    box.showModal();
  });
}

// Pictures live outside this computer, and this page goes nowhere: their words are shown, and a link for who wants more.
function figure(image, context) {
  const caption = image.title && context ? el("figcaption", {}, ...text(image.title, context)) : null;
  const host = image.image_url ? new URL(image.image_url).host : "file";
  return el(
    "figure",
    { class: "block picture" },
    caption,
    el(
      "div",
      { class: "picture-box", role: "img", "aria-label": image.alt_text },
      el("span", { "aria-hidden": "true" }, "🖼"),
      el("span", {}, image.alt_text),
    ),
    image.image_url ? el("small", {}, link(image.image_url, host)) : null,
  );
}

function smallImage(image) {
  return el(
    "span",
    { class: "small-image", role: "img", "aria-label": image.alt_text, title: image.alt_text },
    (image.alt_text[0] ?? "?").toUpperCase(),
  );
}

function table(block, context) {
  const settings = block.column_settings ?? [];
  const cell = (each, column, head) => {
    const setting = settings[column] ?? {};
    const body =
      each.type === "rich_text" ? each.elements.map((part) => rich(part, context)) : [String(each.text ?? each.value)];
    return el(
      head ? "th" : "td",
      { class: `${setting.align ?? "left"}${setting.is_wrapped ? " wrapped" : ""}`, scope: head ? "col" : null },
      ...body,
    );
  };
  const [first, ...rest] = block.rows;
  const row = (cells, head) => el("tr", {}, ...cells.map((each, column) => cell(each, column, head)));
  return el(
    "div",
    { class: "block table-box", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(first, true)), el("tbody", {}, ...rest.map((cells) => row(cells, false)))),
  );
}

function rich(part, context) {
  const inner = () => part.elements.map((leaf) => richLeaf(leaf, context));
  switch (part.type) {
    case "rich_text_list":
      return el(
        part.style === "ordered" ? "ol" : "ul",
        { class: `indent-${part.indent ?? 0}` },
        ...part.elements.map((item) => el("li", {}, rich(item, context))),
      );
    case "rich_text_quote":
      return el("blockquote", {}, ...inner());
    case "rich_text_preformatted":
      return el("pre", {}, ...inner());
    default:
      return el("div", { class: "rich-section" }, ...inner());
  }
}

function richLeaf(leaf, context) {
  const names = context.names;
  const drawn = () => {
    switch (leaf.type) {
      case "link":
        return link(leaf.url, leaf.text ?? leaf.url);
      case "emoji":
        return emoji(leaf.name) ?? `:${leaf.name}:`;
      case "user":
        return el("span", { class: "mention" }, `@${names.users[leaf.user_id] ?? leaf.user_id}`);
      case "channel":
        return el("span", { class: "mention" }, `#${names.channels[leaf.channel_id] ?? leaf.channel_id}`);
      case "broadcast":
        return el("span", { class: "mention loud" }, `@${leaf.range}`);
      case "date":
        return dateNode(leaf.timestamp, leaf.format, leaf.fallback);
      case "color":
        return el("code", {}, leaf.value);
      default:
        return leaf.text ?? "";
    }
  };
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
  return Object.entries(tags).reduce((node, [style, tag]) => (leaf.style?.[style] ? el(tag, {}, node) : node), drawn());
}
