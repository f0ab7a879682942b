// Slack's mrkdwn as DOM nodes. Not Markdown (markdown.js), not blocks. Unescapes &lt; &gt; &amp; once, into text nodes.
// `names` tells who is who: names.user(id), names.channel(id) → {label, mine} or null.

import { anchor, el, fragment, safeUrl } from "./dom.js";
import { emoji } from "./emoji.js";
import { slackDate } from "./dates.js";
import { words } from "./words.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const BOUNDARY = /[\s\p{P}\p{S}]/u;
const BARE_URL = /^https?:\/\/[^\s<>|]+/i;
const LIST = /^(\s*)(•|◦|▪︎|▪|-|–|\d{1,3}[.)])\s+(.*)$/u;

/** The three entities that Slack escapes, back to text; once, never twice. */
export function unescape(text) {
  return String(text ?? "").replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
}

/** A whole mrkdwn text: fences, quotes, lists and lines. */
export function mrkdwn(text, names) {
  const root = fragment();
  String(text ?? "").split(/```/).forEach((part, index, parts) => {
    const fenced = index % 2 === 1 && index < parts.length - 1;
    if (fenced) root.append(el("pre", { class: "code", tabindex: "0" }, unescape(part.replace(/^\n|\n$/g, ""))));
    else if (index % 2 === 1) root.append(...lines("```" + part, names));
    else root.append(...lines(trimBeside(part, index, parts.length), names));
  });
  return root;
}

/** A fence is a block of its own: the line breaks beside it would show as empty lines. */
function trimBeside(part, index, count) {
  let text = part;
  if (index > 0) text = text.replace(/^\n/, "");
  if (index < count - 1) text = text.replace(/\n$/, "");
  return text;
}

function lines(text, names) {
  if (text === "") return [];
  const nodes = [];
  let quote = null;
  let paragraph = null;
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const item = quoted ? null : LIST.exec(line);
    if (quoted) {
      if (quote) quote.append(el("br"));
      else nodes.push((quote = el("blockquote", null)));
      quote.append(inline(quoted[1], names));
    } else if (item) {
      nodes.push(
        el("div", { class: "listed", data: { depth: Math.min(3, Math.floor(item[1].length / 2)) } },
          el("span", { class: "marker" }, item[2]), el("span", null, inline(item[3], names))),
      );
    } else if (line.trim() === "") {
      nodes.push(el("div", { class: "gap" }));
    } else {
      if (paragraph) paragraph.append(el("br"), inline(line, names));
      else nodes.push((paragraph = el("div", { class: "line" }, inline(line, names))));
    }
    if (!quoted) quote = null;
    if (quoted || item || line.trim() === "") paragraph = null;
  }
  return nodes;
}

/** One line: code, <…>, emphasis, emoji and bare addresses. */
export function inline(text, names) {
  const root = fragment();
  let plain = "";
  const flush = () => {
    if (plain) root.append(words(unescape(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = special(text, at, names);
    if (found) {
      flush();
      root.append(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return root;
}

function special(text, at, names) {
  const sign = text[at];
  if (sign === "`") return codeAt(text, at);
  if (sign === "<") return angleAt(text, at, names);
  if (sign === ":") return emojiAt(text, at);
  if (sign in STYLES) return styledAt(text, at, names);
  if (sign === "h" || sign === "H") return addressAt(text, at);
  return null;
}

function codeAt(text, at) {
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: el("code", null, unescape(text.slice(at + 1, end))), end: end + 1 };
}

function emojiAt(text, at) {
  const match = /^:([a-z0-9_+-]+):/.exec(text.slice(at, at + 40));
  const character = match && emoji(match[1]);
  if (!character) return null;
  return { node: el("span", { role: "img", "aria-label": match[1].replaceAll("_", " ") }, character), end: at + match[0].length };
}

function addressAt(text, at) {
  if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) return null;
  const match = BARE_URL.exec(text.slice(at));
  if (!match) return null;
  const address = match[0].replace(/(&gt;|&lt;).*$/, "").replace(/[.,;:!?'")\]*_~]+$/, "");
  if (!safeUrl(unescape(address))) return null;
  return { node: anchor(unescape(address), unescape(address)), end: at + address.length };
}

/** *bold*, _italic_, ~struck~: signs that hug their words, as Slack has it; links and code inside are jumped over. */
function styledAt(text, at, names) {
  const sign = text[at];
  if (at > 0 && !BOUNDARY.test(text[at - 1])) return null;
  if (at + 1 >= text.length || /\s/.test(text[at + 1]) || text[at + 1] === sign) return null;
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === "<") end = Math.max(end, text.indexOf(">", end));
    else if (text[end] === "`") end = Math.max(end, text.indexOf("`", end + 1));
    else if (text[end] === sign && !/\s/.test(text[end - 1]) && (end + 1 === text.length || BOUNDARY.test(text[end + 1]))) {
      return { node: el(STYLES[sign], null, inline(text.slice(at + 1, end), names)), end: end + 1 };
    }
  }
  return null;
}

function angleAt(text, at, names) {
  const end = text.indexOf(">", at);
  if (end === -1) return null;
  const [target, ...rest] = text.slice(at + 1, end).split("|");
  const label = rest.length ? unescape(rest.join("|")) : null;
  return { node: entity(target, label, names) ?? document.createTextNode(text.slice(at, end + 1)), end: end + 1 };
}

/** What stands between < and >; null when it means nothing to Slack either. */
function entity(target, label, names) {
  if (target.startsWith("@")) return mention("@", names.user(target.slice(1)), label ?? target.slice(1));
  if (target.startsWith("#")) return mention("#", names.channel(target.slice(1)), label ?? target.slice(1));
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) return mention("", null, label ?? "@group");
  if (target.startsWith("!")) return mention("@", { label: target.slice(1), mine: true, broadcast: true }, target.slice(1));
  const address = unescape(target);
  if (safeUrl(address)) return anchor(address, label ?? address.replace(/^mailto:/i, ""));
  return label === null ? null : el("span", { class: "inert-link" }, `${label} (${address})`);
}

/** A mention of a person, a channel or everyone. */
export function mention(sign, known, otherwise) {
  const kind = known?.broadcast ? "mention broadcast" : known?.mine ? "mention mine" : "mention";
  return el("span", { class: kind }, sign + (known?.label ?? otherwise));
}

function date(target, label) {
  const [, seconds, format, address] = target.split("^");
  const text = slackDate(seconds, unescape(format ?? "")) ?? label ?? "";
  const time = el("time", null, text);
  return address && safeUrl(unescape(address)) ? anchor(unescape(address), time) : time;
}
