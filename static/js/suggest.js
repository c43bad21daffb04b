/* Suggestions under a search box: an editable combobox with a list box, as ARIA 1.2 describes it. The rows come from
   the server. Without this file, or without an answer, the box is a plain search field. */
(() => {
  "use strict";
  const attach = (field) => {
    const place = field.closest(".suggest");
    const list = place.querySelector("[role=listbox]");
    const status = place.querySelector("[role=status]");
    const form = field.form;
    let waiting = 0;
    let asked = null;
    let active = null;

    const mark = (option) => {
      active?.setAttribute("aria-selected", "false");
      active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", option.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };

    const show = (open) => {
      mark(null);
      list.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
      status.textContent = open ? list.dataset.told.replace("#", list.children.length) : "";
    };

    const close = () => {
      clearTimeout(waiting);
      asked?.abort();
      show(false);
    };

    const ask = async (first) => {
      asked?.abort();
      asked = new AbortController();
      const { signal } = asked;
      try {
        const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams(new FormData(form))}`, { signal });
        const rows = answer.ok ? await answer.text() : "";
        if (!signal.aborted) {
          list.innerHTML = rows;
          [...list.children].forEach((option, at) => {
            option.id = `${list.id}-${at + 1}`;
          });
          show(list.children.length > 0);
          mark(first ? list.firstElementChild : null);
        }
      } catch {
        // A newer question has taken its place, or there is no connection: the search itself goes on.
      }
    };

    const typed = (event) => {
      clearTimeout(waiting);
      if (!event.isComposing) {
        if (field.value.trim()) {
          waiting = setTimeout(ask, 150);
        } else {
          close();
        }
      }
    };

    const choose = ({ dataset }) => {
      close();
      if (dataset.url) {
        location.assign(dataset.url);
        return;
      }
      const { name, value } = dataset;
      const added = document.createElement("input");
      field.value = name === "q" ? value : "";
      if (name !== "q") {
        Object.assign(added, { type: "hidden", name, value });
        form.append(added);
      }
      form.requestSubmit();
      added.remove();
    };

    const moves = {
      ArrowDown: (rows, at) => rows[at + 1] || rows[0],
      ArrowUp: (rows, at) => rows[at - 1] || rows.at(-1),
      Home: (rows) => active && rows[0],
      End: (rows) => active && rows.at(-1),
    };

    field.addEventListener("keydown", (event) => {
      const { key } = event;
      if (event.isComposing || event.keyCode === 229) {
        return;
      }
      if (list.hidden) {
        if (key === "ArrowDown" && field.value.trim()) {
          event.preventDefault();
          ask(true);
        }
        return;
      }
      const rows = [...list.children];
      const next = moves[key]?.(rows, active ? rows.indexOf(active) : key === "ArrowUp" ? 0 : -1);
      if (next) {
        event.preventDefault();
        mark(next);
      } else if (key === "Escape" || (key === "Enter" && active)) {
        event.preventDefault();
        if (key === "Enter") {
          choose(active);
        } else {
          close();
        }
      }
    });
    field.addEventListener("input", typed);
    field.addEventListener("compositionend", typed);
    field.addEventListener("blur", close);
    form.addEventListener("submit", close);
    // The field keeps the focus while a row is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        choose(option);
      }
    });

    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    })) {
      field.setAttribute(name, value);
    }
  };

  document.querySelectorAll("input[data-suggest]").forEach(attach);
})();
