// Light or dark: as the system has it, until somebody chooses.

const KEY = "sandianban-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const chosen = localStorage.getItem(KEY);
  document.documentElement.dataset.theme = chosen || (system.matches ? "dark" : "light");
}

function turn() {
  const other = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, other);
  paint();
}

export function theme(buttons) {
  paint();
  system.addEventListener("change", paint);
  for (const button of buttons) button.addEventListener("click", turn);
}
