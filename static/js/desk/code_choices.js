// A box above each long list of check boxes that hides what does not hold the typed words. Chosen ones always stay.
(() => {
  const narrow = (group, query) => {
    const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of group.querySelectorAll("[data-codes-words]")) {
      const fits = words.every((word) => row.dataset.codesWords.includes(word));
      found += fits;
      row.hidden = !fits && !row.querySelector("input").checked;
    }
    group.querySelector("[data-codes-none]").hidden = found > 0;
  };

  const begin = (group) => {
    const query = group.querySelector("[data-codes-query]");
    group.querySelector("[data-codes-narrow]").hidden = false;
    query.addEventListener("input", () => narrow(group, query.value));
    // Enter would send the whole page; Escape shows all again.
    query.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "Escape") narrow(group, (query.value = ""));
    });
  };

  addEventListener("DOMContentLoaded", () => document.querySelectorAll(".codes--long").forEach(begin));
})();
