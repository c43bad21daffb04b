/* What htmx leaves to us in the archive, in the directory of partners and where a school tries other conditions on its
   suggestions: a ticked box asks at once and stays where it is on the screen, unfolded groups stay unfolded when the
   results are replaced, words taken off leave their field, and the new number, with what may be meant, is said aloud once.
   An answer without results, such as the login after a long pause, is opened as a page.
   Without this file all work by plain requests. */
(() => {
  "use strict";
  const opened = new Set();
  let focused = "";
  let top = 0;

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form && form.getAttribute("hx-target") === "#found" && event.target.closest("#found")) {
      form.requestSubmit();
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.xhr.responseText.includes('id="found"')) {
      event.preventDefault();
      location.assign(event.detail.pathInfo.finalRequestPath);
      return;
    }
    opened.clear();
    const active = document.activeElement;
    focused = active ? active.id : "";
    top = active && active.form ? active.getBoundingClientRect().top : NaN;
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
    if (field && !isNaN(top)) {
      scrollBy({ top: field.getBoundingClientRect().top - top, behavior: "instant" });
    }
    const words = document.querySelector("form[hx-target='#found'] input[type=search]");
    if (words && words !== document.activeElement) {
      // A condition taken off may have been the words: they stand outside of what was replaced.
      words.value = new URLSearchParams(location.search).get("q") || "";
    }
    const status = document.getElementById("found-status");
    if (status) {
      const told = [...document.querySelectorAll("#results, #found .meant")];
      status.textContent = told.map((node) => node.textContent.trim()).join(" ");
    }
  });
})();
