// What the page knows: people, channels and messages, fed by client.js. It draws nothing; views are told of changes.

import { api } from "./client.js";

const STATUS_LASTS = 120_000; // milliseconds, as long as Slack keeps a status
const threadOf = (message) => message.thread_ts ?? message.ts;

/** Whether a message stands in the channel itself, not only in a thread. */
export function topLevel(message) {
  return !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
}

/** The one store of the page. Events: "state", "messages" {channel, message?, fresh}, "status" {channel}, "unread",
 * "prompts", "home", "views" (what is open now). */
export class Store extends EventTarget {
  constructor() {
    super();
    this.team = { id: "", name: "Workspace" };
    this.me = null;
    this.bot = null;
    this.commands = [];
    this.shortcuts = []; // those on messages
    this.users = new Map();
    this.channels = new Map();
    this.messages = new Map(); // channel → Map of ts → message
    this.statuses = new Map(); // "channel|thread" → {text, thread, session, timer}
    this.unread = new Map();
    this.news = new Set(); // "channel|root" of threads with replies that nobody has looked at
    this.prompts = new Map(); // channel → {title, prompts: [{title, message}]} that the bot suggests
    this.home = null; // the view of its Home
    this.reading = null; // the channel on show: its messages are read as they come
    this.names = {
      user: (id) => this.#label(this.users.get(id), id === this.me?.id),
      channel: (id) => this.#label(this.channels.get(id), false),
    };
    this.choices = {
      users: () => [...this.users.values()].filter((user) => !user.is_bot),
      channels: () => [...this.channels.values()].filter((one) => one.kind === "channel"),
      conversations: () => [...this.channels.values()],
    };
  }

  #label(known, mine) {
    return known ? { label: known.label, mine } : null;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Reads who and what there is; false when the workspace does not answer. */
  async load() {
    const state = await api.state();
    if (!state.channels) return false;
    Object.assign(this, { team: state.team, me: state.me, bot: state.bot, commands: state.commands ?? [] });
    this.library = Boolean(state.library);
    this.shortcuts = (state.shortcuts ?? []).filter((one) => one.type === "message");
    this.users = new Map(state.users.map((user) => [user.id, { ...user, label: user.real_name || user.name }]));
    this.channels = new Map(state.channels.map((channel) => [channel.id, this.#named(channel)]));
    for (const channel of state.channels) this.unread.set(channel.id, channel.id === this.reading ? 0 : (channel.unread ?? 0));
    for (const one of state.statuses ?? []) this.#status(one.channel, one.thread_ts ?? "", one.status, one.session);
    for (const one of state.prompts ?? []) this.#prompt(one);
    this.home = state.home ?? null;
    this.#tell("state");
    this.#tell("home");
    this.#tell("views", state.views ?? []);
    return true;
  }

  /** A conversation with its name, and with its name as it stands in a sentence. */
  #named(channel) {
    const direct = channel.kind === "im" || channel.kind === "mpim";
    const label = (channel.kind === "im" && this.users.get(channel.user)?.label) || channel.name;
    return { ...channel, direct, label, title: direct ? label : `#${label}` };
  }

  person(message) {
    const id = message.user ?? (message.bot_id ? this.bot?.user_id : undefined);
    const known = this.users.get(id);
    return { id, name: message.username ?? known?.label ?? message.user ?? "Workspace", color: known?.color, bot: known?.is_bot ?? Boolean(message.bot_id) };
  }

  /** Reads a channel, or one thread of it. */
  async open(channel, thread) {
    const history = await api.history(channel, thread);
    if (!history.messages) return false;
    const kept = this.#of(channel);
    if (!thread) for (const [ts, message] of kept) if (topLevel(message) && !message.local) kept.delete(ts);
    for (const message of history.messages) kept.set(message.ts, { ...message, channel });
    this.#tell("messages", { channel, fresh: false });
    return true;
  }

  #of(channel) {
    if (!this.messages.has(channel)) this.messages.set(channel, new Map());
    return this.messages.get(channel);
  }

  /** A channel's messages, or a thread's with its root first; oldest first. */
  list(channel, thread) {
    const belongs = thread ? (message) => threadOf(message) === thread : topLevel;
    return [...this.#of(channel).values()].filter(belongs).sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  get(channel, ts) {
    return this.#of(channel).get(ts);
  }

  hasNews(message) {
    return this.news.has(`${message.channel}|${message.ts}`);
  }

  /** The thread has been looked at. */
  markThread(channel, root) {
    if (this.news.delete(`${channel}|${root}`)) this.#tell("messages", { channel, fresh: false });
  }

  /** From now on this channel is being read; the workspace learns of the one before by its being asked for. */
  markRead(channel) {
    if (this.reading && this.reading !== channel) api.history(this.reading);
    this.reading = channel;
    this.unread.set(channel, 0);
    this.#tell("unread");
  }

  /** Takes one event of the workspace. */
  take(event) {
    const message = event.message;
    const channel = event.channel ?? message?.channel;
    if (event.type === "message" || event.type === "message_changed") this.#keep(channel, message, event.type);
    else if (event.type === "message_deleted") this.#drop(channel, message?.ts ?? event.ts ?? event.deleted_ts);
    else if (event.type === "status") this.#status(channel, event.thread_ts ?? "", event.status ?? "", event.session);
    else if (event.type === "notice") this.notice(channel || this.reading, event.text, event.thread_ts);
    else if (event.type === "prompts") this.#prompt(event);
    else if (event.type === "home") {
      this.home = event.view;
      this.#tell("home");
    }
  }

  /** Suggestions for a whole direct message; those for one thread belong to the older kind of assistant. */
  #prompt({ channel, thread_ts: thread, title, prompts }) {
    if (!thread) this.prompts.set(channel, { title, prompts: prompts ?? [] });
    this.#tell("prompts");
  }

  #keep(channel, message, type) {
    const kept = this.#of(channel);
    const fresh = type === "message" && !kept.has(message.ts);
    kept.set(message.ts, { ...message, channel });
    if (fresh && !topLevel(message)) this.#reply(kept, message);
    const going = this.statuses.get(`${channel}|${message.thread_ts ?? ""}`);
    if (fresh && !going?.session) this.#status(channel, message.thread_ts ?? "", "");
    if (fresh && channel !== this.reading && message.user !== this.me?.id) {
      this.unread.set(channel, (this.unread.get(channel) ?? 0) + 1);
      this.#tell("unread");
    }
    this.#tell("messages", { channel, message: kept.get(message.ts), fresh });
  }

