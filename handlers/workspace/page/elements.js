// Block elements that a person can press; those that hold a value are in inputs.js. They report and decide nothing.

import { anchor, el, safeUrl } from "./dom.js";
import { INPUTS } from "./inputs.js";
import { label, report } from "./interaction.js";
import { dropdown } from "./menus.js";

const ELEMENTS = {
  ...INPUTS,
  button,
  feedback_buttons: feedback,
  icon_button: (part, block, env) => button({ ...part, text: part.text ?? { text: part.icon ?? "" } }, block, env),
  overflow,
  workflow_button: button,
};

/** Any interactive element; an unknown one is shown as such. */
export function element(part, block, env) {
  if (part?.type === "image") return el("span", null, `Image: ${part.alt_text ?? ""}`);
  const draw = Object.hasOwn(ELEMENTS, part?.type) ? ELEMENTS[part.type] : null;
  return draw ? draw(part, block, env) : el("span", { class: "unsupported" }, `unsupported element: ${part?.type}`);
}

function button(part, block, env) {
  const props = { class: `button ${part.style ?? ""}`.trim(), "aria-label": part.accessibility_label };
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
  const one = (choice) =>
    button({ type: part.type, action_id: part.action_id, text: choice?.text, value: choice?.value, accessibility_label: choice?.accessibility_label }, block, env);
  return el("span", { class: "actions" }, one(part.positive_button), one(part.negative_button));
}

function overflow(part, block, env) {
  return dropdown("More actions", "button quiet", (menu, close) => {
    for (const one of part.options ?? []) {
      const item = one.url ? anchor(one.url, label(one.text)) : el("button", { type: "button" }, label(one.text));
      item.addEventListener("click", () => {
        close();
        report(part, block, env, menu.parentNode.querySelector("summary"), { selected_option: one });
      });
      menu.append(item);
    }
  });
}
