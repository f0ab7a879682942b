// The `rich_text` block and its elements as DOM nodes. Its text is inert by Slack's own rule: no mark-up is read in it.

import { anchor, el, fragment } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./dates.js";
import { mention } from "./mrkdwn.js";
import { words } from "./words.js";

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"], ["underline", "u"]];

/** A `rich_text` block, or the `rich_text` cell of a table. */
export function richText(block, names) {
  return el("div", { class: "rich" }, (block.elements ?? []).map((part) => section(part, names)));
}

function section(part, names) {
  const inside = () => (part.elements ?? []).map((piece) => leaf(piece, names));
  switch (part.type) {
    case "rich_text_section":
      return el("div", { class: "line pre-line" }, inside());
    case "rich_text_quote":
      return el("blockquote", { class: "pre-line" }, inside());
    case "rich_text_preformatted":
      return el("pre", { class: "code", tabindex: "0" }, inside());
    case "rich_text_list":
      return richList(part, names);
    default:
      return el("div", { class: "unsupported" }, `unsupported rich text: ${part.type}`);
  }
}

function richList(part, names) {
  const items = (part.elements ?? []).map((item) =>
    el("li", { class: "pre-line" }, item.type === "rich_text_section" ? (item.elements ?? []).map((piece) => leaf(piece, names)) : section(item, names)),
  );
  const data = { depth: Math.min(3, part.indent ?? 0), border: part.border ? "1" : "0" };
  if (part.style !== "ordered") return el("ul", { data }, items);
  return el("ol", { data, start: part.offset ? part.offset + 1 : null }, items);
}

function leaf(piece, names) {
  const node = bare(piece, names);
  return STYLES.reduce((inner, [style, tag]) => (piece.style?.[style] ? el(tag, null, inner) : inner), node);
}

function bare(piece, names) {
  switch (piece.type) {
    case "text":
      return words(piece.text);
    case "link":
      return anchor(piece.url, piece.text || piece.url);
    case "emoji":
      return document.createTextNode(emoji(piece.name) ?? fromCodes(piece.unicode) ?? `:${piece.name}:`);
    case "user":
      return mention("@", names.user(piece.user_id), piece.user_id);
    case "channel":
      return mention("#", names.channel(piece.channel_id), piece.channel_id);
    case "usergroup":
      return mention("@", null, piece.usergroup_id);
    case "broadcast":
      return mention("@", { label: piece.range, mine: true, broadcast: true }, piece.range);
    case "date":
      return el("time", null, slackDate(piece.timestamp, piece.format ?? "{date_long}") ?? piece.fallback ?? "");
    case "color":
      return el("code", null, piece.value ?? "");
    default:
      return fragment(el("span", { class: "unsupported" }, `unsupported: ${piece.type}`));
  }
}

/** "1f1ea-1f1fa" → the character; null when it is no list of code points. */
function fromCodes(codes) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(codes ?? "")) return null;
  return String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)));
}
