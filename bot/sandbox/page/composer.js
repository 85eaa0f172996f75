// The message box: Enter sends, Tab completes a command, the arrows bring back what was typed before.

import { el } from "./dom.js";

const MOST_HEIGHT = 160;

/** Wire the box. `commands()` lists the slash commands there are, `send(line)` takes what was typed. */
export function startComposer({ commands, send }) {
  const form = document.getElementById("composer");
  const box = document.getElementById("say");
  const hint = document.getElementById("hint");
  let typed = [];
  let recalled = 0;

  const found = () => {
    const first = box.value.split(/\s/)[0];
    return first.startsWith("/") ? commands().filter((each) => each.name.startsWith(first)) : [];
  };
  const completable = () => found().length > 0 && !box.value.includes(" ");

  function draw() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, MOST_HEIGHT)}px`;
    form.querySelector(".send").disabled = !box.value.trim();
    const rows = found().map(hintRow);
    hint.hidden = !rows.length;
    hint.replaceChildren(...rows);
  }

  function hintRow(command) {
    return el(
      "button",
      { type: "button", class: "hint-row", tabindex: "-1", onclick: () => complete(command) },
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

  function submit() {
    const line = box.value.trim();
    if (!line) return;
    typed = [...typed.filter((each) => each !== line), line];
    recalled = typed.length;
    box.value = "";
    draw();
    send(line);
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

  const keys = {
    Enter(event) {
      if (event.shiftKey) return false;
      if (completable() && box.value !== found()[0].name) complete(found()[0]);
      else submit();
      return true;
    },
    Tab(event) {
      if (event.shiftKey || !completable()) return false;
      complete(found()[0]);
      return true;
    },
    Escape() {
      hint.hidden = true;
      return false;
    },
    ArrowUp: () => recall(-1),
    ArrowDown: () => recall(1),
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
