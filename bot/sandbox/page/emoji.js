// The emoji apps use most, by Slack's names. One that is not here is shown as its name between colons.

import { el } from "./dom.js";

const EMOJI = {
  __proto__: null,
  "+1": "👍",
  "-1": "👎",
  arrow_down: "⬇️",
  arrow_right: "➡️",
  arrow_up: "⬆️",
  bank: "🏦",
  bar_chart: "📊",
  bell: "🔔",
  books: "📚",
  bulb: "💡",
  calendar: "📆",
  chart: "💹",
  chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈",
  clock3: "🕒",
  credit_card: "💳",
  dollar: "💵",
  earth_africa: "🌍",
  earth_americas: "🌎",
  earth_asia: "🌏",
  euro: "💶",
  exclamation: "❗",
  eyes: "👀",
  factory: "🏭",
  fire: "🔥",
  gear: "⚙️",
  globe_with_meridians: "🌐",
  handshake: "🤝",
  heavy_check_mark: "✔️",
  hourglass: "⌛",
  inbox_tray: "📥",
  information_source: "ℹ️",
  large_blue_circle: "🔵",
  large_green_circle: "🟢",
  large_yellow_circle: "🟡",
  link: "🔗",
  mag: "🔍",
  memo: "📝",
  moneybag: "💰",
  money_with_wings: "💸",
  mute: "🔇",
  new: "🆕",
  newspaper: "📰",
  no_bell: "🔕",
  no_entry: "⛔",
  no_entry_sign: "🚫",
  pencil2: "✏️",
  point_right: "👉",
  pound: "💷",
  pushpin: "📌",
  question: "❓",
  red_circle: "🔴",
  robot_face: "🤖",
  rocket: "🚀",
  rotating_light: "🚨",
  satellite_antenna: "📡",
  scales: "⚖️",
  smile: "😄",
  sparkles: "✨",
  speech_balloon: "💬",
  star: "⭐",
  tada: "🎉",
  thumbsdown: "👎",
  thumbsup: "👍",
  thread: "🧵",
  trophy: "🏆",
  warning: "⚠️",
  wastebasket: "🗑️",
  wave: "👋",
  white_check_mark: "✅",
  x: "❌",
  yen: "💴",
  zap: "⚡",
  zzz: "💤",
};

/** Return an emoji by name, or null; `unicode` is its code points in hex, for those this page does not know. */
export function emoji(name, unicode) {
  const drawn = EMOJI[name] ?? fromCode(unicode);
  return drawn ? el("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, drawn) : null;
}

function fromCode(unicode) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode ?? "")) return null;
  const points = unicode.split("-").map((code) => Number.parseInt(code, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : null;
}

/** Return the nodes of plain text in which `:name:` may stand for an emoji. */
export function withEmoji(plain) {
  return plain
    .split(/(:[a-z0-9_+-]+:)/)
    .filter((part) => part !== "")
    .map((part) => (/^:.+:$/.test(part) ? (emoji(part.slice(1, -1)) ?? part) : part));
}
