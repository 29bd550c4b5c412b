// The panels: fault switches and the log of calls.
import { post, element } from "./link.js";
import { secondsOf } from "./clock.js";

const MEANING = {
  token_expired: "学校手里的令牌提前失效（42001）",
  busy: "每次调用都答“系统繁忙”（-1）",
  slow: "每次调用拖 6 秒才回答",
  http_500: "接口直接返回 HTTP 500",
  silent_drop: "说发成功了，其实员工没收到",
  window_shut: "家长 48 小时没说话，客服不能再发（95002）",
  kf_fail: "客服消息说成功，随后通知发送失败",
  duplicate: "同一条回调同时送两次",
  out_of_order: "回调晚到，后面的先到",
  door_retry: "学校已经应答，平台还是再送一次",
};
const MOST_ROWS = 300;

// One panel at a time; Escape closes it and gives the focus back.
export function panels() {
  const pairs = [["#open-faults", "#faults"], ["#open-log", "#log"]].map((pair) => pair.map((id) => document.querySelector(id)));
  const show = (button, panel, open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.focus();
  };
  for (const [button, panel] of pairs) {
    button.addEventListener("click", () => {
      const open = panel.hidden;
      for (const [otherButton, other] of pairs) show(otherButton, other, false);
      show(button, panel, open);
    });
    const close = () => { show(button, panel, false); button.focus(); };
    panel.querySelector("[data-close]").addEventListener("click", close);
    panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  }
  const more = document.querySelector("#open-more");
  const tools = document.querySelector("#clock-tools");
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(tools.classList.toggle("open"))));
}

export class Faults {
  constructor() {
    this.list = document.querySelector("#fault-list");
    this.list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      const on = (button.getAttribute("aria-checked") ?? button.getAttribute("aria-pressed")) !== "true";
      post("/faults", { kind: button.dataset.kind, on, times: button.className === "once" ? 1 : null });
    });
  }

  take(faults) {
    const focused = document.activeElement?.dataset?.kind && document.activeElement;
    const key = focused && `.${focused.className}[data-kind="${focused.dataset.kind}"]`;
    this.list.replaceChildren(...faults.map((fault) => this.row(fault)));
    if (key) this.list.querySelector(key)?.focus();
    const active = faults.filter((fault) => fault.active).length;
    const count = document.querySelector("#fault-count");
    count.hidden = active === 0;
    count.textContent = active;
  }

  row({ kind, label, active }) {
    const item = element("li");
    const once = element("button", "once", active?.times ? "等着…" : "来一次");
    once.type = "button";
    once.dataset.kind = kind;
    once.setAttribute("aria-pressed", String(Boolean(active?.times)));
    once.setAttribute("aria-label", `${label}：来一次`);
    const always = element("button", "switch");
    always.type = "button";
    always.dataset.kind = kind;
    always.setAttribute("role", "switch");
    always.setAttribute("aria-checked", String(Boolean(active && !active.times)));
    always.setAttribute("aria-label", `${label}：一直`);
    item.append(element("strong", "", label), once, always, element("p", "", MEANING[kind] ?? ""));
    return item;
  }
}

export class Log {
  constructor(desk) {
    this.desk = desk;
    this.list = document.querySelector("#log-list");
    this.onlyBad = document.querySelector("#only-bad");
    this.entries = [];
    this.bad = 0;
    this.onlyBad.addEventListener("change", () => this.draw());
    document.querySelector("#open-log").addEventListener("click", () => this.draw());
  }

  fill(entries) {
    this.entries = entries.slice(-MOST_ROWS);
    this.draw();
  }

  isShown() {
    return !document.querySelector("#log").hidden;
  }

  add(entry) {
    this.entries.push(entry);
    if (this.entries.length > MOST_ROWS) this.entries.shift();
    if (!this.isShown()) return void (entry.errcode !== 0 && this.count(this.bad + 1));
    if (this.onlyBad.checked && entry.errcode === 0) return;
    this.list.querySelector(".nothing")?.remove();
    this.list.prepend(this.row(entry));
    while (this.list.childElementCount > MOST_ROWS) this.list.lastElementChild.remove();
  }

  count(bad) {
    this.bad = bad;
    const badge = document.querySelector("#log-count");
    badge.hidden = bad === 0;
    badge.textContent = bad > 99 ? "99+" : bad;
  }

  draw() {
    if (!this.isShown()) return;
    this.count(0);
    const wanted = this.entries.filter((entry) => !this.onlyBad.checked || entry.errcode !== 0);
    this.list.replaceChildren(...wanted.reverse().map((entry) => this.row(entry)));
    if (!wanted.length) this.list.append(element("li", "nothing", "还没有调用记录。"));
  }

  row(entry) {
    const item = element("li", entry.errcode === 0 ? "" : "bad");
    const out = entry.direction === "door";
    const what = element("span", "what", entry.path);
    const who = entry.who.split("|").map((id) => this.desk.nameOf(id)).join("、");
    const words = [entry.what, who.length > 40 ? `${who.slice(0, 40)}…` : who, entry.attempt > 1 ? `第 ${entry.attempt} 次` : ""];
    what.append(element("span", "", words.filter(Boolean).join(" · ")));
    const result = entry.errcode === 0 ? "成功" : out ? "未送达" : entry.errcode;
    item.append(
      element("span", "at", secondsOf(new Date(entry.at))),
      element("span", `way${out ? " out" : ""}`, out ? "回调" : "调用"),
      what,
      element("span", "code", String(result)),
      element("span", "ms", `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} 毫秒`),
    );
    if (entry.why) item.append(element("span", "why", entry.why));
    return item;
  }

  doors(doors) {
    const troubled = doors.filter((door) => door.trouble);
    const told = doors.map((door) => `${door.name} ${door.trouble ? `✕ ${door.trouble}` : `已送达 ${door.delivered}`}`);
    document.querySelector("#doors").textContent = told.join("　");
    const banner = document.querySelector("#banner");
    banner.hidden = troubled.length === 0;
    banner.textContent = troubled.map((door) => `${door.name}的回调送不到学校：${door.trouble}（${door.url}）`).join("；");
  }
}
