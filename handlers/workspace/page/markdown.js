// The `markdown` block: standard Markdown as DOM nodes, as far as Slack shows it. Not mrkdwn; raw HTML stays text.

import { anchor, el, fragment, safeUrl } from "./dom.js";
import { emoji } from "./emoji.js";

const FENCE = /^\s*(```|~~~)\s*[\w+-]*\s*$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const DIVISION = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** A whole Markdown text. */
export function markdown(text) {
  return fragment(blocks(String(text ?? "").replace(/\r\n?/g, "\n").split("\n")));
}

/** Reads block after block; each reader returns [node, index of the next line]. */
function blocks(lines) {
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const reader = [fence, heading, rule, quote, table, list].find((read) => read.starts(lines, at)) ?? paragraph;
    const [node, next] = reader(lines, at);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

function fence(lines, at) {
  const mark = FENCE.exec(lines[at])[1];
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== mark) end += 1;
  return [el("pre", { class: "code", tabindex: "0" }, lines.slice(at + 1, end).join("\n")), end + 1];
}
fence.starts = (lines, at) => FENCE.test(lines[at]);

function heading(lines, at) {
  const [, signs, text] = HEADING.exec(lines[at]);
  return [el(`h${Math.min(6, signs.length + 2)}`, { class: "md-heading", data: { level: signs.length } }, spans(text)), at + 1];
}
heading.starts = (lines, at) => HEADING.test(lines[at]);

const rule = (_, at) => [el("hr"), at + 1];
rule.starts = (lines, at) => RULE.test(lines[at]);

function quote(lines, at) {
  const inner = [];
  let end = at;
  for (; end < lines.length && QUOTE.test(lines[end]); end += 1) inner.push(QUOTE.exec(lines[end])[1]);
  return [el("blockquote", null, blocks(inner)), end];
}
quote.starts = (lines, at) => QUOTE.test(lines[at]);

function table(lines, at) {
  const aligns = cells(lines[at + 1]).map((cell) => (/^:-+:$/.test(cell) ? "center" : /-:$/.test(cell) ? "right" : "left"));
  const row = (line, tag) =>
    el("tr", null, cells(line).map((cell, index) => el(tag, { data: { align: aligns[index] ?? "left" } }, spans(cell))));
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|")) end += 1;
  const body = lines.slice(at + 2, end).map((line) => row(line, "td"));
  const drawn = el("table", null, el("thead", null, row(lines[at], "th")), el("tbody", null, body));
  return [el("div", { class: "table-frame", tabindex: "0" }, drawn), end];
}
table.starts = (lines, at) => lines[at].includes("|") && at + 1 < lines.length && lines[at + 1].includes("-") && DIVISION.test(lines[at + 1]);

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));

function list(lines, at) {
  const [, indent, marker] = ITEM.exec(lines[at]);
  const ordered = /\d/.test(marker);
  const node = el(ordered ? "ol" : "ul", ordered && parseInt(marker, 10) !== 1 ? { start: parseInt(marker, 10) } : null);
  let end = at;
  while (end < lines.length) {
    const match = ITEM.exec(lines[end]);
    if (!match || match[1].length !== indent.length || /\d/.test(match[2]) !== ordered) break;
    const inner = [match[3]];
    const depth = lines[end].length - match[3].length;
    for (end += 1; end < lines.length && belongs(lines, end, indent.length); end += 1) {
      inner.push(lines[end].slice(Math.min(depth, lines[end].search(/\S|$/))));
    }
    node.append(el("li", null, tight(blocks(inner))));
  }
  return [node, end];
}
list.starts = (lines, at) => ITEM.test(lines[at]) && !RULE.test(lines[at]);

/** Whether a line continues an item: deeper than its bullet, or a blank line before such a one. */
function belongs(lines, at, indent) {
  const deeper = (line) => line !== undefined && line.trim() !== "" && line.search(/\S/) > indent;
  return deeper(lines[at]) || (lines[at].trim() === "" && deeper(lines[at + 1]));
}

/** The only or first paragraph of an item needs no paragraph around it. */
function tight(nodes) {
  return nodes.flatMap((node, index) => (index === 0 && node.tagName === "P" ? [...node.childNodes] : [node]));
}

function paragraph(lines, at) {
  let end = at + 1;
  const opens = (index) => [fence, heading, rule, quote, list].some((read) => read.starts(lines, index));
  while (end < lines.length && lines[end].trim() !== "" && !opens(end)) end += 1;
  const parts = lines.slice(at, end).flatMap((line, index) => (index ? [el("br"), spans(line.trim())] : [spans(line.trim())]));
  return [el("p", null, parts), end];
}

/** Inline Markdown of one line. */
export function spans(text) {
  const root = fragment();
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = spanAt(text, at);
    if (found) {
      root.append(plain, found.node);
      plain = "";
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  root.append(plain);
  return root;
}

function spanAt(text, at) {
  const rest = text.slice(at);
  let match;
  if ((match = /^\\([\\`*_{}[\]()#+\-.!~|<>&])/.exec(rest))) return done(document.createTextNode(match[1]));
  if ((match = /^(`+)(.+?)\1(?!`)/.exec(rest))) return done(el("code", null, match[2].trim()));
  if ((match = /^!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/.exec(rest))) return done(picture(match[1], match[2]));
  if ((match = /^\[((?:\\.|[^\]\\])+)\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/.exec(rest))) return done(link(match[1], match[2]));
  if ((match = /^<((?:https?:\/\/|mailto:)[^>\s]+)>/i.exec(rest))) return done(anchor(match[1], match[1].replace(/^mailto:/i, "")));
  if ((match = /^&(amp|lt|gt|quot|#39);/.exec(rest))) return done(document.createTextNode({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }[match[1]]));
  if ((match = /^:([a-z0-9_+-]+):/.exec(rest)) && emoji(match[1])) return done(document.createTextNode(emoji(match[1])));
  if ((match = /^https?:\/\/[^\s<>|]+/i.exec(rest)) && !/[\p{L}\p{N}]$/u.test(text.slice(0, at))) return address(match[0]);
  for (const [sign, tag] of [["***", "strong"], ["**", "strong"], ["__", "strong"], ["~~", "s"], ["*", "em"], ["_", "em"]]) {
    if (rest.startsWith(sign)) return emphasis(sign, tag);
  }
  return null;

  function done(node) {
    return { node, end: at + match[0].length };
  }
  function address(whole) {
    const trimmed = whole.replace(/[.,;:!?'")\]*_~]+$/, "");
    return { node: anchor(trimmed, trimmed), end: at + trimmed.length };
  }
  function emphasis(sign, tag) {
    const word = sign[0] === "_" && /[\p{L}\p{N}]$/u.test(text.slice(0, at));
    const inner = /^\S/.test(rest.slice(sign.length)) && !word ? closing(rest, sign) : -1;
    if (inner === -1) return null;
    const content = spans(rest.slice(sign.length, inner));
    const node = sign === "***" ? el("strong", null, el("em", null, content)) : el(tag, null, content);
    return { node, end: at + inner + sign.length };
  }
}

/** Where the emphasis that opens `rest` closes, jumping over code and link addresses; -1 if it does not. */
function closing(rest, sign) {
  for (let at = sign.length + 1; at < rest.length; at += 1) {
    if (rest[at] === "\\") at += 1;
    else if (rest[at] === "`") at = Math.max(at, rest.indexOf("`", at + 1));
    else if (rest.startsWith("](", at)) at = Math.max(at, rest.indexOf(")", at));
    else if (rest.startsWith(sign, at) && !/\s/.test(rest[at - 1])) {
      if (sign.length === 1 && rest[at + 1] === sign) at += 1;
      else return at;
    }
  }
  return -1;
}

function link(label, address) {
  return safeUrl(address) ? anchor(address, spans(label)) : el("span", { class: "inert-link" }, `${label} (${address})`);
}

/** An image is never fetched: its description, linked. */
function picture(description, address) {
  return anchor(address, `Image: ${description || "without description"}`, { class: "image-link" });
}
