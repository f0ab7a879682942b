// The list of channels and direct messages, with what is unread. It opens nothing itself: onOpen(channel id) does.

import { el, icon } from "./dom.js";
import { avatar } from "./messages.js";

/** The side list; redrawn whole, since it is short. */
export class ChannelList {
  constructor(root, store, onOpen) {
    Object.assign(this, { root, store, onOpen, open: null });
    store.addEventListener("state", () => this.draw());
    store.addEventListener("unread", () => this.draw());
  }

  show(channel) {
    this.open = channel;
    this.draw();
  }

  /** Channel ids in the order shown, for stepping through by keyboard. */
  order() {
    const all = [...this.store.channels.values()];
    return [...all.filter((one) => !one.direct), ...all.filter((one) => one.direct)].map((one) => one.id);
  }

  draw() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    const all = [...this.store.channels.values()];
    this.root.replaceChildren(
      this.#group("Channels", all.filter((one) => !one.direct)),
      this.#group("Direct messages", all.filter((one) => one.direct)),
    );
    if (focused) this.root.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  }

  #group(title, channels) {
    if (!channels.length) return el("div");
    const id = `group-${title.split(" ")[0].toLowerCase()}`;
    return el("section", null, el("h2", { id }, title), el("ul", { "aria-labelledby": id }, channels.map((one) => el("li", null, this.#entry(one)))));
  }

  #entry(channel) {
    const unread = this.store.unread.get(channel.id) ?? 0;
    const open = channel.id === this.open;
    const props = {
      type: "button",
      class: ["entry", unread && "unread"].filter(Boolean).join(" "),
      "aria-current": open ? "page" : null,
      data: { channel: channel.id },
      on: { click: () => this.onOpen(channel.id) },
    };
    const count = unread ? el("span", { class: "count" }, unread, el("span", { class: "hidden" }, " unread")) : null;
    return el("button", props, sign(channel, this.store), el("span", { class: "label" }, channel.label), count);
  }
}

/** What stands before a channel's name. */
export function sign(channel, store) {
  if (channel.kind === "im") {
    const user = store.users.get(channel.user);
    return avatar({ name: channel.label, color: user?.color, bot: user?.is_bot });
  }
  if (channel.kind === "mpim") return avatar({ name: String(channel.label.split(", ").length) });
  if (channel.kind === "private") return el("span", { class: "sign" }, icon("lock"), el("span", { class: "hidden" }, "private "));
  return el("span", { class: "sign", "aria-hidden": "true" }, "#");
}
