// Template cards of 企业微信: all five types, with buttons, votes and selections, and how they look once grey.
import { element } from "./link.js";

const COLOURS = ["", "", "red", "green"];

function part(place, className, text, tag = "p") {
  if (text) place.append(element(tag, className, text));
}

export function card(message, press) {
  const own = message.body;
  const made = element("article", `card${message.greyed ? " grey" : ""}`);
  const main = element("div", "card-main");
  part(main, `card-source ${COLOURS[own.source?.desc_color ?? 0] ?? ""}`, own.source?.desc);
  part(main, "", own.main_title?.title, "h3");
  part(main, "desc", own.main_title?.desc);
  if (own.emphasis_content) main.append(emphasis(own.emphasis_content));
  if (own.quote_area) part(main, "quote", [own.quote_area.title, own.quote_area.quote_text].filter(Boolean).join("\n"));
  part(main, "sub", own.sub_title_text);
  if (own.horizontal_content_list?.length) main.append(lines(own.horizontal_content_list));
  for (const each of own.vertical_content_list ?? []) part(main, "sub", [each.title, each.desc].filter(Boolean).join("\n"));
  const chosen = {};
  for (const question of questions(own)) main.append(ask(question, chosen, Boolean(message.greyed)));
  made.append(main);
  const buttons = buttonsOf(own);
  if (message.greyed) made.append(element("p", "card-grey", message.greyed));
  else if (buttons.length) made.append(row(buttons, (key) => press(key, chosen)));
  return made;
}

function emphasis({ title, desc }) {
  const made = element("div", "emphasis");
  part(made, "", title, "b");
  part(made, "desc", desc);
  return made;
}

function lines(list) {
  const made = element("dl");
  for (const { keyname, value } of list) made.append(element("dt", "", keyname), element("dd", "", value ?? ""));
  return made;
}

function questions(own) {
  return [own.button_selection, own.checkbox, ...(own.select_list ?? [])].filter(Boolean);
}

// Votes are boxes or dots, selections a list; `chosen` gathers what will be sent.
function ask(question, chosen, grey) {
  const made = element("fieldset");
  made.disabled = grey || Boolean(question.disable);
  part(made, "", question.title, "legend");
  if (question.mode === undefined) made.append(select(question, chosen));
  else for (const option of question.option_list) made.append(box(question, option, chosen));
  return made;
}

function select(question, chosen) {
  const made = element("select");
  made.setAttribute("aria-label", question.title || "选择");
  for (const { id, text } of question.option_list) made.append(new Option(text, id, false, id === question.selected_id));
  const keep = () => { chosen[question.question_key] = [made.value]; };
  made.addEventListener("change", keep);
  keep();
  return made;
}

function box(question, option, chosen) {
  const label = element("label");
  const input = element("input");
  const key = question.question_key;
  input.type = question.mode === 1 ? "checkbox" : "radio";
  input.name = key;
  input.checked = Boolean(option.is_checked);
  chosen[key] ??= [];
  if (input.checked) chosen[key].push(option.id);
  input.addEventListener("change", () => {
    const others = question.mode === 1 ? chosen[key].filter((id) => id !== option.id) : [];
    chosen[key] = input.checked ? [...others, option.id] : others;
  });
  label.append(input, option.text);
  return label;
}

function buttonsOf(own) {
  const submit = own.submit_button ? [{ ...own.submit_button, style: 1 }] : [];
  const menu = (own.action_menu?.action_list ?? []).map((entry) => ({ ...entry, style: 2 }));
  return [...(own.button_list ?? []).filter((button) => !button.type), ...submit, ...menu];
}

function row(buttons, press) {
  const short = buttons.length === 2 && buttons.every((button) => button.text.length <= 7);
  const made = element("div", `card-buttons${short ? " two" : ""}`);
  for (const { text, key, style } of buttons) {
    const button = element("button", `style-${style ?? 1}`, text);
    button.type = "button";
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      await press(key);
      button.removeAttribute("aria-busy");
    });
    made.append(button);
  }
  return made;
}
