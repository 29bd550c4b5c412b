// Draws one message. Text is always set as text, never as markup.
import { element } from "./link.js";
import { avatar } from "./avatar.js";
import { card } from "./card.js";

const LINK = /<a\s+href=["']([^"']+)["'][^>]*>(.*?)<\/a>|(https?:\/\/[^\s，。；）<>"']+)/g;
const WAVES = `<svg viewBox="0 0 16 16" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"><path d="M3 7.2v1.6M6 5.2a5 5 0 0 1 0 5.6M9 3.2a9 9 0 0 1 0 9.6"/></g></svg>`;

function bot() {
  const made = element("img", "avatar");
  made.src = "/static/icon.svg";
  made.alt = "";
  return made;
}

// Web addresses become links; only http(s), so that nothing else can run.
export function withLinks(place, text) {
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    place.append(text.slice(end, match.index));
    end = match.index + match[0].length;
    place.append(link(match[1] ?? match[3], match[2] ?? match[3]));
  }
  place.append(text.slice(end));
  return place;
}

function link(address, words) {
  if (!/^https?:\/\//.test(address)) return words;
  const made = element("a", "", words);
  made.href = address;
  made.target = "_blank";
  made.rel = "noreferrer noopener";
  return made;
}

const pictures = {
  text: (message) => withLinks(element("div", "bubble"), message.text),
  sticker: (message) => element("div", "bubble", message.text),
  image: picture,
  voice: () => {
    const made = element("div", "bubble voice");
    made.innerHTML = WAVES;
    made.append("3″");
    made.setAttribute("aria-label", "语音，3 秒");
    return made;
  },
  video: () => element("div", "bubble", "[视频]"),
  file: (message) => element("div", "bubble", `📄 ${message.text || "文件"}`),
  link: (message) => {
    const made = element("div", "bubble");
    made.append(element("span", "link-title", message.text), element("span", "link-desc", message.body.desc ?? ""));
    return made;
  },
  menu,
  card,
};

function picture(message) {
  const made = element("div", "bubble picture");
  const image = element("img");
  image.src = `/media/${encodeURIComponent(message.body.media_id)}`;
  image.alt = "图片";
  made.append(image);
  return made;
}

// The menu of 微信客服: words above, entries to press, words below.
function menu(message, press) {
  const made = element("div", "bubble menu");
  const { head_content: head, tail_content: tail, list = [] } = message.body;
  if (head) made.append(withLinks(element("span", "head"), head));
  for (const entry of list) made.append(menuEntry(entry, press));
  if (tail) made.append(withLinks(element("span", "tail"), tail));
  return made;
}

function menuEntry(entry, press) {
  const own = entry[entry.type];
  if (entry.type !== "click") return withLinks(element("span", "plain-entry"), own.url ?? own.content);
  const button = element("button", "", own.content);
  button.type = "button";
  button.addEventListener("click", () => press(own.id || own.content));
  return button;
}

export function draw(message, person, press) {
  if (message.status === "recalled") return element("li", "system", "学校撤回了一条消息");
  const row = element("li", `bubble-row${message.mine ? " mine" : ""}${message.kind === "card" ? " is-card" : ""}`);
  if (message.channel === "notice") row.classList.add("is-notice");
  row.dataset.id = message.id;
  const body = element("div", "bubble-body");
  body.append(element("span", "hidden", message.mine ? "我：" : "学校："));
  if (message.channel === "notice") body.append(element("span", "source", "学校通知"));
  body.append((pictures[message.kind] ?? pictures.text)(message, press));
  if (message.mine) body.append(...delivery(message));
  row.append(message.mine ? avatar(person) : bot(), body);
  return row;
}

// A message that did not get through says so, as WeChat's red mark does.
function delivery(message) {
  if (message.status !== "failed") return [];
  return [element("span", "delivery failed", `❗ 学校没有收到（${message.note}）`)];
}
