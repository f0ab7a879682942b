// Running text as nodes in which a date stays on one line. Reads no mark-up and changes no character.

import { el, fragment } from "./dom.js";

const DATE = /(\p{N}{1,2}\.? \p{L}{3,10} \p{N}{4}(?!\p{N}))/u; // 21 March 2024, 3. März 2025

/** A text in which "2 November 2024" is never broken. */
export function words(text) {
  return fragment(String(text ?? "").split(DATE).map((part, index) => (index % 2 ? el("span", { class: "whole" }, part) : part)));
}
