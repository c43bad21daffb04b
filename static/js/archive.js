/* What htmx leaves to us in the archive: a ticked filter asks at once, unfolded groups stay unfolded when the results
   are replaced, and the new number is said aloud once. Without this file the archive works by plain requests. */
(() => {
  "use strict";
  const opened = new Set();
  let focused = "";

  document.addEventListener("change", (event) => {
    const form = document.getElementById("case-filters");
    if (event.target.form === form && event.target.closest("#found")) {
      form.requestSubmit();
    }
  });

  document.addEventListener("htmx:beforeSwap", () => {
    opened.clear();
    focused = document.activeElement ? document.activeElement.id : "";
    document.querySelectorAll("#found details[open][id]").forEach((group) => opened.add(group.id));
  });

  document.addEventListener("htmx:afterSettle", () => {
    opened.forEach((id) => {
      const group = document.getElementById(id);
      if (group) {
        group.open = true;
      }
    });
    const field = focused && document.getElementById(focused);
    if (field && field !== document.activeElement) {
      field.focus({ preventScroll: true });
    }
    const heading = document.getElementById("results");
    const status = document.getElementById("found-status");
    if (heading && status) {
      status.textContent = heading.textContent;
    }
  });
})();
