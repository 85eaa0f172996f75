// Pictures and files. What was uploaded here is shown; what lives outside this computer is not fetched: its words are
// shown, and a link for who wants more.

import { el, link } from "./dom.js";
import { text } from "./mrkdwn.js";

/** Return where this server keeps a picture; null for one that lives elsewhere. */
function kept({ slack_file: file }) {
  if (file?.id) return `/files/${encodeURIComponent(file.id)}`;
  return URL.canParse(file?.url ?? "") && new URL(file.url).origin === location.origin ? file.url : null;
}

/** Draw an image block, or an image beside a section. */
export function picture(image, names) {
  const src = kept(image);
  const address = image.image_url ?? "";
  return el(
    "figure",
    { class: "block picture" },
    image.title ? el("figcaption", {}, ...text(image.title, names)) : null,
    src ? el("img", { src, alt: image.alt_text, loading: "lazy" }) : inWords(image.alt_text),
    URL.canParse(address) ? el("small", {}, link(address, new URL(address).host)) : null,
  );
}

function inWords(words) {
  return el(
    "div",
    { class: "picture-box", role: "img", "aria-label": words },
    el("span", { "aria-hidden": "true" }, "🖼"),
    el("span", {}, words),
  );
}

/** Draw an image among the words of a context block. */
export function smallPicture(image) {
  const src = kept(image);
  const letter = [...image.alt_text.trim()][0] ?? "?";
  return src
    ? el("img", { class: "small-image", src, alt: image.alt_text })
    : el(
        "span",
        { class: "small-image", role: "img", "aria-label": image.alt_text, title: image.alt_text },
        letter.toUpperCase(),
      );
}

/** Draw a file shared with a message: as a picture where it is one, else as a link to it. */
export function sharedFile(id) {
  const href = `/files/${encodeURIComponent(id)}`;
  const words = `File ${id}`;
  const box = el("a", { class: "shared-file", href, target: "_blank", rel: "noopener noreferrer" });
  const plain = () => box.replaceChildren(el("span", { "aria-hidden": "true" }, "📎"), words);
  box.append(el("img", { src: href, alt: words, onerror: plain }));
  return box;
}
