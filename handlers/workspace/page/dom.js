// How this page makes elements: nodes and text nodes, never mark-up. It knows nothing of messages.
// Whatever comes from an article, a person or the bot passes through here and stays text.

const SCHEMES = new Set(["http:", "https:", "mailto:"]);
const REFUSED = /^(on|href$|src$|srcdoc$|style$|action$|formaction$)/i;
const SVG = "http://www.w3.org/2000/svg";

/** An element. `props`: attributes, plus `class`, `on` ({event: listener}) and `data`; children: nodes, text, lists, null. */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (REFUSED.test(name)) throw new TypeError(`el() does not set ${name}`);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return append(node, children);
}

/** Appends children as `el` takes them; numbers and strings become text nodes. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

export function fragment(...children) {
  return append(document.createDocumentFragment(), children);
}

/** The address if it may become a link (http, https, mailto), else null. */
export function safeUrl(address) {
  const text = String(address ?? "").trim();
  if (!/^(https?:\/\/|mailto:)[^\s\u0000-\u001f]+$/i.test(text)) return null;
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens elsewhere; where the address is not allowed, its label as plain text. */
export function anchor(address, label, props) {
  const href = safeUrl(address);
  if (href === null) return el("span", { class: "inert-link" }, label);
  const node = el("a", { target: "_blank", rel: "noopener noreferrer", title: href, ...props }, label);
  node.href = href;
  return node;
}

const ICONS = {
  back: "M10 3 5 8l5 5",
  clip: "M13 7.2 8.1 12a3 3 0 0 1-4.3-4.2L9 2.9a2 2 0 0 1 2.8 2.8l-5 5a1 1 0 0 1-1.4-1.4l4.5-4.5",
  close: "m4 4 8 8M12 4l-8 8",
  send: "M2.5 8h10M9 4.2 12.8 8 9 11.8",
  down: "M8 3v9M4.5 8.8 8 12.3l3.5-3.5",
  lock: "M4.5 7.5h7v6h-7zM6 7.5V5.2a2 2 0 0 1 4 0v2.3",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
  reply: "M13.5 11.5V8.8a3 3 0 0 0-3-3H3M6 2.8l-3 3 3 3",
  traffic: "M5 3v10M5 13l-2.2-2.2M5 13l2.2-2.2M11 13V3M11 3 8.8 5.2M11 3l2.2 2.2",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
};

/** A small line drawing, hidden from screen readers: what it means must be said beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}
