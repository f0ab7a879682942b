// The bot's Home, beside its direct message: the tabs, and the view that the bot has published for this person.

import { el } from "./dom.js";
import { blocks } from "./blocks.js";

/** Home in `root`. `onTab("home" | "messages")` is told what was picked in `tabs`. */
export class Home {
  constructor(root, tabs, { store, env, onTab }) {
    Object.assign(this, { root, tabs, store, env, shown: false });
    const tab = (name, words) => el("button", { type: "button", role: "tab", "aria-controls": name, data: { tab: name }, on: { click: () => onTab(name) } }, words);
    tabs.replaceChildren(tab("messages", "Messages"), tab("home", "Home"));
    tabs.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      onTab(this.shown ? "messages" : "home");
      tabs.querySelector("[aria-selected=true]").focus();
    });
    store.addEventListener("home", () => this.draw());
  }

  /** Shows the tabs where there is a Home (the direct message with the bot), and Home itself if `shown`. */
  show(offered, shown) {
    this.shown = shown;
    this.tabs.hidden = !offered;
    this.root.hidden = !shown;
    for (const tab of this.tabs.children) {
      const picked = (tab.dataset.tab === "home") === shown;
      tab.setAttribute("aria-selected", String(picked));
      tab.tabIndex = picked ? 0 : -1;
    }
    this.draw();
  }

  draw() {
    if (!this.shown) return;
    const view = this.store.home;
    const nothing = el("p", { class: "where" }, "There is nothing on Home yet.");
    this.root.replaceChildren(view ? el("div", { class: "home-view" }, blocks(view.blocks, this.env(view))) : nothing);
  }
}
