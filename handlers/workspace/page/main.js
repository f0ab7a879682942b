// Puts the page together: the store, the three columns, where one is (the address after #), keys, and what is announced.

import { api, listen, sentence } from "./client.js";
import { el } from "./dom.js";
import { ChannelList, sign } from "./channels.js";
import { Composer } from "./composer.js";
import { Inspector } from "./inspector.js";
import { MessageList } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { Store } from "./store.js";
import { ThreadPane } from "./thread.js";

const PENDING = 3000; // milliseconds a pressed button waits for its message to change
const at = (id) => document.getElementById(id);
const store = new Store();
let here = { channel: null, thread: null };

const list = new MessageList("Messages", { store, thread: false, onAct: act, onThread: (message) => go(message.channel, message.thread_ts ?? message.ts) });
const composer = new Composer(store, () => ({ channel: here.channel }), "Message");
const channels = new ChannelList(at("channels"), store, (channel) => {
  go(channel);
  if (!touch()) composer.field.focus();
});
const thread = new ThreadPane(at("thread"), store, { onAct: act, onClose: () => go(here.channel) });
const inspector = new Inspector(at("inspector"), at("inspect"));

at("messages").append(list.node);
at("write").append(composer.form);
at("back").addEventListener("click", () => go(null));
window.addEventListener("popstate", show);
document.addEventListener("keydown", keys);

/** Goes to a channel, a thread of it, or (null) to the list of channels. */
function go(channel, threadTs) {
  const address = channel ? `#${channel}${threadTs ? `/${threadTs}` : ""}` : "#";
  if ((location.hash || "#") !== address) history.pushState(null, "", address);
  return show();
}

/** Shows what the address says: first the place and the focus, then what is read for it. */
async function show() {
  const [channel, threadTs] = location.hash.slice(1).split("/");
  const known = store.channels.has(channel) ? channel : null;
  const before = here;
  here = { channel: known, thread: known && threadTs ? threadTs : null };
  document.body.dataset.view = here.thread ? "thread" : known ? "conversation" : "channels";
  channels.show(known);
  if (!here.thread) thread.close();
  const reading = [
    known && known !== before.channel ? openChannel(known) : null,
    here.thread ? thread.open(here.channel, here.thread) : null,
  ];
  drawStatus();
  focusAfter(before);
  await Promise.all(reading);
}

async function openChannel(channel) {
  list.clear();
  store.markRead(channel);
  const known = store.channels.get(channel);
  at("where").replaceChildren(sign(known, store), el("span", null, known.label));
  at("topic").replaceChildren(known.topic || (known.kind === "im" ? "Direct message: no mention needed" : ""));
  composer.label(known.kind === "im" ? `Message ${known.label}` : `Message #${known.label}`);
  entitle();
  draw({});
  const read = await store.open(channel);
  if (here.channel !== channel) return;
  if (!read) store.notice(channel, sentence("unreachable"));
  at("welcome").hidden = store.list(channel).length > 0;
  list.toEnd();
}

/** On a touch screen a focused field calls up the keyboard over what one wants to read. */
function touch() {
  return window.matchMedia("(pointer: coarse)").matches;
}

function focusAfter(before) {
  if (touch() || !here.channel) return;
  if (here.thread && here.thread !== before.thread) thread.composer.field.focus();
  else if (here.channel !== before.channel || (before.thread && !here.thread)) composer.field.focus();
}

function draw({ message, fresh }) {
  if (!here.channel) return;
  const messages = store.list(here.channel);
  list.sync(messages, fresh && list.rows.size && messages.includes(message) ? message : null);
  if (messages.length) at("welcome").hidden = true;
}

function drawStatus() {
  const text = here.channel && !here.thread ? store.status(here.channel) : "";
  at("status").replaceChildren(text ? `${store.bot?.name ?? "The bot"} ${text}` : "");
}

function entitle() {
  const known = store.channels.get(here.channel);
  const unread = [...store.unread.values()].reduce((sum, one) => sum + one, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${known ? `${known.kind === "im" ? "" : "#"}${known.label} – ` : ""}${store.team.name}`;
}

/** Reads a new message out, briefly, to those who cannot see it. */
function announce(message) {
  if (message.user === store.me?.id) return;
  const words = el("div", null, mrkdwn(message.text ?? "", store.names)).textContent.trim();
  const who = message.local ? "Workspace" : store.person(message).name;
  at("announcer").replaceChildren(`${who}${message.ephemeral ? ", only to you" : ""}: ${words.slice(0, 240)}`);
}

/** Reports what a person did with a block element; `node` shows that it is under way. */
async function act(message, action, node) {
  const pressed = node?.matches("button, select, summary") ? node : null;
  pressed?.setAttribute("aria-busy", "true");
  setTimeout(() => pressed?.removeAttribute("aria-busy"), PENDING);
  const { type, ...rest } = action;
  const body = { channel: message.channel, message_ts: message.ts, container: "message", ...rest };
  if (message.thread_ts) body.thread_ts = message.thread_ts;
  const result = await api.action(body);
  if (result.ok) return;
  pressed?.removeAttribute("aria-busy");
  store.notice(message.channel, sentence(result.error), here.thread ?? undefined);
}

function keys(event) {
  if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
    if (here.thread) go(here.channel);
    else if (!at("inspector").hidden) inspector.show(false);
  }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const order = channels.order();
    const next = order.indexOf(here.channel) + (event.key === "ArrowDown" ? 1 : -1);
    go(order[(next + order.length) % order.length]);
  }
}

/** What one may try, from the commands the bot has declared. */
function drawWelcome() {
  const chips = store.commands.map((one) =>
    el("button", { type: "button", class: "button", title: one.description, on: { click: () => composer.fill(`${one.command} `) } }, one.command),
  );
  at("tries").replaceChildren(...chips);
}

store.addEventListener("state", () => {
  at("team").replaceChildren(store.team.name);
  at("me").replaceChildren(store.me ? `Signed in as ${store.users.get(store.me.id)?.label ?? store.me.name}` : "");
  drawWelcome();
  entitle();
});
store.addEventListener("unread", entitle);
store.addEventListener("status", drawStatus);
store.addEventListener("messages", ({ detail }) => {
  if (detail.channel !== here.channel) return;
  draw(detail);
  if (detail.fresh) announce(detail.message);
});

/** Reads everything anew: at the beginning, and whenever the workspace is back. */
async function refresh() {
  const first = store.me === null;
  if (!(await store.load())) return;
  if (first && !location.hash && !window.matchMedia("(max-width: 46rem)").matches) go(channels.order()[0]);
  else if (first) show();
  else if (here.channel) {
    await store.open(here.channel);
    if (here.thread) await store.open(here.channel, here.thread);
  }
}

listen(
  (event) => (event.type === "traffic" ? inspector.add(event) : event.type === "state" ? store.load() : store.take(event)),
  (link) => {
    document.body.dataset.link = link;
    at("link").replaceChildren(link === "open" ? "Connected to this machine" : "Connection lost; trying again…");
    if (link === "open") refresh();
  },
);
