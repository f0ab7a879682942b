// The pane beside the conversation with one thread: its first message, its replies, its composer.

import { el, icon } from "./dom.js";
import { Composer } from "./composer.js";
import { MessageList } from "./messages.js";
import { progress } from "./progress.js";

/** The thread pane in `root`; hidden when no thread is open. */
export class ThreadPane {
  constructor(root, store, { onAct, onClose, menu }) {
    Object.assign(this, { root, store, channel: null, thread: null });
    this.list = new MessageList("Messages in this thread", { store, thread: true, onAct, onThread: () => {}, menu });
    this.composer = new Composer(store, () => ({ channel: this.channel, thread: this.thread }), "Reply in this thread");
    this.where = el("p", { class: "where" });
    this.status = el("p", { class: "status", role: "status" });
    const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close thread", title: "Close thread (Esc)", on: { click: onClose } }, icon("close"));
    const head = el("header", { class: "pane-head" }, close, el("div", null, el("h2", null, "Thread"), this.where));
    root.replaceChildren(head, this.list.node, this.status, this.composer.form);
    this.composer.droppable(root);
    store.addEventListener("messages", ({ detail }) => this.thread && detail.channel === this.channel && this.draw(detail));
    store.addEventListener("status", () => this.drawStatus());
  }

  async open(channel, thread) {
    const other = this.channel !== channel || this.thread !== thread;
    Object.assign(this, { channel, thread });
    this.root.hidden = false;
    this.store.markThread(channel, thread);
    const known = this.store.channels.get(channel);
    this.where.replaceChildren(known ? (known.direct ? `with ${known.label}` : `in ${known.title}`) : "");
    if (other) {
      this.list.clear();
      this.draw({});
    }
    await this.store.open(channel, thread);
    this.list.toEnd();
    this.drawStatus();
  }

  close() {
    Object.assign(this, { channel: null, thread: null });
    this.root.hidden = true;
  }

  draw({ message, fresh }) {
    const here = fresh && (message.thread_ts ?? message.ts) === this.thread;
    if (here) this.store.markThread(this.channel, this.thread);
    this.list.sync(this.store.list(this.channel, this.thread), here ? message : null);
  }

  drawStatus() {
    this.status.replaceChildren(this.thread ? progress(this.store, this.channel, this.thread) : "");
  }
}
