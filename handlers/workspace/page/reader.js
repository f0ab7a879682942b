// A cited article, opened beside its citation: the stored text, with the cited sentences marked in it.

import { anchor, el, icon } from "./dom.js";
import { words } from "./words.js";

const QUOTED = /^“|”$/g;
const LEAST = 12; // characters of a quotation that was cut, to know its sentence by

/** What is quoted beside a link of a message: the texts of its quotations. A cut one ends with "…". */
export function quotedBeside(link) {
  const around = link.closest(".rich") ?? link.closest(".block");
  return [...(around?.querySelectorAll("blockquote") ?? [])].map((quote) => quote.textContent.trim().replace(QUOTED, ""));
}

/** Where quotations stand in a text: [start, end] of each that is found, in order, none within another. */
export function places(text, quotations) {
  const found = [];
  for (const quotation of quotations) {
    const cut = quotation.endsWith("…");
    const said = cut ? quotation.slice(0, -1).trimEnd() : quotation;
    const start = said.length < (cut ? LEAST : 1) ? -1 : text.indexOf(said);
    if (start >= 0) found.push([start, start + said.length]);
  }
  found.sort((one, other) => one[0] - other[0]);
  return found.filter(([start], index) => index === 0 || start >= found[index - 1][1]);
}

/** Shows an article {title, about, text, language, url} with these quotations marked; Escape or ✕ closes it. */
export function showArticle(article, quotations) {
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => dialog.close() } }, icon("close"));
  const title = el("h2", { id: "article-title" }, article.title);
  const head = el("header", null, el("div", null, title, el("p", { class: "where" }, words(article.about))), close);
  const text = el("div", { class: "article", lang: article.language, tabindex: "0" }, paragraphs(article.text, places(article.text, quotations)));
  const foot = el("footer", null, article.url ? anchor(article.url, "At the publisher", { class: "button" }) : null, el("p", { class: "where" }, "The text as Antici keeps it."));
  const dialog = el("dialog", { class: "dialog modal reader", "aria-labelledby": "article-title" }, head, text, foot);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  text.focus({ preventScroll: true });
  dialog.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Paragraphs of a text, the stretches in `marked` marked, though one runs over the end of a paragraph. */
function paragraphs(text, marked) {
  const nodes = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const parts = [];
    let at = from;
    for (const [start, end] of marked) {
      if (end <= from || start >= to) continue;
      parts.push(text.slice(at, Math.max(at, start)), el("mark", null, text.slice(Math.max(from, start), Math.min(to, end))));
      at = Math.min(to, end);
    }
    nodes.push(el("p", null, parts, text.slice(at, to)));
  }
  return nodes;
}
