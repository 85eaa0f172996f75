// The sandbox behind the page: what a person does goes there, what changes comes back.

const AGAIN_MS = 3000;

/** Ask the sandbox, or with a body tell it something. Its answer always has `ok`; `lost` means it did not answer. */
export async function call(path, body) {
  const options = body
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : {};
  try {
    return await (await fetch(`/sandbox/${path}`, options)).json();
  } catch {
    return { ok: false, lost: true, error: "The sandbox does not answer." };
  }
}

/** Return a query string. */
export function query(values) {
  return new URLSearchParams(values).toString();
}

/** Hear of every change a person sees: `ready` at the start and after each interruption, `message`, `view`, `rooms`. */
export function listen(user, { lost, ...heard }) {
  const source = new EventSource(`/sandbox/events?${query({ user })}`);
  for (const [name, hear] of Object.entries(heard))
    source.addEventListener(name, (event) => hear(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    lost();
    // A browser tries again by itself, but not after an answer that is no stream.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(user, { lost, ...heard }), AGAIN_MS);
  });
}
