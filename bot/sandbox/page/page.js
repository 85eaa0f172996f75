// The page: rooms on the left, one room's messages or the app's Home, a message box, a thread beside. The sandbox tells
// of every change as it happens.

import { startComposer } from "./composer.js";
import { el } from "./dom.js";
import { drawHome, drawTabs } from "./home.js";
import { Log } from "./log.js";
import { showModals } from "./modals.js";
import { HOME, direct, learn, office, room, roomName } from "./office.js";
import { call, listen, query } from "./server.js";
import { drawSidebar, startSidebar } from "./sidebar.js";
import { closeThread, drawThread, openThread, replyLine, startThreads } from "./threads.js";

const byId = (id) => document.getElementById(id);
const log = new Log(byId("log"));
const unread = new Map();
let open = "";
let gone = null;
let turn = 0;
let messages = [];
let early = null;

function say(words) {
  byId("connection").textContent = words;
}

async function load() {
  if (!(await learn())) {
    say("The sandbox does not answer.");
    return;
  }
  say("");
  const views = await call(`views?${query({ user: office.me.id })}`);
  if (views.ok) drawViews(views);
  await go();
}

function there(place) {
  return place === HOME || (place && place === office.me.id) || Boolean(room(place));
}

/** Go where the address of the page points: `#room`, `#room/message`, `#home`. Who is there already is not moved. */
async function go() {
  const [wanted, pointed] = location.hash.slice(1).split("/");
  const before = open;
  open = [wanted, open, office.channels[0]?.id].find(there) ?? HOME;
  const stays = open === before && location.hash === gone;
  gone = location.hash;
  turn += 1;
  const mine = turn;
  unread.delete(open);
  if (open !== before) closeThread();
  early = open === HOME ? null : [];
  if (open === HOME) {
    drawRoom();
    if (before !== HOME) await call("home", { user: office.me.id });
    return;
  }
  const answer = await call(`screen?${query({ channel: open, user: office.me.id })}`);
  if (open === office.me.id) await learn();
  // Who has gone elsewhere meanwhile is not brought back.
  if (mine !== turn) return;
  if (open === office.me.id) open = direct();
  const reading = stays && !log.atEnd;
  const newest = messages.at(-1)?.ts;
  messages = answer.messages ?? [];
  const missed = early;
  early = null;
  drawRoom();
  missed.forEach(changed);
  if (reading) byId("to-end").hidden &&= messages.at(-1)?.ts === newest;
  else if (!pointed || stays) toEnd();
  else if (!log.point(pointed)) pointAtReply(pointed);
}

function pointAtReply(ts) {
  const reply = messages.find((each) => each.ts === ts);
  const parent = messages.find((each) => each.ts === reply?.thread_ts);
  if (parent) openThread(parent, messages);
}

function drawRoom() {
  const home = open === HOME;
  const here = home ? { name: office.app.name, direct: true, topic: "" } : room(open);
  const title = roomName(here);
  drawSidebar(open, unread);
  drawTabs(here.direct, home, direct());
  byId("name").textContent = title;
  byId("topic").textContent = here.topic;
  document.title = `${title} – ${office.team}`;
  byId("home").hidden = !home;
  byId("talk").hidden = home;
  if (home) return;
  const box = byId("say");
  byId("say-label").textContent = `Message ${title}`;
  box.placeholder = matchMedia("(width < 700px)").matches
    ? `Message ${title}`
    : `Message ${title}, or try ${office.commands[0]?.name ?? "/"}`;
  drawLog();
}

function drawLog() {
  log.draw(
    messages.filter((each) => !each.thread_ts || each.broadcast),
    { below: (message) => replyLine(message, messages), empty },
  );
  drawThread(messages);
}

function empty() {
  return el(
    "div",
    { class: "empty" },
    el("p", { class: "empty-title" }, "Nothing here yet."),
    el(
      "p",
      {},
      "News that deserves it will be posted here as it arrives. Meanwhile, ask: ",
      el("code", {}, `${office.commands[0]?.name ?? "/"} help`),
    ),
  );
}

function drawViews({ modals, home }) {
  showModals(modals);
  drawHome(home);
}

// ---- what the sandbox tells

function changed(event) {
  // What is told while the screen is being fetched may be older or newer than it: it is told again afterwards.
  if (early) early.push(event);
  else if (event.message.channel === open) here(event);
  else elsewhere(event);
}

function elsewhere({ change, message }) {
  if (!room(message.channel)) {
    load();
    return;
  }
  if (change !== "posted") return;
  unread.set(message.channel, (unread.get(message.channel) ?? 0) + 1);
  drawSidebar(open, unread);
}

function here({ change, message }) {
  const { atEnd } = log;
  const mine = message.only_you || message.author === office.me.real_name;
  const place = messages.findIndex((each) => each.ts === message.ts);
  if (change === "deleted") messages = messages.filter((each) => each.ts !== message.ts);
  else if (place >= 0) messages[place] = message;
  else messages.push(message);
  drawLog();
  if (message.thread_ts && !message.broadcast) return;
  if (atEnd || (mine && change === "posted")) toEnd();
  else if (change === "posted") byId("to-end").hidden = false;
}

function toEnd() {
  log.toEnd();
  byId("to-end").hidden = true;
}

startSidebar();
startThreads();
startComposer(byId("composer"), {
  commands: () => office.commands,
  send: (text) => call(text.startsWith("/") ? "slash" : "say", { channel: open, user: office.me.id, text }),
});
byId("to-end").addEventListener("click", toEnd);
byId("log").addEventListener("scroll", () => {
  if (log.atEnd) byId("to-end").hidden = true;
});
window.addEventListener("hashchange", () => {
  if (location.hash !== "#say") go();
});
listen(office.asked, {
  ready: load,
  message: changed,
  view: drawViews,
  rooms: load,
  lost: () => say("Reconnecting…"),
});
byId("say").focus({ preventScroll: true });
