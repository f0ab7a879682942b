// Menus that open below a button: what a block offers, what one may do with a message. They report and decide nothing.

import { append, el, icon } from "./dom.js";
import { emoji } from "./emoji.js";

const QUICK = ["+1", "white_check_mark", "eyes", "pray"];

/** A menu that closes by Escape, by leaving it, and when something in it was picked. `fill(menu, close)` adds what it offers. */
export function dropdown(name, classes, fill) {
  const menu = el("div", { class: "menu" });
  const more = el("summary", { class: classes, "aria-label": name, title: name }, icon("more"));
  const node = el("details", { class: "overflow" }, more, menu);
  fill(menu, () => {
    node.open = false;
    more.focus();
  });
  node.addEventListener("keydown", (event) => {
    if (!node.open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      node.open = false;
      more.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const items = [...menu.querySelectorAll("button, a")];
      items[(items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : items.length)) % items.length]?.focus();
    } else return;
    event.preventDefault();
  });
  node.addEventListener("toggle", () => {
    const frame = node.closest(".scroll")?.getBoundingClientRect();
    const room = (frame?.bottom ?? window.innerHeight) - more.getBoundingClientRect().bottom;
    node.classList.toggle("up", node.open && menu.offsetHeight + 8 > room);
  });
  node.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !node.contains(event.relatedTarget)) node.open = false;
  });
  return node;
}

/** What one may do with a message: react, or hand it to the app by one of its shortcuts. */
export function messageMenu(message, { shortcuts, onReact, onShortcut }) {
  return dropdown("Message actions", "more", (menu, close) => {
    const pick = (deed) => ({
      click: () => {
        close();
        deed();
      },
    });
    const react = (name) => el("button", { type: "button", "aria-label": `React with ${name.replaceAll("_", " ")}`, on: pick(() => onReact(message, name)) }, emoji(name));
    append(menu, el("div", { class: "reactions", role: "group", "aria-label": "React" }, QUICK.map(react)));
    append(menu, shortcuts.map((one) => el("button", { type: "button", title: one.description, on: pick(() => onShortcut(message, one.callback_id)) }, one.name)));
  });
}
