// The line that says what the bot is at, with Stop where that may be stopped. The store knows; this only draws.

import { el } from "./dom.js";
import { api, sentence } from "./client.js";

/** The nodes of the line for a thread, or for a channel with all its threads; an empty text when nothing goes on. */
export function progress(store, channel, thread) {
  const going = store.status(channel, thread);
  if (!going) return "";
  const name = store.bot?.name ?? "The bot";
  if (!going.session) return `${name} ${going.text}`;
  const stop = async () => {
    const result = await api.stop({ channel, thread_ts: going.thread });
    if (!result.ok) store.notice(channel, sentence(result.error), thread);
  };
  const button = el("button", { type: "button", class: "button stop", on: { click: stop } }, "Stop");
  const words = going.text === "processing" ? "is at work" : going.text;
  return el("span", { class: "progress" }, `${name} ${words}`, button);
}
