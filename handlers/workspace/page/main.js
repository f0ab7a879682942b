// Puts the page together: the store, the three columns, where one is (the address after #), keys, and what is announced.

import { api, listen, sentence } from "./client.js";
import { el, fragment } from "./dom.js";
import { ChannelList, sign } from "./channels.js";
import { Composer } from "./composer.js";
import { Home } from "./home.js";
import { Inspector } from "./inspector.js";
import { held } from "./interaction.js";
import { MessageList } from "./messages.js";
import { progress } from "./progress.js";
import { Modals } from "./modal.js";
import { quotedBeside, showArticle } from "./reader.js";
import { mrkdwn } from "./mrkdwn.js";
import { Store } from "./store.js";
import { ThreadPane } from "./thread.js";

const PENDING = 3000; // milliseconds a pressed button waits for an answer
const ANSWERS = new Set(["message", "message_changed", "message_deleted", "view", "home", "notice"]);
const at = (id) => document.getElementById(id);
const store = new Store();
const pending = new Set(); // buttons that were pressed and wait to see what comes of it
let here = { channel: null, thread: null, home: false };

const menu = {
  onReact: (message, name) => told(message, api.reaction({ ...placeOf(message), name })),
  onShortcut: (message, callback_id) => told(message, api.shortcut({ ...placeOf(message), callback_id })),
  suggest: (message, query) => api.options({ ...placeOf(message), ...query }),
};
const list = new MessageList("Messages", { store, thread: false, onAct: act, onThread: (message) => go(message.channel, message.thread_ts ?? message.ts), menu });
const composer = new Composer(store, () => ({ channel: here.channel }), "Message");
const channels = new ChannelList(at("channels"), store, (channel) => {
  go(channel);
  if (!touch()) composer.field.focus();
});
const thread = new ThreadPane(at("thread"), store, { onAct: act, onClose: () => go(here.channel), menu });
const onView = (view) => ({ names: store.names, choices: store.choices, act: (action, node) => act({ view }, action, node), suggest: (query) => api.options({ container: "view", view_id: view.id, ...query }) });
const modals = new Modals(onView);
const home = new Home(at("home"), at("tabs"), { store, env: onView, onTab: (tab) => go(here.channel, tab === "home" ? "home" : null) });
const inspector = new Inspector(at("inspector"), at("inspect"));

at("messages").append(list.node);
at("write").append(composer.form);
composer.droppable(document.querySelector(".conversation"));
at("back").addEventListener("click", () => go(null));
window.addEventListener("popstate", show);
document.addEventListener("keydown", keys);
document.addEventListener("click", read);

/** Goes to a channel, a thread of it or its "home", or (null) to the list of channels. */
function go(channel, part) {
  const address = channel ? `#${channel}${part ? `/${part}` : ""}` : "#";
  if ((location.hash || "#") !== address) history.pushState(null, "", address);
  return show();
}

/** Where there is room for more than the list, some channel is always open. */
function settle() {
  const [channel] = location.hash.slice(1).split("/");
  const narrow = window.matchMedia("(max-width: 46rem)").matches;
  if (!narrow && store.channels.size && !store.channels.has(channel)) history.replaceState(null, "", `#${channels.order()[0]}`);
}

/** Shows what the address says: first the place and the focus, then what is read for it. */
async function show() {
  settle();
  const [channel, part] = location.hash.slice(1).split("/");
  const known = store.channels.has(channel) ? channel : null;
  const before = here;
  const atHome = part === "home";
  here = { channel: known, thread: known && part && !atHome ? part : null, home: Boolean(known) && atHome };
  document.body.dataset.view = here.thread ? "thread" : known ? "conversation" : "channels";
  channels.show(known);
  if (!here.thread) thread.close();
  showHome(before);
  const reading = [
    known && known !== before.channel ? openChannel(known) : null,
    here.thread ? thread.open(here.channel, here.thread) : null,
  ];
  drawStatus();
  focusAfter(before);
  await Promise.all(reading);
}

/** In the direct message with the bot: its Home or its messages. The bot hears that one looks at either. */
function showHome(before) {
  const known = store.channels.get(here.channel);
  const bots = known?.kind === "im" && known.user === store.bot?.user_id;
  home.show(bots, bots && here.home);
  for (const id of ["messages", "status", "write"]) at(id).hidden = here.home;
  const moved = here.channel !== before.channel || here.home !== before.home;
  if (bots && moved && !here.thread) api.home(here.home ? "home" : "messages");
  composer.suggest(store.prompts.get(here.channel));
}

async function openChannel(channel) {
  list.clear();
  store.markRead(channel);
  const known = store.channels.get(channel);
  at("where").replaceChildren(sign(known, store), el("span", null, known.label));
  at("topic").replaceChildren(known.topic || (known.kind === "im" ? "Direct message: no mention needed" : ""));
  composer.label(`Message ${known.title}`);
  entitle();
  drawWelcome();
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
  else if (!here.home && (here.channel !== before.channel || (before.thread && !here.thread))) composer.field.focus();
}

