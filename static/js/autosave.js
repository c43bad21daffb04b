/* Keeps what is typed as a draft: a moment after the last key, and when the page is left. Other scripts may dispatch
   `autosave:now` on the form; the form then dispatches `autosave:saved` with detail {ok, at}. Without this file a button
   of the form does the same. */
(() => {
  "use strict";
  const WAIT = 2000;

  const watch = (form) => {
    const status = form.querySelector("[data-autosave-status]");
    let timer = 0;
    let isDirty = false;
    // Something was typed that no answer has confirmed yet.
    let isUnsaved = false;
    let isSending = false;
    let isOver = false;

    const tell = (ok, at) => {
      const words = ok ? form.dataset.autosaveSaved.replace("%time%", at) : form.dataset.autosaveFailed;
      // Written only when it says something new, so that a reader's voice is not interrupted at each key.
      if ((at || !ok) && status && status.textContent !== words) {
        status.textContent = words;
      }
      form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: { ok, at } }));
    };

    const send = async (isLeaving, isByItself) => {
      clearTimeout(timer);
      isDirty = isSending && !isLeaving;
      if (isOver || isDirty) {
        return;
      }
      isSending = true;
      try {
        const body = new URLSearchParams(new FormData(form));
        const headers = { "X-CSRFToken": body.get("csrfmiddlewaretoken") };
        if (isByItself) {
          // Nobody has clicked: it must not prolong the session.
          headers["X-By-Itself"] = "1";
        }
        // A browser sends at most 64 KB after the page is gone.
        const keepalive = isLeaving && body.toString().length < 60000;
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers, keepalive, redirect: "error" });
        const found = answer.ok ? await answer.json() : null;
        isUnsaved = isDirty || !found;
        tell(Boolean(found), found ? found.saved : "");
      } catch {
        tell(false, "");
      }
      isSending = false;
      if (isDirty) {
        timer = setTimeout(send, WAIT);
      }
    };

    form.addEventListener("input", () => {
      isDirty = isUnsaved = true;
      clearTimeout(timer);
      timer = setTimeout(send, WAIT);
    });
    form.addEventListener("autosave:now", () => (isUnsaved ? send(false, true) : tell(true, "")));
    form.addEventListener("submit", () => {
      isOver = true;
      clearTimeout(timer);
    });
    addEventListener("pagehide", () => {
      if (isUnsaved) {
        send(true);
      }
    });
    // Back in the browser's history the form is alive again.
    addEventListener("pageshow", () => {
      isOver = false;
    });
  };

  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();