  /** A new reply is news, and counts on its root; what the workspace says later of the root overrides it. */
  #reply(kept, reply) {
    if (reply.user !== this.me?.id) this.news.add(`${reply.channel}|${reply.thread_ts}`);
    const root = kept.get(reply.thread_ts);
    if (!root || reply.ephemeral || Number(root.latest_reply ?? 0) >= Number(reply.ts)) return;
    kept.set(root.ts, { ...root, reply_count: (root.reply_count ?? 0) + 1, latest_reply: reply.ts });
  }

  #drop(channel, ts) {
    this.#of(channel).delete(ts);
    this.#tell("messages", { channel, fresh: false });
  }

  /** A word from the workspace itself, to this person only; kept by the page alone. */
  notice(channel, text, thread) {
    const ts = (Date.now() / 1000).toFixed(6);
    const message = { ts, channel, thread_ts: thread, text, ephemeral: true, local: true, username: "Workspace" };
    this.#of(channel).set(ts, message);
    this.#tell("messages", { channel, message, fresh: true });
  }

  /** A session at work lasts until it is said to be over; a mere status goes by itself. */
  #status(channel, thread, text, session) {
    const key = `${channel}|${thread}`;
    clearTimeout(this.statuses.get(key)?.timer);
    this.statuses.delete(key);
    const timer = text && !session ? setTimeout(() => this.#status(channel, thread, ""), STATUS_LASTS) : null;
    if (text) this.statuses.set(key, { text, thread, session, timer });
    this.#tell("status", { channel });
  }

  /** What the bot says it is doing: in this thread, or anywhere in the channel when no thread is given. */
  status(channel, thread) {
    const keys = [...this.statuses.keys()].filter((key) => (thread ? key === `${channel}|${thread}` : key.startsWith(`${channel}|`)));
    return keys.length ? this.statuses.get(keys[0]) : null;
  }
}
