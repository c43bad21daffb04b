/* Keeps what is typed as a draft: a moment after the last key, and when the page is left. Other scripts may dispatch
   `autosave:now` on the form, which then dispatches `autosave:saved` with detail {ok, at}. A list as detail of the first
   gets a promise that it is over. Without this file a button does the same. */
(() => {
  "use strict";
  const WAIT = 2000;

  const watch = (form) => {
    const status = form.querySelector("[data-autosave-status]");
    let timer = 0;
    let isDirty = false;
    // Typed, and not yet confirmed by an answer.
    let isUnsaved = false;
    let isSending = false;
    let sending = Promise.resolve();
    let isOver = false;

    const tell = (ok, at) => {
      const words = ok ? form.dataset.autosaveSaved.replace("%time%", at) : form.dataset.autosaveFailed;
      // Written only when it is new, so that a screen reader is not interrupted at each key.
      if ((at || !ok) && status && status.textContent !== words) {
        status.textContent = words;
      }
      form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: { ok, at } }));
    };

    const post = async (isLeaving, isByItself) => {
      isSending = true;
      try {
        const body = new URLSearchParams(new FormData(form));
        const headers = { "X-CSRFToken": body.get("csrfmiddlewaretoken") };
        if (isByItself) {
          // Nobody clicked: it must not prolong the session.
          headers["X-By-Itself"] = "1";
        }
        // Browsers send at most 64 KB after the page is gone.
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

    const send = (isLeaving, isByItself) => {
      clearTimeout(timer);
      isDirty = isSending && !isLeaving;
      if (!isOver && !isDirty) {
        sending = post(isLeaving, isByItself);
      }
      return sending;
    };

    const sendAtOnce = async () => {
      await sending;
      return isUnsaved ? send(false, true) : tell(true, "");
    };

    form.addEventListener("input", () => {
      isDirty = isUnsaved = true;
      clearTimeout(timer);
      timer = setTimeout(send, WAIT);
    });
    form.addEventListener("autosave:now", ({ detail }) => (detail || []).push(sendAtOnce()));
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
