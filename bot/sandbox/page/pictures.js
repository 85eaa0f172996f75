// Pictures live outside this computer, and this page goes nowhere: their words are shown, and a link for who wants more.

import { el, link } from "./dom.js";
import { text } from "./mrkdwn.js";

function host(address) {
  return URL.canParse(address ?? "") ? new URL(address).host : null;
}

/** Draw an image block, or an image beside a section. */
export function picture(image, names) {
  const from = host(image.image_url);
  return el(
    "figure",
    { class: "block picture" },
    image.title ? el("figcaption", {}, ...text(image.title, names)) : null,
    el(
      "div",
      { class: "picture-box", role: "img", "aria-label": image.alt_text },
      el("span", { "aria-hidden": "true" }, "🖼"),
      el("span", {}, image.alt_text),
    ),
    from ? el("small", {}, link(image.image_url, from)) : null,
  );
}

/** Draw an image among the words of a context block. */
export function smallPicture(image) {
  const letter = [...image.alt_text.trim()][0] ?? "?";
  return el(
    "span",
    { class: "small-image", role: "img", "aria-label": image.alt_text, title: image.alt_text },
    letter.toUpperCase(),
  );
}
