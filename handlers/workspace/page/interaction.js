// What lies under every element that a person can use: its label, what it holds, and how it reports. Draws nothing.

import { confirmed } from "./dialog.js";
import { withEmoji } from "./emoji.js";

const readers = new WeakMap(); // node → () => what Slack has in state.values

export const label = (text) => withEmoji(text?.text ?? "");

/** Lets a node be asked what it holds. `read` returns Slack's value object without its type. */
export function holding(node, part, read) {
  node.dataset.action = part.action_id ?? "";
  readers.set(node, () => ({ type: part.type, ...read() }));
  return node;
}

/** What all elements within `root` hold: block id → action id → value, as in Slack's state.values. */
export function held(root) {
  const values = {};
  for (const block of root.querySelectorAll("[data-block]")) {
    for (const node of block.querySelectorAll("[data-action]")) {
      const read = readers.get(node);
      if (read) (values[block.dataset.block] ??= {})[node.dataset.action] = read();
    }
  }
  return values;
}

/** Reports an act, after asking where the element wants it (`confirm`); `undo` runs when the person declines.
 * An element in an input block is silent unless the block dispatches: what it holds is read at submission. */
export async function report(part, block, env, node, details, undo) {
  if (block.type === "input" && !block.dispatch_action) return;
  if (part.confirm && !(await confirmed(part.confirm, env.names))) {
    undo?.();
    return;
  }
  env.act({ block_id: block.block_id, action_id: part.action_id, type: part.type, ...details }, node);
}
