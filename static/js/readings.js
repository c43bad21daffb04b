/* Shows or hides the readings above kanji and remembers it. Without this file they are shown. */
(() => {
  "use strict";
  const KEY = "readings";
  const button = document.querySelector("[data-readings]");
  if (!button || !document.querySelector("main ruby")) {
    return;
  }

  const set = (isShown) => {
    document.documentElement.classList.toggle("no-readings", !isShown);
    button.setAttribute("aria-pressed", String(isShown));
  };

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) !== "hidden";
    } catch {
      return true;
    }
  };

  button.addEventListener("click", () => {
    const isShown = button.getAttribute("aria-pressed") !== "true";
    set(isShown);
    try {
      localStorage.setItem(KEY, isShown ? "shown" : "hidden");
    } catch {
      // A browser that keeps nothing shows them again on the next page.
    }
  });
  set(remembered());
  button.hidden = false;
})();
