// The shown clock: a line over real time, always spoken as Shanghai's.
import { post } from "./link.js";

const ZONE = "Asia/Shanghai";
const TIME = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, timeStyle: "medium", hourCycle: "h23" });
const DATE = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, month: "long", day: "numeric", weekday: "short" });
const DAY = new Intl.DateTimeFormat("zh-CN", { timeZone: ZONE, month: "long", day: "numeric" });
const WRITTEN = /^(?:(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?\s+)?(\d{1,2})[:：点](\d{1,2})?分?$/;
const PARTS = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

export const timeOf = (moment) => TIME.format(moment);
export const secondsOf = (moment) => SECONDS.format(moment);

// 2026-03-04, in Shanghai.
export function dayOf(moment) {
  const parts = Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}

export class Clock {
  constructor() {
    this.base = Date.now();
    this.since = performance.now();
    this.speed = 1;
    this.listeners = [];
    this.wire();
    setInterval(() => this.show(), 200);
  }

  take({ now, speed, house, has_house }) {
    this.base = Date.parse(now);
    this.since = performance.now();
    this.speed = speed;
    const note = document.querySelector("#clock-note");
    note.hidden = house || !has_house;
    note.textContent = "学校时钟未连上";
    this.show();
  }

  now() {
    return new Date(this.base + (performance.now() - this.since) * this.speed);
  }

  // How WeChat writes the time over a message.
  spoken(moment) {
    const today = dayOf(this.now());
    const yesterday = dayOf(new Date(this.now() - 86400000));
    if (dayOf(moment) === today) return timeOf(moment);
    if (dayOf(moment) === yesterday) return `昨天 ${timeOf(moment)}`;
    return `${DAY.format(moment)} ${timeOf(moment)}`;
  }

  show() {
    const now = this.now();
    const time = timeOf(now);
    this.turnPage(dayOf(now));
    document.querySelector("#date").textContent = DATE.format(now);
    for (const button of document.querySelectorAll("#speeds button")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === this.speed));
    }
    if (time === this.shown) return;
    this.shown = time;
    document.querySelector("#time").textContent = time;
    for (const small of document.querySelectorAll(".phone-time")) small.textContent = time;
  }

  // Yesterday's messages say so: whoever shows times looks again on another day.
  turnPage(day) {
    if (this.day && this.day !== day) this.newDay?.();
    this.day = day;
  }

  // A jump goes forward: to that time today, or tomorrow where it is over.
  jump(time) {
    const now = this.now();
    let moment = new Date(`${dayOf(now)}T${time}:00+08:00`);
    if (moment <= now) moment = new Date(moment.getTime() + 86400000);
    return this.set({ now: moment.toISOString() });
  }

  async set(reading) {
    await post("/clock", reading);
  }

  wire() {
    document.querySelector("#speeds").addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.set({ speed: Number(button.dataset.speed) });
    });
    document.querySelector("#jumps").addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.jump(button.dataset.jump);
    });
    this.wireField(document.querySelector("#when"));
  }

  wireField(field) {
    field.addEventListener("input", () => field.setCustomValidity(""));
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const moment = this.understood(field.value);
      if (moment) this.set({ now: moment });
      else field.setCustomValidity("请写成 16:40 或 3月5日 8:00");
      if (moment) field.value = "";
      else field.reportValidity();
    });
  }

  // 16:40, 3月5日 8:00, 2026-03-05 08:00 → an ISO time in Shanghai; null for anything else.
  understood(words) {
    const found = WRITTEN.exec(words.trim());
    if (!found) return null;
    const [year, month, day] = dayOf(this.now()).split("-");
    const date = [found[1] ?? year, found[2] ?? month, found[3] ?? day].map((part) => part.padStart(2, "0")).join("-");
    const time = [found[4], found[5] ?? "00"].map((part) => part.padStart(2, "0")).join(":");
    const iso = `${date}T${time}:00+08:00`;
    return Number.isNaN(Date.parse(iso)) ? null : iso;
  }
}
