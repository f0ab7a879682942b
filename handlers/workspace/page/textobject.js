// Slack's text object: the one place that decides whether a text is read as mark-up.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { words } from "./words.js";

/** A text object as nodes: mrkdwn is read as mark-up, plain_text never is; null for none. */
export function textObject(text, names) {
  if (!text) return null;
  if (text.type === "mrkdwn") return mrkdwn(text.text, names);
  return el("span", { class: "pre-line" }, words(text.emoji === false ? text.text : withEmoji(text.text)));
}
