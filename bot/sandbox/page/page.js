// The page: channels on the left, one channel's messages, a composer. The server tells of every change as it happens.

import { drawBlocks } from "./blocks.js";
import { startComposer } from "./composer.js";
import { el } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

const byId = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search).get("user") ?? "";
const log = byId("log");
const box = byId("say");

let state = { channels: [], users: {}, commands: [], me: { id: wanted, name: "" } };
let names = { users: {}, channels: {} };
let open = "";
let messages = [];
let early = null;
const unread = new Map();
const openThreads = new Set();
const drawn = new Map();

async function call(path, body) {
  const options = body
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : {};
  try {
    const answer = await (await fetch(path, options)).json();
    if (!answer.ok) console.warn(path, answer);
    return answer;
  } catch {
    say("The sandbox does not answer.");
    return { ok: false };
  }
}

function say(words) {
  byId("connection").textContent = words;
}

async function load() {
  const answer = await call(`/sandbox/state?user=${encodeURIComponent(wanted)}`);
  if (!answer.ok) return;
  state = answer;
  names = { users: state.users, channels: Object.fromEntries(state.channels.map((each) => [each.id, each.name])) };
  byId("team").textContent = state.team;
  byId("me").textContent = state.me.real_name;
  say("");
  await go(location.hash.slice(1).split("/")[0] || open || state.channels[0].id);
}

async function go(channel) {
  open = state.channels.some((each) => each.id === channel) ? channel : state.channels[0].id;
  unread.delete(open);
  early = [];
  const answer = await call(`/sandbox/screen?channel=${open}&user=${state.me.id}`);
  messages = answer.messages ?? [];
  const missed = early;
  early = null;
  drawSidebar();
  drawRoom();
  missed.forEach(changed);
  const pointed = location.hash.split("/")[1];
  const at = pointed && log.querySelector(`[data-ts="${CSS.escape(pointed)}"]`);
  if (at) {
    at.scrollIntoView({ block: "center" });
    at.classList.add("pointed");
  } else toEnd();
}

function drawSidebar() {
  for (const [list, direct] of [
    ["channels", false],
    ["direct", true],
  ]) {
    const rooms = state.channels.filter((each) => each.direct === direct);
    byId(list).replaceChildren(...rooms.map(sidebarItem));
  }
  byId("direct-title").hidden = !state.channels.some((each) => each.direct);
}

function sidebarItem(room) {
  const count = unread.get(room.id) ?? 0;
  const sign = room.direct ? "●" : room.private ? "🔒" : "#";
  const label = `${room.private ? "private channel " : room.direct ? "" : "channel "}${room.name}${count ? `, ${count} new` : ""}`;
  return el(
    "li",
    {},
    el(
      "a",
      {
        href: `#${room.id}`,
        class: count ? "unread" : "",
        "aria-current": room.id === open ? "page" : null,
        "aria-label": label,
        onclick: () => showSidebar(false),
      },
      el("span", { class: "sign", "aria-hidden": "true" }, sign),
      el("span", { class: "channel-name" }, room.name),
      count ? el("span", { class: "count", "aria-hidden": "true" }, count) : null,
    ),
  );
}

function drawRoom() {
  const room = state.channels.find((each) => each.id === open);
  const title = `${room.private || room.direct ? "" : "#"}${room.name}`;
  byId("name").textContent = title;
  byId("topic").textContent = room.topic;
  byId("say-label").textContent = `Message ${title}`;
  box.placeholder = matchMedia("(width < 700px)").matches
    ? `Message ${title}`
    : `Message ${title}, or try ${state.commands[0]?.name ?? "/"}`;
  document.title = `${title} – ${state.team}`;
  drawLog();
}

function drawLog() {
  const top = messages.filter((each) => !each.thread_ts || each.broadcast);
  const nodes = [];
  let day = "";
  let before = null;
  for (const message of top) {
    const at = new Date(message.at);
    if (at.toDateString() !== day) {
      day = at.toDateString();
      before = null;
      nodes.push(kept(day, "", () => el("div", { class: "day", role: "separator" }, el("span", {}, dayName(at)))));
    }
    const shown = JSON.stringify([
      message,
      follows(message, before),
      messages.filter((each) => each.thread_ts === message.ts),
    ]);
    const previous = before;
    nodes.push(kept(message.channel + message.ts, shown, () => drawMessage(message, previous)));
    before = message;
  }
  if (!top.length) nodes.push(kept("empty", "", drawEmpty));
  settle(nodes);
}

// What has not changed keeps its node: a screen reader is told only of what is new, and an open menu stays open.
function kept(key, shown, draw) {
  const old = drawn.get(key);
  if (old?.shown === shown) return old.node;
  const node = draw();
  drawn.set(key, { shown, node });
  return node;
}

function settle(nodes) {
  const wanted = new Set(nodes);
  for (const child of [...log.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (log.childNodes[index] !== node) log.insertBefore(node, log.childNodes[index] ?? null);
  });
}

function drawEmpty() {
  return el(
    "div",
    { class: "empty" },
    el("p", { class: "empty-title" }, "Nothing here yet."),
    el(
      "p",
      {},
      "News that deserves it will be posted here as it arrives. Meanwhile, ask: ",
      el("code", {}, `${state.commands[0]?.name ?? "/"} help`),
    ),
  );
}

function dayName(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  return (
    { 0: "Today", 1: "Yesterday" }[days] ??
    new Intl.DateTimeFormat("en", { weekday: "long", month: "long", day: "numeric", year: "numeric" }).format(at)
  );
}

