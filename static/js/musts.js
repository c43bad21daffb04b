/* Counts the partners again whenever a must is ticked or taken away. Without this file a button does the same. */
(() => {
  "use strict";
  const table = document.querySelector("[data-count]");
  if (!table) {
    return;
  }
  const status = document.querySelector("[data-count-status]");
  let asked = 0;

  const count = async () => {
    const mine = ++asked;
    const musts = [...table.querySelectorAll("input[name=musts]:checked")].map((box) => ["musts", box.value]);
    let found = null;
    try {
      const answer = await fetch(`${table.dataset.count}?${new URLSearchParams(musts)}`);
      found = answer.ok && !answer.redirected ? await answer.json() : null;
    } catch {
      found = null;
    }
    // An answer that comes after a later question tells of other boxes; without one the numbers would be wrong.
    if (mine === asked) {
      status.textContent = found ? found.status : "";
      table.querySelectorAll("[data-effect]").forEach((place) => {
        place.textContent = (found && found.effects[place.dataset.effect]) || "";
      });
    }
  };

  table.addEventListener("change", (event) => {
    if (event.target.name === "musts") {
      count();
    }
  });
})();
