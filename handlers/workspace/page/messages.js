// One message, and a list of messages that is mended rather than redrawn, so that focus, menus and scrolling survive.

import { anchor, append, el, icon } from "./dom.js";
import { blocks } from "./blocks.js";
import { brief, clock, dayKey, dayLabel, exact, iso } from "./dates.js";
import { emoji } from "./emoji.js";
import { messageMenu } from "./menus.js";
import { mrkdwn } from "./mrkdwn.js";

const TOGETHER = 300; // seconds within which a person's next message needs no new name
const NEAR = 90; // pixels from the end that still count as reading the newest

/** The round with a person's initials; the colour is decoration, the name stands beside it. */
export function avatar(person) {
  const words = person.name.split(/[\s._-]+/).filter(Boolean);
  const initials = (words.length > 1 ? words[0][0] + words.at(-1)[0] : (words[0] ?? "?").slice(0, 1)).toUpperCase();
  const node = el("span", { class: person.bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, initials);
  const color = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(person.color ?? "");
  if (color) node.style.setProperty("--tint", `#${color[1]}`);
  return node;
}

/** A message's content without its frame: blocks, or its text. */
export function content(message, env) {
  const nodes = message.blocks?.length ? [blocks(message.blocks, env)] : [el("div", { class: "text" }, mrkdwn(message.text, env.names))];
  for (const attached of message.attachments ?? []) {
    const inner = attached.blocks?.length ? blocks(attached.blocks, env) : mrkdwn(attached.text ?? attached.fallback ?? "", env.names);
    nodes.push(el("div", { class: "attachment" }, inner));
  }
  for (const file of message.files ?? []) nodes.push(el("div", { class: "file" }, icon("clip"), anchor(new URL(`/client/file/${encodeURIComponent(file.id)}`, location.href), file.title || file.name || file.id), size(file.size)));
  return nodes;
}

function size(bytes) {
  if (!Number.isFinite(bytes)) return null;
  const words = bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return el("span", { class: "where" }, words);
}

/** A list of messages in a scrolling frame. options: {store, thread: bool, onAct(message, action, node), onThread(message), menu}. */
export class MessageList {
  constructor(label, options) {
    this.options = options;
    this.rows = new Map(); // key → {node, message, state}
    this.list = el("ol", { class: "messages", "aria-label": label });
    this.frame = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, this.list);
    this.jump = el("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), "New messages");
    this.stuck = true; // reading the newest: stays there when the frame changes its size
    this.frame.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.frame);
    this.node = el("div", { class: "scroll-box" }, this.frame, this.jump);
  }

  #scrolled() {
    this.stuck = this.#atEnd();
    if (this.stuck) this.jump.hidden = true;
  }

  #atEnd() {
    return this.frame.scrollHeight - this.frame.scrollTop - this.frame.clientHeight < NEAR;
  }

  toEnd() {
    this.stuck = true;
    this.frame.scrollTop = this.frame.scrollHeight;
    this.jump.hidden = true;
  }

  /** Forgets everything, for another channel or thread. */
  clear() {
    this.rows.clear();
    this.list.replaceChildren();
    this.jump.hidden = true;
  }

  /** Shows exactly these messages. `fresh`: the message that has just come, if any. */
  sync(messages, fresh) {
    const atEnd = this.#atEnd();
    const wanted = new Map(this.#plan(messages));
    for (const [key, row] of this.rows) if (!wanted.has(key)) this.#forget(key, row);
    let before = null;
    for (const [key, plan] of wanted) {
      const old = this.rows.get(key);
      const row = old && old.message === plan.message && old.state === plan.state ? old : { ...plan, node: plan.draw() };
      if (old && old !== row) old.node.replaceWith(row.node);
      else if (row.node.previousSibling !== before || !row.node.parentNode) before ? before.after(row.node) : this.list.prepend(row.node);
      this.rows.set(key, row);
      before = row.node;
    }
    if (fresh) this.#follow(fresh, atEnd);
    else if (atEnd) this.toEnd();
  }

  #forget(key, row) {
    row.node.remove();
    this.rows.delete(key);
  }

  /** Own messages and the newest are brought into view: the end of a short one, the beginning of a long one. */
  #follow(fresh, atEnd) {
    const node = this.rows.get(fresh.ts)?.node;
    const mine = fresh.user === this.options.store.me?.id || fresh.ephemeral;
    if (!node) return;
    if (!atEnd && !mine) this.jump.hidden = false;
    else if (node.offsetHeight <= this.frame.clientHeight - 40) this.toEnd();
    else {
      this.stuck = false;
      this.frame.scrollTop = node.offsetTop - 12;
    }
  }

  *#plan(messages) {
    let before = null;
    for (const message of messages) {
      if (!this.options.thread && (!before || dayKey(before.ts) !== dayKey(message.ts))) {
        const label = dayLabel(message.ts);
        yield [`day ${dayKey(message.ts)}`, { message: label, state: "", draw: () => el("li", { class: "day" }, el("span", null, label)) }];
        before = null;
      }
      const compact = before !== null && this.#continues(before, message);
      const state = `${compact}|${message.reply_count ?? 0}|${this.options.store.hasNews(message)}`;
      yield [message.ts, { message, state, draw: () => this.#draw(message, compact) }];
      before = message;
      if (this.options.thread && !message.ephemeral && message.thread_ts === message.ts && messages.length > 1) {
        const label = messages.length === 2 ? "1 reply" : `${messages.length - 1} replies`;
        yield ["replies", { message: null, state: label, draw: () => el("li", { class: "day" }, el("span", null, label)) }];
        before = null;
      }
    }
  }

  /** Whether a message needs no name of its own. Each answer of a bot has one: it must not read as part of another. */
  #continues(before, message) {
    if (message.bot_id || message.local) return false;
    const same = before.user === message.user && before.bot_id === message.bot_id && before.username === message.username;
    const plain = Boolean(before.ephemeral) === Boolean(message.ephemeral) && !before.reply_count;
    return same && plain && Number(message.ts) - Number(before.ts) < TOGETHER;
  }

  #draw(message, compact) {
    const { store, onAct } = this.options;
    const person = message.local ? { name: "Workspace", bot: true } : store.person(message);
    const env = { names: store.names, choices: store.choices, act: (action, node) => onAct(message, action, node), suggest: (query) => this.options.menu.suggest(message, query) };
    const time = el("time", { datetime: iso(message.ts), title: exact(message.ts) }, clock(message.ts));
    const head = el("div", { class: "byline" }, el("span", { class: "name" }, person.name), person.bot ? el("span", { class: "badge" }, "bot") : null, time);
    const edited = message.edited ? el("span", { class: "edited" }, "edited") : null;
    const main = el("div", { class: "message-main" }, message.ephemeral ? whisper() : null, head, content(message, env), edited, this.#foot(message));
    const classes = ["message", compact && "compact", message.ephemeral && "ephemeral", message.local && "notice"].filter(Boolean).join(" ");
    return el("li", { class: classes, data: { ts: message.ts } }, avatar(person), main);
  }

  #foot(message) {
    const foot = el("div", { class: "foot" });
    for (const reaction of message.reactions ?? []) {
      const mine = reaction.users?.includes(this.options.store.me?.id);
      const who = (reaction.users ?? []).map((id) => this.options.store.names.user(id)?.label ?? id).join(", ");
      const words = [emoji(reaction.name) ?? `:${reaction.name}:`, ` ${reaction.count ?? reaction.users?.length ?? 1}`];
      append(foot, el("span", { class: mine ? "reaction mine" : "reaction", title: `${reaction.name.replaceAll("_", " ")}: ${who}` }, words));
    }
    const { store, thread, onThread } = this.options;
    const deeds = el("span", { class: "deeds" });
    if (!message.ephemeral && !message.local) append(deeds, messageMenu(message, { shortcuts: store.shortcuts, ...this.options.menu }));
    if (deeds.childNodes.length) append(foot, deeds);
    if (thread || message.ephemeral) return foot.childNodes.length ? foot : null;
    const open = { click: () => onThread(message) };
    const count = message.reply_count ?? 0;
    if (count > 0) {
      const last = message.latest_reply ? el("span", { class: "last" }, `last ${brief(message.latest_reply)}`) : null;
      const words = count === 1 ? "1 reply" : `${count} replies`;
      const news = store.hasNews(message);
      append(foot, el("button", { type: "button", class: news ? "replies news" : "replies", on: open }, icon("reply"), words, news ? [" ", el("span", { class: "new" }, "new")] : null, " ", last));
    } else {
      deeds.prepend(el("button", { type: "button", class: "reply", on: open }, icon("reply"), "Reply in thread"));
      append(foot, deeds);
    }
    return foot;
  }
}

function whisper() {
  return el("div", { class: "whisper" }, icon("eye"), "Only visible to you");
}
