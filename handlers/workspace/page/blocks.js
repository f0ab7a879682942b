// Block Kit as DOM nodes, one function a block type. Buttons, selects and inputs are in elements.js.
// `env`: {names, choices, act}; act(action, node) reports what a person did; choices lists people and channels. A block unknown here is shown as such, not dropped.

import { anchor, el, safeUrl } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { element } from "./elements.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { textObject } from "./textobject.js";

const BLOCKS = {
  actions: (block, env) => el("div", { class: "actions" }, (block.elements ?? []).map((one) => element(one, block, env))),
  context,
  context_actions: (block, env) => BLOCKS.actions(block, env),
  data_table: (block, env) => grid(block, env),
  divider: () => el("hr"),
  header: (block) => el("h3", { class: "header" }, withEmoji(block.text?.text)),
  image: (block, env) => picture(block, env),
  input,
  markdown: (block) => el("div", { class: "markdown" }, markdown(block.text)),
  rich_text: (block, env) => richText(block, env.names),
  section,
  table: (block, env) => grid(block, env),
};

/** All blocks of a message or view. */
export function blocks(list, env) {
  return el("div", { class: "blocks" }, list.map((block) => one(block, env)));
}

function one(block, env) {
  const draw = Object.hasOwn(BLOCKS, block?.type) ? BLOCKS[block.type] : null;
  if (!draw) return el("div", { class: "block unsupported" }, `unsupported block: ${block?.type}`);
  return el("div", { class: `block block-${block.type}`, data: { block: block.block_id ?? "" } }, draw(block, env));
}

function section(block, env) {
  const fields = block.fields?.length ? el("div", { class: "fields" }, block.fields.map((text) => el("div", null, textObject(text, env.names)))) : null;
  const accessory = block.accessory ? el("div", { class: "accessory" }, element(block.accessory, block, env)) : null;
  const text = block.text ? el("div", { class: "section-text" }, textObject(block.text, env.names)) : null;
  return el("div", { class: accessory ? "section with-accessory" : "section" }, el("div", { class: "section-body" }, text, fields), accessory);
}

function context(block, env) {
  const parts = (block.elements ?? []).map((part) => el("div", null, part.type === "image" ? picture(part, env) : textObject(part, env.names)));
  return el("div", { class: "context" }, parts);
}

/** No image is ever fetched: what it shows, in words, and where it is. */
export function picture(image, env) {
  const title = image.title ? el("div", { class: "image-title" }, textObject(image.title, env.names)) : null;
  const words = `Image: ${image.alt_text || "without description"}`;
  const address = image.image_url ?? image.slack_file?.url;
  return el("figure", { class: "image" }, title, safeUrl(address) ? anchor(address, words, { class: "image-link" }) : words);
}

/** A group of boxes cannot stand in a label: it gets its name by ARIA. */
function input(block, env) {
  const words = el("span", { class: "input-label" }, textObject(block.label, env.names), block.optional ? el("small", null, " (optional)") : null);
  const hint = block.hint ? el("small", { class: "input-hint" }, textObject(block.hint, env.names)) : null;
  const held = element(block.element ?? {}, block, env);
  held.setAttribute("aria-label", words.textContent);
  return el(held.matches("fieldset") ? "div" : "label", { class: "input" }, words, held, hint);
}

/** `table` and `data_table`: the first row is the header. */
function grid(block, env) {
  const settings = block.column_settings ?? [];
  const align = (index, content) => settings[index]?.align ?? (content?.type === "raw_number" ? "right" : "left");
  const row = (cells, tag) =>
    el("tr", null, cells.map((content, index) => {
      const data = { align: align(index, content), wrap: settings[index]?.is_wrapped === false ? "0" : "1" };
      return el(tag, { data, scope: tag === "th" ? "col" : null }, cell(content, env));
    }));
  const [head = [], ...rest] = block.rows ?? [];
  const caption = block.caption ? el("caption", null, block.caption) : null;
  const body = el("tbody", null, rest.map((cells) => row(cells, "td")));
  return el("div", { class: "table-frame", tabindex: "0" }, el("table", null, caption, el("thead", null, row(head, "th")), body));
}

function cell(content, env) {
  if (content?.type === "rich_text") return richText(content, env.names);
  if (content?.type === "raw_number") return content.text ?? String(content.value ?? "");
  return content?.text ?? "";
}
