// Elements out of data: text is only ever set as text, never as markup.

/** An element with properties, attributes (names with a dash, or role) and children. */
export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Words from outside, which may not turn the direction of what is around them. */
export function words(text, given = {}) {
  return h("bdi", { textContent: text, ...given });
}

/** A link that can only lead to a page of the web. */
export function link(address, text) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return words(text);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return words(text);
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow" }, words(text));
}

export const by = (id) => document.getElementById(id);

/** "1 actor", "2,000 actors". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first words of a text, with an ellipsis if there are more. */
export function short(text, room) {
  const line = text.split(/\s+/u).join(" ").trim();
  if (line.length <= room) return line;
  const start = line.slice(0, room - 1);
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), room / 2)).trimEnd()}…`;
}
