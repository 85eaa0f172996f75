// The question an app wants asked before an action.

import { el, freshId } from "./dom.js";
import { text } from "./mrkdwn.js";

/** Ask; resolves to whether the person agreed. Escape and the first button mean no. */
export function confirmed(object, names) {
  const said = (name, other) => object[name]?.text ?? other;
  const style = object.style === "danger" ? "danger" : "primary";
  const [title, words] = [freshId("confirm"), freshId("confirm")];
  const box = el(
    "dialog",
    { class: "confirm", role: "alertdialog", "aria-labelledby": title, "aria-describedby": words },
    el("h2", { id: title }, object.title.text),
    el("p", { id: words }, ...text(object.text, names)),
    el(
      "div",
      { class: "confirm-buttons" },
      el("button", { type: "button", class: "button", onclick: () => box.close("no") }, said("deny", "Cancel")),
      el("button", { type: "button", class: `button ${style}`, onclick: () => box.close("yes") }, said("confirm", "Yes")),
    ),
  );
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue === "yes");
    });
  });
}
