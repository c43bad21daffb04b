// A mailing at the desk: the number of recipients follows what is chosen, and the progress goes on by itself. Without
// this script the button "save and count" and reloading the page do the same.
(() => {
  const WAIT = 300;
  const LOOK = 2_000;

  // Where the session has ended, the answer leads to the login, which is no part of this page.
  const fragment = async (url, headers = {}) => {
    const answer = await fetch(url, { headers, redirect: "error" });
    return answer.ok ? answer.text() : null;
  };

  const form = document.querySelector("[data-count-url]");
  const shown = form?.querySelector("[data-count]");
  let timer = 0;
  let asked = 0;
  form?.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const chosen = new URLSearchParams(new FormData(form));
      chosen.delete("csrfmiddlewaretoken");
      const html = await fragment(`${form.dataset.countUrl}?${chosen}`).catch(() => null);
      if (html !== null && mine === asked) shown.innerHTML = html;
    }, WAIT);
  });

  const look = async () => {
    const present = document.querySelector("[data-progress-url]");
    if (!present?.hasAttribute("data-moving")) return;
    // Nobody does anything: this keeps no session from ending.
    const html = await fragment(present.dataset.progressUrl, { "X-By-Itself": "1" }).catch(() => null);
    if (html !== null) {
      const state = present.dataset.state;
      present.outerHTML = html;
      // What may be done, and the report, belong to the new state.
      if (document.querySelector("[data-progress-url]").dataset.state !== state) location.reload();
    }
    setTimeout(look, LOOK);
  };
  setTimeout(look, LOOK);
})();
