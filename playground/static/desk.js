// All phones: which of them are out, what is unread, one at a time on a small screen.
import { getJson, element } from "./link.js";
import { avatar } from "./avatar.js";
import { Phone } from "./phone.js";

const OPEN_KEY = "sandianban-open";
const SEEN_KEY = "sandianban-seen";
const OVERVIEW_KEY = "sandianban-overview";
const small = matchMedia("(max-width: 700px)");

function remembered(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export class Desk {
  constructor(clock) {
    this.clock = clock;
    this.people = new Map();
    this.phones = new Map();
    this.open = remembered(OPEN_KEY, null);
    this.seen = remembered(SEEN_KEY, {});
    this.place = document.querySelector("#phones");
    this.strip = document.querySelector("#who");
    clock.newDay = () => { for (const phone of this.phones.values()) phone.retime(); };
    this.wire();
  }

  async take(state) {
    this.school = state.school;
    this.people = new Map(state.phones.map((person) => [person.id, { ...person, unread: 0 }]));
    const known = (this.open ?? []).filter((id) => this.people.has(id));
    const usual = state.phones.filter((person) => person.shown).map((person) => person.id);
    this.open = known.length ? known : usual;
    this.usual = [...new Set([...usual, ...this.open])];
    this.current = this.open.includes(this.current) ? this.current : this.open[0];
    this.listEverybody();
    this.phones.clear();
    this.place.replaceChildren();
    await this.layOut();
  }

  nameOf(id) {
    return this.people.get(id)?.name ?? id;
  }

  visible() {
    return small.matches ? [this.current] : this.usual.filter((id) => this.open.includes(id));
  }

  // Puts out exactly the visible phones, in order; a phone keeps its draft while it is away.
  async layOut() {
    const ids = this.visible();
    await Promise.all(ids.filter((id) => !this.phones.has(id)).map((id) => this.fetch(id)));
    this.place.replaceChildren(...ids.map((id) => this.phones.get(id).root));
    for (const id of ids) this.phones.get(id).toEnd();
    if (small.matches) this.read(this.current);
    this.drawStrip();
  }

  async fetch(id) {
    const phone = new Phone(this.people.get(id), this.school, this.clock, () => this.read(id));
    this.phones.set(id, phone);
    const messages = await getJson(`/phones/${encodeURIComponent(id)}/messages`);
    phone.fill(messages);
    const seen = this.seen[id] ?? (messages.at(-1)?.id || 0);
    this.unread(id, messages.filter((message) => !message.mine && message.id > seen).length);
  }

  message(message) {
    const person = this.people.get(message.phone);
    if (!person) return;
    const phone = this.phones.get(message.phone);
    const isNew = message.id > person.newest;
    person.newest = Math.max(person.newest, message.id);
    phone?.take(message, isNew);
    if (!isNew) return;
    if (message.mine || this.isWatched(message.phone)) this.read(message.phone);
    else this.unread(message.phone, person.unread + 1);
  }

  // On a small screen the chat that is open is being read; on a desk the one that has the focus.
  isWatched(id) {
    if (document.hidden) return false;
    if (small.matches) return id === this.current;
    return Boolean(this.phones.get(id)?.root.contains(document.activeElement));
  }

  read(id) {
    const person = this.people.get(id);
    this.seen[id] = person.newest;
    localStorage.setItem(SEEN_KEY, JSON.stringify(this.seen));
    if (person.unread) this.unread(id, 0);
  }

  unread(id, count) {
    this.people.get(id).unread = count;
    this.phones.get(id)?.showUnread(count);
    const badge = this.strip.querySelector(`[data-id="${CSS.escape(id)}"] .unread`);
    if (badge) this.badge(badge, count);
  }

  badge(badge, count) {
    badge.hidden = count === 0;
    badge.textContent = count > 99 ? "99+" : String(count);
    badge.setAttribute("aria-label", `${count} 条未读`);
  }

  drawStrip() {
    this.strip.replaceChildren(...this.usual.map((id) => this.chip(id)));
  }

  chip(id) {
    const person = this.people.get(id);
    const item = element("li");
    const button = element("button");
    button.type = "button";
    button.dataset.id = id;
    const pressed = small.matches ? id === this.current : this.open.includes(id);
    button.setAttribute("aria-pressed", String(pressed));
    const badge = element("b", "unread");
    this.badge(badge, person.unread);
    const role = element("span", "role", person.title.split(" · ")[0]);
    button.append(avatar(person), element("span", "name", person.name), role, badge);
    item.append(button);
    return item;
  }

  choose(id) {
    if (small.matches) this.current = id;
    else if (!this.open.includes(id)) this.open.push(id);
    else if (this.open.length > 1) this.open = this.open.filter((other) => other !== id);
    this.remember();
    return this.layOut();
  }

  remember() {
    localStorage.setItem(OPEN_KEY, JSON.stringify(this.open));
  }

  listEverybody() {
    const rest = [...this.people.values()].filter((person) => !this.usual.includes(person.id));
    const options = rest.map((person) => {
      const option = element("option");
      option.value = `${person.name}（${person.title}）`;
      return option;
    });
    document.querySelector("#everybody").replaceChildren(...options);
    document.querySelector("#add").hidden = rest.length === 0;
  }

  async add(words) {
    const found = [...this.people.values()].find((person) => words && `${person.name}（${person.title}）`.startsWith(words));
    if (!found) return false;
    if (!this.usual.includes(found.id)) this.usual.push(found.id);
    if (!this.open.includes(found.id)) this.open.push(found.id);
    this.current = found.id;
    this.remember();
    this.listEverybody();
    await this.layOut();
    this.phones.get(found.id).focus();
    return true;
  }

  // While the afternoon plays: the phone that acts stands out and comes into view.
  async spotlight(id) {
    for (const phone of this.phones.values()) phone.root.classList.remove("acting");
    if (!id || !this.people.has(id)) return;
    if (small.matches && this.usual.includes(id) && this.current !== id) await this.choose(id);
    const root = this.phones.get(id)?.root;
    if (!root?.isConnected) return;
    root.classList.add("acting");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    root.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  wire() {
    this.strip.addEventListener("click", ({ target }) => {
      const id = target.closest("button")?.dataset.id;
      if (id) this.choose(id).then(() => this.strip.querySelector(`[data-id="${CSS.escape(id)}"]`)?.focus());
    });
    small.addEventListener("change", () => this.layOut());
    const add = document.querySelector("#add");
    add.addEventListener("change", async () => {
      if (await this.add(add.value.trim())) add.value = "";
    });
    addEventListener("keydown", (event) => {
      const number = Number(event.key);
      if (!event.altKey || !(number >= 1 && number <= 9)) return;
      event.preventDefault();
      this.phones.get(this.visible()[number - 1])?.focus();
    });
    this.wireOverview();
  }

  wireOverview() {
    const button = document.querySelector("#overview");
    const show = (on) => {
      document.body.classList.toggle("overview", on);
      button.setAttribute("aria-pressed", String(on));
      for (const phone of this.phones.values()) phone.toEnd();
    };
    show(remembered(OVERVIEW_KEY, false));
    button.addEventListener("click", () => {
      const on = !document.body.classList.contains("overview");
      localStorage.setItem(OVERVIEW_KEY, JSON.stringify(on));
      show(on);
    });
  }
}
