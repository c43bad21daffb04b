// Whoever presses a button while the editor saves by itself waits for that, and once a form is sent nothing saves it by
// itself any more: a new page would be sent, and made, twice.
(() => {
  const PATIENCE = 10_000;
  let saving = false;
  let isSent = false;
  let waiting = null;

  const sendAgain = () => {
    saving = false;
    if (!waiting) return;
    const { form, button, timer } = waiting;
    waiting = null;
    clearTimeout(timer);
    if (button?.name && button.disabled) {
      // The editor switches a pressed button off, and a browser leaves out what is off.
      const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: button.name });
      pressed.value = button.value;
      form.append(pressed);
    }
    form.requestSubmit(button?.disabled ? null : button);
  };

  addEventListener("w-autosave:save", (event) => {
    if (isSent) event.preventDefault();
    saving = !event.defaultPrevented;
  });
  for (const name of ["success", "error", "deactivated"]) addEventListener(`w-autosave:${name}`, sendAgain);
  addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-edit-form]")) return;
      isSent = !saving;
      if (isSent) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting ??= { form: event.target, button: event.submitter, timer: setTimeout(sendAgain, PATIENCE) };
    },
    true,
  );
  // Back from another page, as it was left.
  addEventListener("pageshow", () => (isSent = false));
})();
