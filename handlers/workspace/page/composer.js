// Where a person writes: a field that grows, completion, and sending to the channel, the thread or as a command.

import { el, icon } from "./dom.js";
import { api, sentence } from "./client.js";
import { Completion, offers, usage, withIds } from "./completion.js";

const TALLEST = 220; // pixels; then the field scrolls
const REMEMBERED = 30; // texts that the up arrow brings back

/** A composer. `place()` → {channel, thread?} says where it writes. */
export class Composer {
  constructor(store, place, label) {
    Object.assign(this, { store, place, sent: [], back: 0, sending: false });
    this.field = el("textarea", { rows: "1", "aria-label": label, placeholder: label, spellcheck: "true", autocomplete: "off", enterkeyhint: "send" });
    this.completion = new Completion(this.field, (item, start) => this.#complete(item, start));
    this.hint = el("div", { class: "usage", hidden: true });
    this.button = el("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send (Enter)", disabled: true }, icon("send"));
    this.chooser = el("input", { type: "file", hidden: true, multiple: true, on: { change: () => this.attach([...this.chooser.files]) } });
    this.clip = el("button", { type: "button", class: "icon-button", "aria-label": "Add a file", title: "Add a file", on: { click: () => this.chooser.click() } }, icon("clip"));
    this.prompts = el("div", { class: "prompts", hidden: true });
    this.form = el("form", { class: "composer" }, this.completion.node, this.prompts, this.hint, el("div", { class: "field-box" }, this.clip, this.field, this.chooser, this.button));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("click", () => this.#offer());
    this.field.addEventListener("blur", () => this.completion.close());
    this.field.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length && !event.clipboardData.types.includes("text/plain")) {
        event.preventDefault();
        this.attach(files);
      }
    });
  }

  label(text) {
    this.field.setAttribute("aria-label", text);
    this.field.placeholder = text;
  }

  /** Puts a text into the field, the caret behind it. */
  fill(text) {
    this.field.value = text;
    this.field.setSelectionRange(text.length, text.length);
    this.#changed();
    this.completion.close();
    this.field.focus();
  }

  /** Offers what the bot suggests to ask; a press asks it. null: nothing. */
  suggest(offered) {
    this.prompts.hidden = !offered?.prompts.length;
    if (this.prompts.hidden) return;
    const ask = (prompt) => {
      this.fill(prompt.message);
      this.send();
    };
    const buttons = offered.prompts.map((prompt) => el("button", { type: "button", class: "button", title: prompt.message, on: { click: () => ask(prompt) } }, prompt.title));
    this.prompts.replaceChildren(el("p", { class: "where" }, offered.title || "You may ask"), ...buttons);
  }

  #changed() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(TALLEST, this.field.scrollHeight)}px`;
    this.button.disabled = this.field.value.trim() === "";
    const hint = this.place().thread ? "" : usage(this.field.value, this.store);
    this.hint.replaceChildren(hint);
    this.hint.hidden = hint === "";
    this.#offer();
  }

  #offer() {
    const { value, selectionStart, selectionEnd } = this.field;
    this.completion.show(selectionStart === selectionEnd ? offers(value, selectionStart, this.store, Boolean(this.place().thread)) : null);
  }

  #complete(item, start) {
    const { value, selectionStart } = this.field;
    const head = value.slice(0, start) + item.insert;
    this.field.value = head + value.slice(selectionStart).replace(/^ /, "");
    this.field.setSelectionRange(head.length, head.length);
    this.#changed();
    this.completion.close();
  }

  #key(event) {
    if (event.isComposing || this.completion.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "ArrowUp" && (this.field.value === "" || this.field.value === this.sent[this.back])) {
      this.#recall(event, this.back + 1);
    } else if (event.key === "ArrowDown" && this.back > 0 && this.field.value === this.sent[this.back]) {
      this.#recall(event, this.back - 1);
    }
  }

  /** sent[0] is the empty field, sent[1] the newest text. */
  #recall(event, step) {
    if (this.sent[0] !== "") this.sent.unshift("");
    if (step >= this.sent.length) return;
    event.preventDefault();
    this.back = step;
    this.fill(this.sent[step]);
  }

  async send() {
    const text = this.field.value.trim();
    const { channel, thread } = this.place();
    if (!text || !channel || this.sending) return;
    if (text.startsWith("/") && thread) {
      this.store.notice(channel, "Slack does not allow slash commands in threads. Write it in the channel instead, or ask Antici here in plain words.", thread);
      return;
    }
    this.sending = true;
    const result = await this.#deliver(text, channel, thread);
    this.sending = false;
    if (result.ok || result.noticed) {
      this.sent = ["", text, ...this.sent.filter((one) => one && one !== text)].slice(0, REMEMBERED);
      this.back = 0;
      this.suggest(null);
      this.fill("");
    } else {
      this.store.notice(channel, `Not sent. ${sentence(result.error)}`, thread);
    }
  }

  /** Sends files one after the other, the first with what stands in the field. */
  async attach(files) {
    const { channel, thread } = this.place();
    if (!channel || this.sending) return;
    this.sending = true;
    for (const file of files) {
      const text = withIds(this.field.value.trim(), this.store);
      const result = await api.file({ channel, name: file.name, ...(text ? { text } : {}), ...(thread ? { thread_ts: thread } : {}) }, file);
      if (result.ok) this.fill("");
      else this.store.notice(channel, `${file.name} was not sent. ${sentence(result.error)}`, thread);
    }
    this.sending = false;
    this.chooser.value = "";
  }

  /** Takes files that are dropped anywhere on `pane`. */
  droppable(pane) {
    const files = (event) => event.dataTransfer?.types.includes("Files");
    pane.addEventListener("dragover", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      pane.classList.add("dropping");
    });
    pane.addEventListener("dragleave", (event) => pane.contains(event.relatedTarget) || pane.classList.remove("dropping"));
    pane.addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      pane.classList.remove("dropping");
      if (this.form.offsetParent) this.attach([...event.dataTransfer.files]); // not where nothing can be written
    });
  }

  #deliver(text, channel, thread) {
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command) return api.command({ channel, command: command[1], text: command[2] });
    return api.message({ channel, text: withIds(text, this.store), ...(thread ? { thread_ts: thread } : {}) });
  }
}
