// One phone: its chat, its composer, what else can be sent.
import { post, postForm, element } from "./link.js";
import { avatar } from "./avatar.js";
import { draw } from "./bubble.js";

const GAP = 5 * 60 * 1000; // A time stands over a message when more than this has passed.
const NEAR_END = 60;

export class Phone {
  constructor(person, school, clock, read) {
    this.person = person;
    this.clock = clock;
    this.read = read;
    this.rows = new Map();
    this.root = document.querySelector("#phone-template").content.firstElementChild.cloneNode(true);
    this.chat = this.root.querySelector(".chat");
    this.field = this.root.querySelector("textarea");
    this.dress(school);
    this.suggest();
    this.wire();
  }

  dress(school) {
    const { person, root } = this;
    const staff = person.kind === "staff";
    root.dataset.kind = person.kind;
    root.dataset.phone = person.id;
    root.setAttribute("aria-label", `${person.name}的手机`);
    root.querySelector(".owner .avatar").replaceWith(avatar(person));
    root.querySelector("h2").textContent = person.name;
    root.querySelector(".owner p").textContent = person.title;
    root.querySelector(".owner p").title = person.title;
    root.querySelector(".title strong").textContent = staff ? "课后服务" : `${school}课后服务`;
    root.querySelector(".title small").textContent = staff ? "企业微信 · 应用" : "微信 · 客服";
    this.chat.setAttribute("aria-label", `${person.name}的聊天`);
    this.field.setAttribute("aria-label", `以${person.name}的身份发消息`);
    root.querySelector(".phone-time").textContent = this.clock.shown ?? "";
  }

  suggest() {
    const buttons = (this.person.suggestions ?? []).map((text) => {
      const button = element("button", "", text);
      button.type = "button";
      return button;
    });
    const quick = this.root.querySelector(".quick");
    quick.replaceChildren(...buttons);
    quick.hidden = buttons.length === 0;
  }

  fill(messages) {
    this.rows.clear();
    this.chat.replaceChildren();
    this.last = undefined;
    for (const message of messages) this.take(message, false);
    if (!messages.length) this.chat.append(element("li", "empty", "还没有消息。说点什么，或者点下面的快捷语。"));
  }

  take(message, fresh) {
    const wasAtEnd = this.isAtEnd();
    const row = draw(message, this.person, (button, selections) => this.press(message.id, button, selections));
    const old = this.rows.get(message.id);
    this.rows.set(message.id, row);
    if (old) this.replace(old, row);
    else this.append(message, row, fresh);
    if (wasAtEnd || message.mine) this.toEnd();
    else if (fresh) this.root.querySelector(".to-end").hidden = false;
  }

  // A button that had the focus keeps it; where it is gone (grey), the focus stays in the chat.
  replace(old, row) {
    const words = old.contains(document.activeElement) && document.activeElement.textContent;
    old.replaceWith(row);
    if (words === false) return;
    const same = [...row.querySelectorAll("button")].find((button) => button.textContent === words);
    (same ?? this.chat).focus({ preventScroll: true });
  }

  append(message, row, fresh) {
    this.chat.querySelector(".empty")?.remove();
    const at = new Date(message.at);
    if (!this.last || Math.abs(at - this.last) > GAP) this.chat.append(this.when(at));
    this.last = at;
    row.classList.toggle("fresh", fresh);
    this.chat.append(row);
  }

  when(at) {
    const made = element("li", "when", this.clock.spoken(at));
    made.dataset.at = at.toISOString();
    return made;
  }

  retime() {
    for (const line of this.chat.querySelectorAll(".when")) line.textContent = this.clock.spoken(new Date(line.dataset.at));
  }

  isAtEnd() {
    return this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < NEAR_END;
  }

  toEnd() {
    this.chat.scrollTop = this.chat.scrollHeight;
    this.root.querySelector(".to-end").hidden = true;
  }

  showUnread(count) {
    const badge = this.root.querySelector(".owner .unread");
    badge.hidden = count === 0;
    badge.textContent = count > 99 ? "99+" : String(count);
    badge.setAttribute("aria-label", `${count} 条未读`);
  }

  focus() {
    this.field.focus();
    this.root.scrollIntoView({ block: "nearest" });
  }

  async send(text) {
    if (text.trim()) await this.trying(post("/say", { phone: this.person.id, text: text.trim() }));
  }

  press(messageId, button, selections) {
    return this.trying(post("/press", { phone: this.person.id, message_id: messageId, button, selections }));
  }

  async trying(promise) {
    try {
      return await promise;
    } catch (error) {
      this.chat.append(element("li", "system", error.message));
      this.toEnd();
      return null;
    }
  }

  grow() {
    this.field.style.height = "36px";
    if (this.field.scrollHeight > 38) this.field.style.height = `${Math.min(this.field.scrollHeight, 108)}px`;
    this.root.querySelector(".send").disabled = !this.field.value.trim();
  }

  submit() {
    const text = this.field.value;
    this.field.value = "";
    this.grow();
    return this.send(text);
  }

  extra(kind) {
    const phone = this.person.id;
    if (kind === "image") this.root.querySelector("input[type=file]").click();
    else this.trying(post(`/${kind}`, { phone }));
  }

  sendPicture(file) {
    const form = new FormData();
    form.append("phone", this.person.id);
    form.append("media", file);
    return this.trying(postForm("/image", form));
  }

  wire() {
    const { root, field } = this;
    root.addEventListener("focusin", this.read);
    root.addEventListener("pointerdown", this.read);
    root.querySelector(".quick").addEventListener("click", ({ target }) => {
      if (target.closest("button")) this.send(target.textContent);
    });
    root.querySelector(".to-end").addEventListener("click", () => this.toEnd());
    root.querySelector(".compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    field.addEventListener("input", () => this.grow());
    field.addEventListener("keydown", (event) => {
      // Enter that chooses a word in an input method must not send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.wireExtras();
    this.grow();
  }

  wireExtras() {
    const more = this.root.querySelector(".more");
    const extras = this.root.querySelector(".extras");
    more.addEventListener("click", () => {
      extras.hidden = !extras.hidden;
      more.setAttribute("aria-expanded", String(!extras.hidden));
      this.toEnd();
    });
    extras.addEventListener("click", ({ target }) => {
      const kind = target.closest("button")?.dataset.extra;
      if (kind) this.extra(kind);
    });
    const file = extras.querySelector("input");
    file.addEventListener("change", () => {
      if (file.files[0]) this.sendPicture(file.files[0]);
      file.value = "";
    });
  }
}
