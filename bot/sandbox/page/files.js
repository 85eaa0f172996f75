// The field that takes files: they are handed to the sandbox as soon as they are chosen, and the field holds their ids.

import { el } from "./dom.js";
import { office } from "./office.js";
import { call } from "./server.js";

const CHUNK = 0x8000;

/** Draw a `file_input`. */
export function fileField(each, { name, kept, change }) {
  let ids = kept ?? [];
  const list = el("ul", { class: "files" });
  const show = (names) => list.replaceChildren(...names.map((words) => el("li", {}, words)));
  const take = async ({ target }) => {
    const chosen = [...target.files];
    const answers = await Promise.all(chosen.map(upload));
    ids = answers.filter((answer) => answer.ok).map((answer) => answer.file_id);
    show(answers.map((answer, place) => (answer.ok ? chosen[place].name : `${chosen[place].name}: not taken`)));
    change(ids);
  };
  const field = el("input", {
    ...name,
    class: "field-input",
    type: "file",
    multiple: (each.max_files ?? 10) > 1,
    accept: each.filetypes?.map((type) => `.${type}`).join(","),
    "data-action": each.action_id,
    onchange: take,
  });
  show(ids);
  return { node: el("div", { class: "file-field" }, field, list), read: () => ids };
}

async function upload(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return call("upload", { name: file.name, content: btoa(binary), user: office.me.id });
}
