// 播放下午: the button, the captions, what went wrong on the way.
import { post, element } from "./link.js";

export class Show {
  constructor(desk) {
    this.desk = desk;
    this.button = document.querySelector("#play");
    this.caption = document.querySelector("#caption");
    this.button.addEventListener("click", () => this.toggle());
    document.querySelector("#close-caption").addEventListener("click", () => { this.caption.hidden = true; });
  }

  toggle() {
    return post(this.running ? "/stop" : "/play").catch(() => {});
  }

  take(status) {
    const began = status.running && !this.running;
    this.running = status.running;
    this.button.setAttribute("aria-pressed", String(status.running));
    document.querySelector("#play-label").textContent = status.running ? "停止播放" : "播放下午";
    if (began || status.step > 0) this.caption.hidden = !status.running && !this.shown;
    if (!status.running && !this.shown) return;
    this.shown = true;
    document.querySelector("#step").textContent = status.steps ? `${status.step}/${status.steps}` : "";
    document.querySelector("#step-text").textContent = status.caption;
    const share = status.steps ? (100 * status.step) / status.steps : 0;
    document.querySelector("#progress i").style.width = `${share}%`;
    this.troubles(status.troubles);
    this.desk.spotlight(status.who);
  }

  troubles(list) {
    const place = document.querySelector("#troubles");
    place.hidden = list.length === 0;
    place.querySelector("summary").textContent = `${list.length} 处不顺`;
    place.querySelector("ul").replaceChildren(...list.map((text) => element("li", "", text)));
  }
}
