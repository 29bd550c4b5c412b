// Talks to the stand-in: JSON calls and the stream of changes.

export async function getJson(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || `没有成功（${answer.status}）`);
  return body;
}

export async function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function postForm(path, form) {
  return read(await fetch(path, { method: "POST", body: form }));
}

// The browser reconnects by itself and sends the number of the last change it has seen.
export function follow(number, take, connected) {
  const source = new EventSource(`/events?after=${number}`);
  source.addEventListener("changes", (event) => {
    for (const line of event.data.split("\n")) take(JSON.parse(line));
  });
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => {
    connected(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000);
  });
}

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
