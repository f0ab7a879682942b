// The raw traffic between the workspace and the bot, for those who want to see it. Shows, never changes.

import { el, icon } from "./dom.js";

const KEPT = 400; // newest entries
const timeOf = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

/** What an envelope is about, in a word: the event, the command, the action. */
function about(body) {
  const payload = body?.payload ?? {};
  const word = payload.event?.type ?? payload.command ?? payload.actions?.[0]?.action_id ?? payload.view?.callback_id ?? "";
  return word ? ` ${word}` : "";
}

/** A drawer in `root` that collects {direction, method, at, body}. */
export class Inspector {
  constructor(root, toggle) {
    Object.assign(this, { root, toggle, wanted: "" });
    this.list = el("ol", { class: "traffic", "aria-label": "Raw traffic, newest first" });
    this.count = el("span", { class: "where" }, "nothing yet");
    this.filter = el("input", { type: "search", class: "field", placeholder: "Filter by method or text", "aria-label": "Filter traffic" });
    this.filter.addEventListener("input", () => this.#narrow());
    const clear = el("button", { type: "button", class: "button", on: { click: () => this.clear() } }, "Clear");
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close inspector", on: { click: () => this.show(false) } }, icon("close"));
    const head = el("header", { class: "pane-head" }, el("div", null, el("h2", null, "Raw traffic"), this.count), el("div", { class: "tools" }, this.filter, clear, close));
    root.replaceChildren(head, this.list);
    toggle.addEventListener("click", () => this.show(root.hidden));
  }

  show(open) {
    this.root.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    if (open) this.filter.focus();
    else this.toggle.focus();
  }

  /** Shows what went before, instead of all there is. */
  reset(traffic) {
    this.clear();
    for (const entry of traffic) this.add(entry);
  }

  clear() {
    this.list.replaceChildren();
    this.#counted();
  }

  /** Takes one `traffic` event. `direction` is the workspace's: "in" came from the bot, "out" went to it. */
  add({ direction, method, at, body }) {
    const from = direction === "in";
    const moment = new Date(typeof at === "number" ? at * 1000 : (at ?? Date.now()));
    const text = JSON.stringify(body, null, 2) ?? "";
    const title = el(
      "summary", null,
      el("span", { class: from ? "arrow from" : "arrow", title: from ? "from the bot" : "to the bot" }, from ? "bot →" : "→ bot"),
      el("span", { class: "method" }, method, el("span", { class: "about" }, about(body))), el("time", null, timeOf.format(moment)), el("span", { class: "size" }, `${text.length} characters`),
    );
    const detail = el("details", null, title);
    detail.addEventListener("toggle", () => detail.open && detail.childElementCount === 1 && detail.append(el("pre", { tabindex: "0" }, text)));
    const item = el("li", { data: { text: `${method} ${text}`.toLowerCase() } }, detail);
    item.hidden = !item.dataset.text.includes(this.wanted);
    this.list.prepend(item);
    while (this.list.childElementCount > KEPT) this.list.lastElementChild.remove();
    this.#counted();
  }

  #narrow() {
    this.wanted = this.filter.value.trim().toLowerCase();
    for (const item of this.list.children) item.hidden = !item.dataset.text.includes(this.wanted);
    this.#counted();
  }

  #counted() {
    const shown = [...this.list.children].filter((item) => !item.hidden).length;
    const all = this.list.childElementCount;
    this.count.replaceChildren(all === 0 ? "nothing yet" : shown === all ? `${all} entries` : `${shown} of ${all} entries`);
  }
}
