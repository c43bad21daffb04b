/* Warns before the session ends by itself, and has forms save their drafts before it does. Then it logs out.
   The time is asked of the server: a click in another tab counts as well. Without this file the session ends unwarned. */
(() => {
  "use strict";
  const dialog = document.getElementById("idle");
  if (!dialog || !dialog.showModal) {
    return;
  }
  const url = dialog.dataset.url;
  const warnAt = Number(dialog.dataset.warn);
  const left = dialog.querySelector("[data-left]");
  const token = dialog.querySelector("input[name=csrfmiddlewaretoken]").value;
  const ENDS = 20;
  let timer = 0;

  const saveDrafts = () => {
    const underWay = [];
    document.querySelectorAll("form[data-autosave]").forEach((form) => {
      form.dispatchEvent(new CustomEvent("autosave:now", { detail: underWay }));
    });
    return Promise.all(underWay);
  };

  const leave = async () => {
    window.clearTimeout(timer);
    // A draft that arrives after the logout would be lost.
    await saveDrafts();
    const back = window.location.pathname + window.location.search;
    await fetch(dialog.dataset.logout, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => undefined);
    window.location.assign(`${dialog.dataset.login}?next=${encodeURIComponent(back)}`);
  };

  const wait = (seconds) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, Math.max(seconds, 1) * 1000);
  };

  const show = (seconds) => {
    left.textContent = String(Math.max(1, Math.round(seconds / 60)));
    if (!dialog.open) {
      saveDrafts();
      dialog.showModal();
    }
    wait(Math.min(seconds - ENDS + 5, 30));
  };

  async function look() {
    let seconds = 0;
    try {
      const response = await fetch(url, { headers: { Accept: "application/json" } });
      seconds = response.redirected || !response.ok ? 0 : (await response.json()).seconds;
    } catch {
      wait(30);
      return;
    }
    if (seconds <= 0) {
      window.location.assign(`${dialog.dataset.login}?next=${encodeURIComponent(window.location.pathname)}`);
    } else if (seconds <= ENDS) {
      leave();
    } else if (seconds <= warnAt) {
      show(seconds);
    } else {
      if (dialog.open) {
        dialog.close();
      }
      wait(seconds - warnAt);
    }
  }

  dialog.addEventListener("close", async () => {
    await fetch(url, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => undefined);
    look();
  });
  wait(Number(dialog.dataset.seconds) - warnAt);
})();
