// Moments in words, in the reader's own time zone.

import { el } from "./dom.js";

const DAY_MS = 86_400_000;
const LONG_DAY = { weekday: "long", month: "long", day: "numeric", year: "numeric" };

function say(at, options) {
  return new Intl.DateTimeFormat("en", options).format(at);
}

function daysAgo(at) {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS);
}

/** Return `2:05 PM`. */
export function clockTime(at) {
  return say(at, { hour: "numeric", minute: "2-digit" });
}

/** Return what a day is called between messages: `Today`, `Monday, March 3, 2025`. */
export function dayName(at) {
  return { 0: "Today", 1: "Yesterday" }[daysAgo(at)] ?? say(at, LONG_DAY);
}

/** Return `3 hours ago`. */
export function ago(at) {
  const minutes = Math.round((at - Date.now()) / 60_000);
  if (minutes === 0) return "just now";
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), "hour");
  return words.format(Math.round(minutes / 1440), "day");
}

const TOKENS = {
  __proto__: null,
  date_num: (at) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`,
  date_slash: (at) => say(at, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (at) => say(at, { month: "long", day: "numeric", year: "numeric" }),
  date_short: (at) => say(at, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (at) => say(at, LONG_DAY),
  day_divider_pretty: dayName,
  time: clockTime,
  time_secs: (at) => say(at, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};

/** Draw a moment as its pattern says, `{date_short} at {time}`; `timestamp` is in seconds. */
export function dateNode(timestamp, pattern, fallback = "") {
  const at = new Date(timestamp * 1000);
  if (Number.isNaN(at.getTime())) return fallback;
  const near = { "-1": "tomorrow", 0: "today", 1: "yesterday" }[daysAgo(at)];
  const shown = pattern.replace(/\{(\w+)\}/g, (token, name) => {
    const plain = name in TOKENS ? name : name.replace("_pretty", "");
    if (name !== plain && near) return near;
    return TOKENS[plain]?.(at) ?? token;
  });
  return el("time", { datetime: at.toISOString(), title: at.toLocaleString() }, shown);
}
