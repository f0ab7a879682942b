// The bot's modals: at most three upon each other, the topmost on show. What is typed survives an update of the view.

import { el, icon } from "./dom.js";
import { api, sentence } from "./client.js";
import { blocks } from "./blocks.js";
import { held } from "./interaction.js";
import { withEmoji } from "./emoji.js";

/** The stack of open views. `envFor(view)` gives blocks what they need. */
export class Modals {
  constructor(envFor) {
    this.envFor = envFor;
    this.stack = []; // {view, form}
    this.dialog = el("dialog", { class: "dialog modal", "aria-labelledby": "modal-title" });
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close();
    });
    document.body.append(this.dialog);
  }

  /** Takes a `view` event: {action: "open" | "push" | "update" | "close", view}. */
  take({ action, view }) {
    const at = this.stack.findIndex((one) => one.view.id === view.id);
    if (action === "open") this.stack = [];
    if (action === "close") this.stack = this.stack.filter((one) => one.view.id !== view.id);
    else if (action === "update" && at >= 0) this.stack[at] = this.#entry(view, this.stack[at]);
    else this.stack.push(this.#entry(view, null));
    this.#show();
  }

  /** Shows these views instead of all others, the topmost last: after the page was loaded anew, or had lost touch. */
  reset(views) {
    if (views.map((view) => view.hash).join() === this.stack.map((one) => one.view.hash).join()) return;
    this.stack = views.map((view) => this.#entry(view, null));
    this.#show();
  }

  #entry(view, before) {
    const entry = { view };
    const body = blocks(view.blocks, this.envFor(view));
    if (before) keep(before, view, body);
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => this.#close() } }, icon("close"));
    const head = el("header", null, el("h2", { id: "modal-title" }, withEmoji(view.title?.text)), close);
    const cancel = el("button", { type: "button", class: "button", on: { click: () => this.#close() } }, withEmoji(view.close?.text ?? "Cancel"));
    const submit = view.submit ? el("button", { type: "submit", class: "button primary" }, withEmoji(view.submit.text)) : null;
    const problem = el("p", { class: "problem", role: "alert" });
    entry.form = el("form", { novalidate: true }, head, body, problem, el("div", { class: "actions" }, submit, cancel));
    entry.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(entry, problem, submit);
    });
    return entry;
  }

  #show() {
    const top = this.stack.at(-1);
    if (!top) {
      this.dialog.close();
      return;
    }
    const before = document.activeElement;
    this.dialog.replaceChildren(top.form);
    if (!this.dialog.open) this.dialog.showModal();
    if (before !== document.body && top.form.contains(before)) before.focus();
    else top.form.querySelector("input, textarea, select")?.focus();
  }

  async #close() {
    const { view } = this.stack.at(-1);
    const result = await api.view({ view_id: view.id, act: "close" });
    if (!result.ok) this.take({ action: "close", view });
  }

  async #submit({ view, form }, problem, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const result = await api.view({ view_id: view.id, values: held(form) });
    button.removeAttribute("aria-busy");
    for (const old of form.querySelectorAll(".problem:not([role])")) old.remove();
    for (const [block, words] of Object.entries(result.errors ?? {})) this.#complain(form, block, words);
    problem.replaceChildren(result.ok || result.errors ? "" : sentence(result.error));
    const wrong = form.querySelector("[aria-invalid]");
    wrong?.focus({ preventScroll: true });
    wrong?.closest("[data-block]").scrollIntoView({ block: "nearest" });
  }

  #complain(form, block, words) {
    const input = form.querySelector(`[data-block="${CSS.escape(block)}"]`);
    const id = `problem-${block}`;
    input?.append(el("p", { class: "problem", id }, words));
    const field = input?.querySelector("input, textarea, select");
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", id);
    field?.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  }
}

/** Puts the inputs that did not change into the new body, with what was typed into them. */
function keep(before, view, body) {
  const old = new Map(before.view.blocks.map((block) => [block.block_id, JSON.stringify(block)]));
  for (const block of view.blocks) {
    if (block.type !== "input" || old.get(block.block_id) !== JSON.stringify(block)) continue;
    const selector = `[data-block="${CSS.escape(block.block_id)}"]`;
    const kept = before.form.querySelector(selector);
    if (kept) body.querySelector(selector).replaceWith(kept);
  }
}
