// A coloured square with the surname.
import { element } from "./link.js";

// The same person has the same colour everywhere.
export function avatar(person) {
  const made = element("span", "avatar", person.name.slice(0, 1));
  made.setAttribute("aria-hidden", "true");
  let hue = 0;
  for (const character of person.id) hue = (hue * 31 + character.codePointAt(0)) % 360;
  made.style.setProperty("--hue", hue);
  return made;
}
