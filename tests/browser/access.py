"""What a page keeps from those who see badly or use a keyboard: low contrast, nameless controls, small targets.

Contrast is WCAG 2.2's (1.4.3, AA), the size of a target its 2.5.8; text over pictures is not looked at, there is none.
"""

from playwright.async_api import Page

_FAULTS = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => [0, 1, 2].map((i) => (top[i] * top[3] + below[i] * (255 - top[3])) / 255);
  const channel = (value) => (value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    const layers = [];
    for (let one = node; one && layers.at(-1)?.[3] !== 255; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour[3]) layers.push(colour);
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const ratio = (node, style) => {
    const below = ground(node);
    const [one, other] = [light(over(rgba(style.color), below)), light(below)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const found = new Set();
  for (const node of document.querySelectorAll("body *")) {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (!box.width || style.visibility === "hidden" || node.disabled) continue;
    if (node.closest(".hidden, [aria-hidden=true]")) continue;
    const words = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    const what = `${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`;
    const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (words && ratio(node, style) < (big ? 3 : 4.5)) found.add(`contrast ${ratio(node, style).toFixed(2)}, ${what}`);
    if (!node.matches("button, a[href], input, select, textarea, summary")) continue;
    const label = node.labels?.[0]?.textContent;
    const names = [node.ariaLabel, node.textContent.trim(), node.title, node.placeholder, label];
    if (!names.some(Boolean)) found.add(`no name, ${what}`);
    const inline = node.matches("a[href]:not(.button), [type=checkbox], [type=radio]");
    if (!inline && (box.width < 24 || box.height < 24)) found.add(`${box.width}×${box.height}, ${what}`);
  }
  return [...found];
}"""


async def faults(page: Page) -> list[str]:
    """One line for each fault of what is on the screen now; none is good."""
    return [str(fault) for fault in await page.evaluate(_FAULTS)]
