// What the page knows of the workspace: who is looking, which rooms there are, what can be typed.

import { call, query } from "./server.js";

export const HOME = "home";

export const office = {
  asked: new URLSearchParams(location.search).get("user") ?? "",
  team: "Sandbox",
  app: { name: "App", home_tab: false },
  me: { id: "", name: "", real_name: "" },
  channels: [],
  commands: [],
  names: { users: {}, channels: {} },
};

// Ids are foreign: one that is called `constructor` must find nothing.
function known(pairs) {
  return Object.assign(Object.create(null), pairs);
}

/** Ask for all of it anew; tell whether the sandbox answered. */
export async function learn() {
  const answer = await call(`state?${query({ user: office.asked })}`);
  if (!answer.ok) return false;
  const { team, app, me, channels, commands, users } = answer;
  const rooms = Object.fromEntries(channels.map((each) => [each.id, each.name]));
  const names = { users: known(users), channels: known(rooms) };
  Object.assign(office, { team, app, me, channels, commands, names });
  return true;
}

/** Return a room by id; undefined where the person has none such. */
export function room(id) {
  return office.channels.find((each) => each.id === id);
}

/** Return the room for messages between this person and the app, which is there from the first word on. */
export function direct() {
  return office.channels.find((each) => each.direct)?.id ?? office.me.id;
}

/** Return a room as it is spoken of: `#general`, or the app's name. */
export function roomName(each) {
  return `${each.private || each.direct ? "" : "#"}${each.name}`;
}
