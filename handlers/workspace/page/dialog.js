// Asking a person before something happens: Slack's confirmation object as a native dialog.

import { el } from "./dom.js";
import { textObject } from "./textobject.js";

/** Shows a `confirm` object; resolves to whether the person agreed. Escape declines. */
export function confirmed(confirm, names) {
  const agree = el("button", { class: `button ${confirm.style === "danger" ? "danger" : "primary"}`, value: "yes" }, confirm.confirm?.text ?? "Yes");
  const decline = el("button", { class: "button", value: "no" }, confirm.deny?.text ?? "Cancel");
  const title = el("h2", { id: "confirm-title" }, confirm.title?.text ?? "Are you sure?");
  const form = el("form", { method: "dialog" }, title, el("div", { class: "dialog-text" }, textObject(confirm.text, names)), el("div", { class: "actions" }, agree, decline));
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "confirm-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
