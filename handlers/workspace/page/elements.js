// Block elements that a person can use: buttons, menus, inputs. They report through env.act and decide nothing.

import { anchor, el, icon, safeUrl } from "./dom.js";
import { confirmed } from "./dialog.js";
import { withEmoji } from "./emoji.js";

const label = (text) => withEmoji(text?.text ?? "");

const ELEMENTS = {
  button,
  workflow_button: button,
  icon_button: (part, block, env) => button({ ...part, text: part.text ?? { text: part.icon ?? "" } }, block, env),
  feedback_buttons: feedback,
  static_select: select,
  overflow,
  radio_buttons: (part, block, env) => choices(part, block, env, "radio"),
  checkboxes: (part, block, env) => choices(part, block, env, "checkbox"),
  plain_text_input: field,
  email_text_input: (part, block, env) => field(part, block, env, "email"),
  url_text_input: (part, block, env) => field(part, block, env, "url"),
  number_input: (part, block, env) => field(part, block, env, "number"),
  datepicker: (part, block, env) => picker(part, block, env, "date", "selected_date", part.initial_date),
  timepicker: (part, block, env) => picker(part, block, env, "time", "selected_time", part.initial_time),
};

/** Any interactive element; an unknown one is shown as such. */
export function element(part, block, env) {
  if (part?.type === "image") return el("span", null, `Image: ${part.alt_text ?? ""}`);
  const draw = Object.hasOwn(ELEMENTS, part?.type) ? ELEMENTS[part.type] : null;
  return draw ? draw(part, block, env) : el("span", { class: "unsupported" }, `unsupported element: ${part?.type}`);
}

/** Asks where the element wants it (`confirm`), then reports; `undo` runs when the person declines. */
async function report(part, block, env, node, details, undo) {
  if (part.confirm && !(await confirmed(part.confirm, env.names))) {
    undo?.();
    return;
  }
  env.act({ block_id: block.block_id, action_id: part.action_id, type: part.type, ...details }, node);
}

function button(part, block, env) {
  const props = { class: `button ${part.style ?? ""}`.trim(), "aria-label": part.accessibility_label, data: { action: part.action_id ?? "" } };
  const text = label(part.text);
  if (part.url && safeUrl(part.url)) {
    const link = anchor(part.url, text, props);
    link.addEventListener("click", () => report({ ...part, confirm: null }, block, env, null, { value: part.value }));
    return link;
  }
  const node = el("button", { type: "button", ...props }, text);
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-busy") !== "true") report(part, block, env, node, { value: part.value });
  });
  return node;
}

function feedback(part, block, env) {
  const one = (choice) => button({ type: part.type, action_id: part.action_id, text: choice?.text, value: choice?.value, accessibility_label: choice?.accessibility_label }, block, env);
  return el("span", { class: "actions" }, one(part.positive_button), one(part.negative_button));
}

function select(part, block, env) {
  const all = [...(part.options ?? []), ...(part.option_groups ?? []).flatMap((group) => group.options ?? [])];
  const chosen = part.initial_option?.value;
  const option = (one) => el("option", { value: one.value, selected: one.value === chosen }, label(one.text));
  const node = el(
    "select",
    { class: "select", "aria-label": label(part.placeholder) || "Choose", data: { action: part.action_id ?? "" } },
    el("option", { value: "", disabled: true, hidden: true, selected: chosen === undefined }, label(part.placeholder) || "Choose…"),
    part.options?.map(option),
    part.option_groups?.map((group) => el("optgroup", { label: label(group.label) }, group.options?.map(option))),
  );
  let before = node.value;
  node.addEventListener("change", () => {
    const undo = () => (node.value = before);
    const picked = all.find((one) => one.value === node.value);
    if (picked) report(part, block, env, node, { selected_option: picked }, undo).then(() => (before = node.value));
  });
  return node;
}

function overflow(part, block, env) {
  const menu = el("div", { class: "menu", role: "menu" });
  const more = el("summary", { class: "button quiet", "aria-label": "More actions" }, icon("more"));
  const node = el("details", { class: "overflow", data: { action: part.action_id ?? "" } }, more, menu);
  const close = () => {
    node.open = false;
    more.focus();
  };
  for (const one of part.options ?? []) {
    const pick = () => {
      close();
      report(part, block, env, more, { selected_option: one });
    };
    const item = one.url ? anchor(one.url, label(one.text)) : el("button", { type: "button" }, label(one.text));
    item.setAttribute("role", "menuitem");
    item.addEventListener("click", pick);
    menu.append(item);
  }
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    close();
  });
  node.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !node.contains(event.relatedTarget)) node.open = false;
  });
  return node;
}

function choices(part, block, env, kind) {
  const group = `${block.block_id}-${part.action_id}`;
  const initial = new Set([part.initial_option, ...(part.initial_options ?? [])].filter(Boolean).map((one) => one.value));
  const node = el("fieldset", { class: "choices", data: { action: part.action_id ?? "" } });
  for (const one of part.options ?? []) {
    const box = el("input", { type: kind, name: group, value: one.value, checked: initial.has(one.value) });
    node.append(el("label", null, box, el("span", null, label(one.text))));
  }
  node.addEventListener("change", () => {
    const picked = (part.options ?? []).filter((_, index) => node.querySelectorAll("input")[index].checked);
    report(part, block, env, null, kind === "radio" ? { selected_option: picked[0] } : { selected_options: picked });
  });
  return node;
}

function field(part, block, env, kind = "text") {
  const props = { class: "field", placeholder: label(part.placeholder), maxlength: part.max_length, minlength: part.min_length, data: { action: part.action_id ?? "" } };
  if (part.multiline) return el("textarea", { ...props, rows: "4" }, part.initial_value ?? "");
  return el("input", { ...props, type: kind, value: part.initial_value, min: part.min_value, max: part.max_value });
}

function picker(part, block, env, kind, key, initial) {
  const node = el("input", { type: kind, class: "field", value: initial, "aria-label": label(part.placeholder) || kind, data: { action: part.action_id ?? "" } });
  node.addEventListener("change", () => report(part, block, env, node, { [key]: node.value }));
  return node;
}