function follows(message, before) {
  return (
    before &&
    !message.blocks.length &&
    before.author === message.author &&
    before.only_you === message.only_you &&
    !message.only_you &&
    new Date(message.at) - new Date(before.at) < 300_000
  );
}

function drawMessage(message, before, inThread = false) {
  const at = new Date(message.at);
  const clock = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" }).format(at);
  const short = follows(message, before);
  const head = el(
    "div",
    { class: "who" },
    el("span", { class: "author" }, message.author),
    message.by_app ? el("span", { class: "badge" }, "APP") : null,
    el("time", { class: "when", datetime: message.at, title: at.toLocaleString() }, clock),
  );
  const body = el("div", { class: "said" }, ...words(message));
  if (message.edited)
    (body.lastElementChild?.matches(".text-only") ? body.lastElementChild : body).append(
      el("span", { class: "edited" }, " (edited)"),
    );
  return el(
    "article",
    {
      class: `message${short ? " follows" : ""}${message.only_you ? " only-you" : ""}`,
      "data-ts": message.ts,
      "aria-label": `${message.author}, ${clock}${message.only_you ? ", only visible to you" : ""}`,
    },
    el(
      "div",
      { class: "gutter", "aria-hidden": "true" },
      short ? el("span", { class: "when-short" }, clock) : avatar(message),
    ),
    el(
      "div",
      { class: "body" },
      message.only_you
        ? el("p", { class: "only" }, el("span", { "aria-hidden": "true" }, "👁 "), "Only visible to you")
        : null,
      short ? null : head,
      body,
      inThread ? null : thread(message),
    ),
  );
}

function words(message) {
  if (!message.blocks.length) return [el("div", { class: "text text-only" }, ...mrkdwn(message.text, names))];
  return drawBlocks(message.blocks, {
    names,
    unanswered: message.unanswered,
    act: (element, block, option) => act(message, element, block, option),
  });
}

function avatar(message) {
  if (message.by_app) return el("span", { class: "avatar app" }, "$");
  const tone = [...message.author].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 5;
  return el("span", { class: `avatar tone-${tone}` }, message.author[0]);
}

function thread(message) {
  const replies = messages.filter((each) => each.thread_ts === message.ts);
  if (!replies.length) return null;
  const details = el(
    "details",
    { class: "thread", open: openThreads.has(message.ts) },
    el("summary", {}, `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`),
    ...replies.map((reply, index) => drawMessage(reply, replies[index - 1], true)),
  );
  details.addEventListener("toggle", () =>
    details.open ? openThreads.add(message.ts) : openThreads.delete(message.ts),
  );
  return details;
}

async function act(message, element, block, option) {
  await call("/sandbox/click", {
    channel: message.channel,
    ts: message.ts,
    user: state.me.id,
    action_id: element.action_id,
    block_id: block.block_id,
    option: option ?? null,
  });
}

// ---- what the server tells

function changed({ change, message }) {
  // What is told while the screen is being fetched may be older or newer than it: it is told again afterwards.
  if (early) {
    early.push({ change, message });
    return;
  }
  if (message.channel !== open) {
    if (!state.channels.some((each) => each.id === message.channel)) {
      load();
      return;
    }
    if (change === "posted") {
      unread.set(message.channel, (unread.get(message.channel) ?? 0) + 1);
      drawSidebar();
    }
    return;
  }
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const mine = change === "posted" && (message.only_you || message.author === state.me.real_name);
  const place = messages.findIndex((each) => each.ts === message.ts);
  if (change === "deleted") messages = messages.filter((each) => each.ts !== message.ts);
  else if (place >= 0) messages[place] = message;
  else messages.push(message);
  const acted = document.activeElement?.dataset?.action;
  const inside = acted && document.activeElement.closest("[data-ts]")?.dataset.ts;
  drawLog();
  if (inside)
    log
      .querySelector(`[data-ts="${CSS.escape(inside)}"] [data-action="${CSS.escape(acted)}"]`)
      ?.focus({ preventScroll: true });
  if (atEnd || mine) toEnd();
  else if (change === "posted") byId("to-end").hidden = false;
}

function listen() {
  const source = new EventSource(`/sandbox/events?user=${encodeURIComponent(wanted)}`);
  source.addEventListener("ready", load);
  source.addEventListener("message", (event) => changed(JSON.parse(event.data)));
  source.addEventListener("error", () => say("Reconnecting…"));
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
  byId("to-end").hidden = true;
}

startComposer({
  commands: () => state.commands,
  send: (line) =>
    call(line.startsWith("/") ? "/sandbox/slash" : "/sandbox/say", { channel: open, user: state.me.id, text: line }),
});
byId("to-end").addEventListener("click", toEnd);
log.addEventListener("scroll", () => {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < 80) byId("to-end").hidden = true;
});

// ---- the sidebar on a narrow screen

function showSidebar(shown) {
  document.body.classList.toggle("sidebar-open", shown);
  byId("veil").hidden = !shown;
  byId("menu").setAttribute("aria-expanded", String(shown));
  byId("menu").setAttribute("aria-label", shown ? "Hide channels" : "Show channels");
  if (shown) byId("sidebar").querySelector("a[aria-current]")?.focus();
}

byId("menu").addEventListener("click", () => showSidebar(!document.body.classList.contains("sidebar-open")));
byId("veil").addEventListener("click", () => showSidebar(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") showSidebar(false);
});
window.addEventListener("hashchange", () => {
  if (location.hash !== "#say") go(location.hash.slice(1).split("/")[0]);
});

listen();
box.focus({ preventScroll: true });
