// The sandbox behind the page: what a person does goes there, what changes comes back.

/** Ask the sandbox, or with a body tell it something. Its answer always has `ok`; `lost` means it did not answer. */
export async function call(path, body) {
  const options = body
    ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : {};
  try {
    const answer = await (await fetch(`/sandbox/${path}`, options)).json();
    if (!answer.ok) console.warn(path, answer);
    return answer;
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
  source.addEventListener("error", lost);
}
