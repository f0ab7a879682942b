// Block elements that hold a value: fields, menus, boxes, dates. Each reports a change and can be asked what it holds.

import { el } from "./dom.js";
import { holding, label, report } from "./interaction.js";

const dated = (kind, key, initial) => (part, block, env) => picker(part, block, env, { kind, key, initial: part[initial] });
const listed = (key, initial, list) => (part, block, env) => named(part, block, env, { key, initial: part[initial], list });
const typed = (kind) => (part, block, env) => field(part, block, env, kind);

const LEAST_TYPED = 3; // letters, as Slack has it where the element says nothing
const PAUSE = 250; // milliseconds without a letter before the app is asked

export const INPUTS = {
  channels_select: listed("selected_channel", "initial_channel", (env) => env.choices.channels()),
  checkboxes: (part, block, env) => boxes(part, block, env, "checkbox"),
  conversations_select: listed("selected_conversation", "initial_conversation", (env) => env.choices.conversations()),
  external_select: external,
  datepicker: dated("date", "selected_date", "initial_date"),
  email_text_input: typed("email"),
  multi_static_select: (part, block, env) => boxes({ ...part, options: optionsOf(part) }, block, env, "checkbox"),
  number_input: typed("number"),
  plain_text_input: typed("text"),
  radio_buttons: (part, block, env) => boxes(part, block, env, "radio"),
  static_select: select,
  timepicker: dated("time", "selected_time", "initial_time"),
  url_text_input: typed("url"),
  users_select: listed("selected_user", "initial_user", (env) => env.choices.users()),
};

const optionsOf = (part) => [...(part.options ?? []), ...(part.option_groups ?? []).flatMap((group) => group.options ?? [])];

/** A menu with a first line that is no choice; `changed(value, undo)` is called with what was picked. */
function menu(part, chosen, entries, changed) {
  const hint = label(part.placeholder) || "Choose…";
  const first = el("option", { value: "", disabled: true, hidden: true, selected: !chosen }, hint);
  const node = el("select", { class: "select", "aria-label": hint }, first, entries);
  let before = node.value;
  node.addEventListener("change", async () => {
    await changed(node.value, () => (node.value = before));
    before = node.value;
  });
  return node;
}

function select(part, block, env) {
  const all = optionsOf(part);
  const chosen = part.initial_option?.value;
  const find = (value) => all.find((one) => one.value === value) ?? null;
  const option = (one) => el("option", { value: one.value, selected: one.value === chosen }, label(one.text));
  const entries = [part.options?.map(option), part.option_groups?.map((group) => el("optgroup", { label: label(group.label) }, group.options?.map(option)))];
  const node = menu(part, chosen, entries, (value, undo) => report(part, block, env, node, { selected_option: find(value) }, undo));
  return holding(node, part, () => ({ selected_option: find(node.value) }));
}

/** A field whose choices the app supplies for what is typed. */
function external(part, block, env) {
  const list = el("datalist", { id: `offers-${block.block_id}-${part.action_id}` });
  const node = el("input", { class: "field", list: list.id, autocomplete: "off", value: label(part.initial_option?.text), "aria-label": label(part.placeholder) || "Choose", placeholder: label(part.placeholder) || "Type to search…" });
  let offered = part.initial_option ? [part.initial_option] : [];
  let timer = 0;
  const picked = () => offered.find((one) => label(one.text) === node.value) ?? null;
  const ask = async () => {
    const value = node.value;
    if (picked() || value.length < (part.min_query_length ?? LEAST_TYPED)) return;
    const found = await env.suggest({ action_id: part.action_id, block_id: block.block_id, value });
    if (node.value !== value) return;
    offered = optionsOf(found);
    list.replaceChildren(...offered.map((one) => el("option", { value: label(one.text) })));
  };
  node.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  node.addEventListener("change", () => picked() && report(part, block, env, null, { selected_option: picked() }));
  return el("span", null, holding(node, part, () => ({ selected_option: picked() })), list);
}

/** People and channels by their names. */
function named(part, block, env, { key, initial, list }) {
  const entries = list(env).map((one) => el("option", { value: one.id, selected: one.id === initial }, one.label));
  const node = menu(part, initial, entries, (value, undo) => report(part, block, env, node, { [key]: value }, undo));
  return holding(node, part, () => ({ [key]: node.value || null }));
}

function boxes(part, block, env, kind) {
  const group = `${block.block_id}-${part.action_id}`;
  const initial = new Set([part.initial_option, ...(part.initial_options ?? [])].filter(Boolean).map((one) => one.value));
  const inputs = (part.options ?? []).map((one) => el("input", { type: kind, name: group, checked: initial.has(one.value) }));
  const lines = (part.options ?? []).map((one, index) =>
    el("label", null, inputs[index], el("span", null, label(one.text), one.description ? el("small", null, ` ${label(one.description)}`) : null)),
  );
  const node = el("fieldset", { class: "choices", "aria-label": label(part.placeholder) || null }, lines);
  const read = () => {
    const picked = (part.options ?? []).filter((_, index) => inputs[index].checked);
    return kind === "radio" ? { selected_option: picked[0] ?? null } : { selected_options: picked };
  };
  node.addEventListener("change", () => report(part, block, env, null, read()));
  return holding(node, part, read);
}

function field(part, block, env, kind) {
  const props = { class: "field", placeholder: label(part.placeholder), maxlength: part.max_length, minlength: part.min_length };
  const node = part.multiline
    ? el("textarea", { ...props, rows: "4" }, part.initial_value ?? "")
    : el("input", { ...props, type: kind, value: part.initial_value, min: part.min_value, max: part.max_value, step: part.is_decimal_allowed ? "any" : null });
  node.addEventListener("change", () => report(part, block, env, null, { value: node.value }));
  return holding(node, part, () => ({ value: node.value || null }));
}

function picker(part, block, env, { kind, key, initial }) {
  const node = el("input", { type: kind, class: "field", value: initial, "aria-label": label(part.placeholder) || kind });
  node.addEventListener("change", () => report(part, block, env, node, { [key]: node.value }));
  return holding(node, part, () => ({ [key]: node.value || null }));
}
