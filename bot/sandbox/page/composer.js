// A message box: Enter sends, Tab completes a command, the arrows bring back what was typed before.

import { el } from "./dom.js";

const MOST_HEIGHT = 160;

const said = (words) => el("p", { class: "hint-row" }, words);

/**
 * Wire a form with a text area.
 *
 * `commands()` lists the slash commands there are, `send(line)` takes what was typed and gives the sandbox's answer: a
 * line that could not be sent comes back into the box. `forbidden`, where given, is said instead of sending a line that
 * starts with a slash.
 */
export function startComposer(form, { commands = () => [], send, forbidden }) {
  const box = form.querySelector("textarea");
  const hint = form.querySelector(".hint");
  let typed = [];
  let recalled = 0;
  let at = 0;

  const found = () => {
    const first = box.value.split(/\s/)[0];
    return first.startsWith("/") ? commands().filter((each) => each.name.startsWith(first)) : [];
  };
  const completable = () => found().length > 0 && !box.value.includes(" ");

  function draw() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, MOST_HEIGHT)}px`;
    form.querySelector(".send").disabled = !box.value.trim();
    at = Math.min(at, Math.max(found().length - 1, 0));
    const rows = found().map(hintRow);
    if (forbidden && box.value.startsWith("/")) rows.push(said(forbidden));
    show(rows);
  }

  function show(rows) {
    hint.hidden = !rows.length;
    hint.replaceChildren(...rows);
  }

  function hintRow(command, index) {
    return el(
      "button",
      {
        type: "button",
        class: `hint-row${completable() && index === at ? " current" : ""}`,
        tabindex: "-1",
        onclick: () => complete(command),
      },
      el("span", { class: "avatar app tiny", "aria-hidden": "true" }, "$"),
      el("strong", {}, command.name),
      " ",
      el("span", { class: "usage" }, command.usage_hint),
      el("span", { class: "what" }, command.description),
    );
  }

  function complete(command) {
    box.value = `${command.name} `;
    box.focus();
    draw();
  }

  async function submit() {
    const line = box.value.trim();
    if (!line || (forbidden && line.startsWith("/"))) return;
    typed = [...typed.filter((each) => each !== line), line];
    recalled = typed.length;
    box.value = "";
    draw();
    const answer = await send(line);
    if (answer.ok) return;
    if (!box.value) box.value = line;
    draw();
    show([said(`Not sent: ${answer.detail ?? answer.error}`)]);
  }

  /** Bring back the line typed before or after; tell whether there was anything to bring. */
  function recall(step) {
    const untouched = !box.value || box.value === typed[recalled];
    const next = recalled + step;
    if (!untouched || next < 0 || next > typed.length) return false;
    recalled = next;
    box.value = typed[recalled] ?? "";
    draw();
    return true;
  }

  /** Go to the command above or below, where several fit; else to what was typed before or after. */
  function arrow(step) {
    const several = completable() && found().length > 1;
    if (!several || hint.hidden) return recall(step);
    at = (at + step + found().length) % found().length;
    draw();
    return true;
  }

  const keys = {
    __proto__: null,
    Enter(event) {
      if (event.shiftKey) return false;
      if (completable() && box.value !== found()[at].name) complete(found()[at]);
      else submit();
      return true;
    },
    Tab(event) {
      if (event.shiftKey || !completable()) return false;
      complete(found()[at]);
      return true;
    },
    Escape(event) {
      if (hint.hidden) return false;
      hint.hidden = true;
      event.stopPropagation();
      return true;
    },
    ArrowUp: () => arrow(-1),
    ArrowDown: () => arrow(1),
  };

  box.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    if (!event.isComposing && keys[event.key]?.(event)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}
