// Starts the page: reads the state, builds the phones, follows what changes.
import { getJson, follow } from "./link.js";
import { Clock } from "./clock.js";
import { Desk } from "./desk.js";
import { Faults, Log, panels } from "./tools.js";
import { Show } from "./show.js";
import { theme } from "./theme.js";

theme(document.querySelectorAll("[data-theme-switch]"));
panels();

// Phones that come into view stop under the header, however high it is just now.
const header = document.querySelector(".top");
new ResizeObserver(() => document.documentElement.style.setProperty("--top", `${header.offsetHeight}px`)).observe(header);

const clock = new Clock();
const desk = new Desk(clock);
const faults = new Faults();
const log = new Log(desk);
const show = new Show(desk);

async function look() {
  const [state, calls] = await Promise.all([getJson("/state"), getJson("/log")]);
  document.querySelector("#school").textContent = state.school;
  document.title = `${state.school} · 三点半演练场`;
  clock.take(state.clock);
  faults.take(state.faults);
  log.doors(state.doors);
  log.fill(calls.entries);
  await desk.take(state);
  show.take(state.play);
  return state.number;
}

const takers = {
  message: (data) => desk.message(data),
  clock: (data) => clock.take(data),
  faults: (data) => faults.take(data),
  log: (data) => log.add(data),
  doors: (data) => log.doors(data),
  play: (data) => show.take(data),
  reset: () => look(),
};

function connected(yes) {
  document.querySelector("#offline").hidden = yes;
}

const number = await look();
follow(number, (change) => takers[change.type]?.(change.data), connected);
document.documentElement.dataset.ready = "yes";
