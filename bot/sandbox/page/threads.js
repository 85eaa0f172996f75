// The pane beside a channel: one message and the replies to it.

import { startComposer } from "./composer.js";
import { ago } from "./dates.js";
import { el } from "./dom.js";
import { Log } from "./log.js";
import { avatar } from "./messages.js";
import { office, room, roomName } from "./office.js";
import { call } from "./server.js";

const pane = document.getElementById("thread");
const log = new Log(document.getElementById("thread-log"));
const FACES = 3;
let open = null;

/** Return what tells of the replies under a message, `[draw, word]`; the word changes with what is drawn. */
export function replyLine(message, messages) {
  const replies = messages.filter((each) => each.thread_ts === message.ts);
  if (!replies.length) return [null, ""];
  const faces = replies.filter((each, at) => replies.findIndex(({ author }) => author === each.author) === at);
  const draw = () =>
    el(
      "button",
      { type: "button", class: "replies", "data-action": "thread", onclick: () => openThread(message, messages) },
      el("span", { class: "faces", "aria-hidden": "true" }, ...faces.slice(0, FACES).map(avatar)),
      el("strong", {}, `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`),
      el("span", { class: "last-reply" }, `Last reply ${ago(new Date(replies.at(-1).at))}`),
    );
  return [draw, JSON.stringify(replies.map(({ ts, author }) => [ts, author]))];
}

/** Open the thread of a message. */
export function openThread(message, messages) {
  open = message;
  pane.hidden = false;
  document.body.classList.add("thread-open");
  drawThread(messages);
  log.toEnd();
  pane.querySelector("textarea").focus({ preventScroll: true });
}

/** Draw the thread that is open anew; one whose message is gone or of another channel is closed. */
export function drawThread(messages) {
  if (!open) return;
  const parent = messages.find((each) => each.ts === open.ts && each.channel === open.channel);
  const replies = messages.filter((each) => each.thread_ts === open.ts && each.channel === open.channel);
  if (!parent && !replies.length) {
    closeThread();
    return;
  }
  const atEnd = log.atEnd;
  const shown = [parent, ...replies].filter(Boolean).map((each) => ({ ...each, broadcast: false }));
  log.draw(shown, { days: false });
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  document.getElementById("thread-room").textContent = `${roomName(room(open.channel))} · ${count}`;
  if (atEnd) log.toEnd();
}

/** Close the pane and give the focus back to the message it came from. */
export function closeThread() {
  if (!open) return;
  const from = open;
  open = null;
  pane.hidden = true;
  document.body.classList.remove("thread-open");
  document.querySelector(`#log [data-ts="${CSS.escape(from.ts)}"] .replies`)?.focus({ preventScroll: true });
}

/** Wire the pane. */
export function startThreads() {
  document.getElementById("close-thread").addEventListener("click", closeThread);
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeThread();
  });
  startComposer(document.getElementById("reply"), {
    forbidden: "Slash commands do not work in threads.",
    send: (text) =>
      call("say", { channel: open.channel, user: office.me.id, text, thread_ts: open.ts }),
  });
}
