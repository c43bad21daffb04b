/* Fills ID and one-time code from the address of the letter's QR code, and takes them out of it again.
   What stands after the # is never sent to a server. Without this file both are typed. */
(() => {
  "use strict";
  const parts = decodeURIComponent(window.location.hash.slice(1)).split("/");
  const name = document.getElementById("id_username");
  const code = document.getElementById("id_code_text");
  if (parts.length === 2 && name && code) {
    name.value = parts[0].slice(0, 150);
    code.value = parts[1].slice(0, 60);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    code.form.querySelector("button").focus();
  }
})();
