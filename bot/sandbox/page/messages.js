// One message: who says it, when, to whom, and what is in it.

import { drawBlocks } from "./blocks.js";
import { clockTime } from "./dates.js";
import { el } from "./dom.js";
import { Held, bare } from "./held.js";
import { mrkdwn } from "./mrkdwn.js";
import { office } from "./office.js";
import { sharedFile } from "./pictures.js";
import { call } from "./server.js";

const TOGETHER_MS = 300_000;
const held = new Map();

/** Tell whether a message goes on where the one before it stopped, so that the name need not be said again. */
export function follows(message, before) {
  return Boolean(
    before &&
    !message.blocks.length &&
    before.author === message.author &&
    !before.only_you &&
    !message.only_you &&
    !message.broadcast &&
    new Date(message.at) - new Date(before.at) < TOGETHER_MS,
  );
}

/** Draw a message; `below` stands under what it says, `before` is the message above it. */
export function drawMessage(message, before, below = null) {
  const at = new Date(message.at);
  const clock = clockTime(at);
  const short = follows(message, before);
  return el(
    "article",
    {
      class: `message${short ? " follows" : ""}${message.only_you ? " only-you" : ""}`,
      "data-ts": message.ts,
      "aria-label": `${message.author}, ${clock}${message.only_you ? ", only visible to you" : ""}`,
    },
    message.only_you ? remark("👁", "Only visible to you") : null,
    message.broadcast ? remark("🧵", "Replied to a thread") : null,
    el(
      "div",
      { class: "message-line" },
      el(
        "div",
        { class: "gutter", "aria-hidden": "true" },
        short ? el("span", { class: "when-short" }, clock.replace(/ [AP]M$/, "")) : avatar(message),
      ),
      el("div", { class: "body" }, short ? null : head(message, at, clock), said(message), below),
    ),
  );
}

function remark(sign, words) {
  return el("p", { class: "remark" }, el("span", { "aria-hidden": "true" }, `${sign} `), words);
}

function head(message, at, clock) {
  return el(
    "div",
    { class: "who" },
    el("span", { class: "author" }, message.author),
    message.by_app ? el("span", { class: "badge" }, "APP") : null,
    el("time", { class: "when", datetime: message.at, title: at.toLocaleString() }, clock),
  );
}

function said(message) {
  const body = el("div", { class: "said" }, ...words(message), ...(message.files ?? []).map(sharedFile));
  const last = body.lastElementChild;
  if (message.edited)
    (last?.matches(".text-only") ? last : body).append(el("span", { class: "edited" }, " (edited)"));
  return body;
}

// A message is drawn anew when anything about it changes; what a person put into it stays.
function holding({ channel, ts, values }) {
  const fields = new Held(held.get(channel + ts), values);
  held.set(channel + ts, fields);
  return fields.surface;
}

function words(message) {
  if (!message.blocks.length) return [el("div", { class: "text text-only" }, ...mrkdwn(message.text, office.names))];
  return drawBlocks(message.blocks, {
    names: office.names,
    room: message.channel,
    unanswered: message.unanswered,
    ...holding(message),
    act: (element, block, chosen) => act(message, element, block, chosen),
    search: (element, block, typed) => search(message, element, block, typed),
  });
}

/** Draw who speaks. */
export function avatar({ by_app: byApp, author }) {
  if (byApp) return el("span", { class: "avatar app" }, "$");
  const tone = [...author].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 5;
  return el("span", { class: `avatar tone-${tone}` }, author[0]);
}

function where(message, element, block) {
  const { channel, ts } = message;
  return { channel, ts, user: office.me.id, action_id: element.action_id, block_id: block.block_id };
}

async function act(message, element, block, chosen) {
  await call("click", { ...where(message, element, block), value: bare(chosen) });
}

async function search(message, element, block, typed) {
  const answer = await call("options", { ...where(message, element, block), query: typed });
  return answer.ok ? answer : null;
}
