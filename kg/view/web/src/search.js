// A box that finds actors by any of their names: a combobox after the ARIA practices.

import { by, h, short, words } from "./dom.js";

const MOST = 12;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Names of all actors, folded, the most mentioned first. */
function index(data) {
  return data.nodes
    .filter((node) => node.kind !== "Claim")
    .sort((a, b) => (b.mentions ?? 0) - (a.mentions ?? 0) || a.at - b.at)
    .map((node) => ({
      node,
      names: [node.label, ...(node.aliases ?? [])].map((name) => ({ name, folded: fold(name) })),
    }));
}

/** Actors with a name that begins so, or has a word that begins so, or has it anywhere; in this order. */
export function find(entries, asked) {
  const wanted = fold(asked.trim());
  if (!wanted) return [];
  const ranked = entries.flatMap(({ node, names }) => {
    const ranks = names.map(({ folded }) => rank(folded, wanted));
    const best = Math.min(...ranks);
    return best < 3 ? [{ node, best, name: names[ranks.indexOf(best)].name }] : [];
  });
  return ranked.sort((a, b) => a.best - b.best).slice(0, MOST);
}

function rank(name, wanted) {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  return name.includes(wanted) ? 2 : 3;
}

/** Make the box work. */
export function search(data, go) {
  const entries = index(data);
  const [box, list] = [by("search"), by("found")];
  let options = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    if (!options[at]) return;
    box.value = options[at].node.label;
    close();
    go([options[at].node.at]);
  };
  const mark = (at) => {
    active = at;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    options = find(entries, box.value);
    list.replaceChildren(...options.map((option, at) => entry(option, at, choose)));
    if (!options.length && box.value.trim())
      list.append(h("li", { className: "none", textContent: "Nobody is called so" }));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    active = -1;
  };
  box.addEventListener("input", open);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length)
        mark((Math.max(active, step < 0 ? 0 : -1) + step + options.length) % options.length);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  by("find").addEventListener("submit", (event) => {
    event.preventDefault();
    choose(Math.max(active, 0));
  });
}

function entry({ node, name }, at, choose) {
  const also = name === node.label ? null : h("span", { className: "quiet" }, " ", words(short(name, 40)));
  return h(
    "li",
    {
      id: `found-${at}`,
      role: "option",
      "aria-selected": "false",
      onpointerdown: (event) => {
        event.preventDefault();
        choose(at);
      },
    },
    h("span", { className: `dot ${node.kind}` }),
    words(short(node.label, 50)),
    also,
  );
}
