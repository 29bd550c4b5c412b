// Light or dark: as the system has it, until somebody chooses.

const KEY = "sandianban-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const chosen = localStorage.getItem(KEY);
  document.documentElement.dataset.theme = chosen || (system.matches ? "dark" : "light");
}

export function theme(button) {
  paint();
  system.addEventListener("change", paint);
  button.addEventListener("click", () => {
    const other = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem(KEY, other);
    paint();
  });
}
