// What the composer offers while one types: slash commands at the beginning, people after "@". Pure but for drawing.

import { el } from "./dom.js";

/** What may complete the text before the caret: {start, items: [{insert, title, hint, about, whole}]} or null. */
export function offers(text, caret, store, inThread) {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(before);
  if (command && !inThread) {
    const typed = before.toLowerCase();
    const fitting = store.commands.filter((one) => one.command.toLowerCase().startsWith(typed));
    const items = fitting.map((one) => ({
      insert: `${one.command} `, title: one.command, hint: one.usage_hint, about: one.description, whole: one.command === typed,
    }));
    return items.length ? { start: 0, items } : null;
  }
  const name = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!name) return null;
  const typed = name[1].toLowerCase();
  const fits = (user) => user.label.toLowerCase().startsWith(typed) || user.name.toLowerCase().startsWith(typed);
  const people = [...store.users.values()].filter((user) => user.id !== store.me?.id && fits(user));
  people.sort((a, b) => Number(b.is_bot) - Number(a.is_bot) || a.label.localeCompare(b.label));
  const items = people.slice(0, 8).map((user) => ({ insert: `@${user.label} `, title: `@${user.label}`, about: user.is_bot ? "bot" : "", whole: false }));
  return items.length ? { start: caret - typed.length - 1, items } : null;
}

/** The usage of the command being typed, for the line beside the composer; "" if there is none. */
export function usage(text, store) {
  const match = /^(\/\S+)\s/.exec(text);
  const command = match && store.commands.find((one) => one.command === match[1].toLowerCase());
  return command ? [`${command.command} ${command.usage_hint ?? ""}`.trim(), command.description].filter(Boolean).join(" — ") : "";
}

/** A typed text with the people and channels it names as ids, so that names of several words are understood too. */
export function withIds(text, store) {
  const people = [...store.users.values()].flatMap((user) => [[`@${user.label}`, `<@${user.id}>`], [`@${user.name}`, `<@${user.id}>`]]);
  const channels = [...store.channels.values()].filter((one) => one.kind !== "im" && one.kind !== "mpim").map((one) => [`#${one.name}`, `<#${one.id}>`]);
  const known = [...people, ...channels].sort((a, b) => b[0].length - a[0].length);
  const starts = (rest, name) => rest.toLowerCase().startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}_-]/u.test(rest.slice(name.length));
  let result = "";
  for (let at = 0; at < text.length; ) {
    const begins = /[@#]/.test(text[at]) && !/[\p{L}\p{N}/.@#]/u.test(text[at - 1] ?? "");
    const found = begins ? known.find(([name]) => starts(text.slice(at), name)) : null;
    result += found ? found[1] : text[at];
    at += found ? found[0].length : 1;
  }
  return result;
}

let lists = 0;

/** The list of offers as an ARIA listbox, steered from its text field, which stays a textbox. */
export class Completion {
  constructor(field, onPick) {
    Object.assign(this, { field, onPick, items: [], start: 0, at: 0 });
    this.id = `offers-${(lists += 1)}`;
    this.node = el("ul", { class: "offers", role: "listbox", id: this.id, "aria-label": "Suggestions", hidden: true });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.id);
  }

  get open() {
    return !this.node.hidden;
  }

  show(offered) {
    if (!offered) return this.close();
    Object.assign(this, { items: offered.items, start: offered.start, at: 0 });
    this.node.replaceChildren(...this.items.map((item, index) => this.#option(item, index)));
    this.node.hidden = false;
    return this.move(0);
  }

  #option(item, index) {
    const pick = (event) => {
      event.preventDefault(); // the field keeps the focus
      this.onPick(item, this.start);
    };
    const title = el("span", { class: "offer-title" }, item.title, item.hint ? el("span", { class: "offer-hint" }, ` ${item.hint}`) : null);
    const about = item.about ? el("span", { class: "offer-about" }, item.about) : null;
    return el("li", { role: "option", id: `${this.id}-${index}`, "aria-selected": "false", on: { mousedown: pick } }, title, about);
  }

  move(step) {
    this.at = (this.at + step + this.items.length) % this.items.length;
    [...this.node.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === this.at)));
    this.node.children[this.at].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
  }

  close() {
    this.node.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Handles a key while open; true when it was used. Enter on a fully typed command is left to be sent. */
  key(event) {
    if (!this.open) return false;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !this.items[this.at].whole)) this.onPick(this.items[this.at], this.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