function draw({ message, fresh }) {
  if (!here.channel) return;
  const messages = store.list(here.channel);
  list.sync(messages, fresh && messages.includes(message) ? message : null);
  if (messages.length) at("welcome").hidden = true;
}

function drawStatus() {
  at("status").replaceChildren(here.channel && !here.thread ? progress(store, here.channel) : "");
}

function entitle() {
  const known = store.channels.get(here.channel);
  const unread = [...store.unread.values()].reduce((sum, one) => sum + one, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${known ? `${known.title} – ` : ""}${store.team.name}`;
}

/** Reads a new message out, briefly, to those who cannot see it. */
function announce(message) {
  if (message.user === store.me?.id) return;
  const words = el("div", null, mrkdwn(message.text ?? "", store.names)).textContent.trim();
  const who = message.local ? "Workspace" : store.person(message).name;
  at("announcer").replaceChildren(`${who}${message.ephemeral ? ", only to you" : ""}: ${words.slice(0, 240)}`);
}

/** Reports what a person did with a block element of a message or a view; `node` shows that it is under way. */
async function act(place, action, node) {
  const pressed = node?.matches("button, select, summary") ? node : null;
  if (pressed) pending.add(pressed);
  pressed?.setAttribute("aria-busy", "true");
  setTimeout(settled, PENDING, pressed);
  const { type, ...rest } = action;
  const around = node?.closest(".blocks");
  const where = place.view
    ? { container: "view", view_id: place.view.id }
    : { container: "message", channel: place.channel, message_ts: place.ts, ...(place.thread_ts ? { thread_ts: place.thread_ts } : {}) };
  const result = await api.action({ ...where, ...rest, state: around ? held(around) : {} });
  if (result.ok) return;
  settled(pressed);
  store.notice(place.channel ?? here.channel, sentence(result.error), place.view ? undefined : (here.thread ?? undefined));
}

function placeOf(message) {
  return { channel: message.channel, message_ts: message.ts };
}

/** Says where a deed was refused. */
async function told(message, deed) {
  const result = await deed;
  if (!result.ok) store.notice(message.channel, sentence(result.error), here.thread ?? undefined);
}

function settled(node) {
  pending.delete(node);
  node?.removeAttribute("aria-busy");
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

/** A cited article that is stored here is opened here, its sentence marked; any other opens where it was published. */
async function read(event) {
  const link = event.target.closest?.(".blocks a[href^=http]:not(.button)");
  if (!link || !store.library || !here.channel || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const found = await api.article({ channel: here.channel, url: link.href });
  if (found.ok) showArticle(found.article, quotedBeside(link));
  else window.open(link.href, "_blank", "noopener,noreferrer");
}

/** What one may try here, from the commands the bot has declared. */
function drawWelcome() {
  const name = store.bot?.name ?? "the bot";
  const alone = store.channels.get(here.channel)?.kind === "im";
  const ask = alone ? "Ask in plain words" : ["Mention ", el("strong", null, `@${name}`), " with a question"];
  at("invitation").replaceChildren(fragment(ask, ", or type ", el("kbd", null, "/"), " for the commands."));
  const chips = store.commands.map((one) =>
    el("button", { type: "button", class: "button", title: one.description, on: { click: () => composer.fill(`${one.command} `) } }, one.command),
  );
  at("tries").replaceChildren(...chips);
}

store.addEventListener("state", () => {
  at("team").replaceChildren(store.team.name);
  at("me").replaceChildren(store.me ? `Signed in as ${store.users.get(store.me.id)?.label ?? store.me.name}` : "");
  entitle();
});
store.addEventListener("unread", entitle);
store.addEventListener("status", drawStatus);
store.addEventListener("views", ({ detail }) => modals.reset(detail));
store.addEventListener("prompts", () => composer.suggest(store.prompts.get(here.channel)));
store.addEventListener("messages", ({ detail }) => {
  if (detail.channel !== here.channel) return;
  draw(detail);
  if (detail.fresh) announce(detail.message);
});

/** Reads everything anew: at the beginning, and whenever the workspace is back. */
async function refresh() {
  const first = store.me === null;
  if (!(await store.load())) return;
  if (first) show();
  else if (here.channel) {
    await store.open(here.channel);
    if (here.thread) await store.open(here.channel, here.thread);
  }
}

function hear(event) {
  if (event.type === "traffic") inspector.add(event);
  else if (event.type === "view") modals.take(event);
  else store.take(event);
  if (ANSWERS.has(event.type)) pending.forEach(settled);
}

listen(hear, async (link) => {
  document.body.dataset.link = link;
  at("link").replaceChildren(link === "open" ? "Connected to this machine" : "Connection lost; trying again…");
  if (link !== "open") return;
  await refresh();
  inspector.reset((await api.traffic()).traffic ?? []);
});
