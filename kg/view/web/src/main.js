// The page: one state, and what follows from it on the picture, in the table and in the panel.

import { CLAIM, read } from "./data.js";
import { iso, period } from "./days.js";
import { by, count, h, words } from "./dom.js";
import { filters as column } from "./filters.js";
import { panel } from "./panel.js";
import { able, Picture } from "./picture.js";
import { search } from "./search.js";
import { filters, shown } from "./shown.js";
import { table } from "./table.js";
import { onTheme, theme } from "./theme.js";

const data = read(by("data").textContent);
const asked = filters(data);
const state = { ...shown(data, asked, []), theme: theme(data), asked, picked: [], near: null };
data.left = state;
let picture = null;

/** What is drawn: what the filters leave, and whoever is picked. */
function view() {
  return state;
}

function changed() {
  Object.assign(state, shown(data, asked, state.picked));
  focus();
  draw();
  tell(told());
}

/** Whoever is picked, with those around. */
function focus() {
  const { picked, relations, nodes } = state;
  picked.forEach((at) => (nodes[at] = 1));
  if (!picked.length) {
    state.near = null;
    return;
  }
  state.near = new Set(picked);
  if (picked.length > 1) return;
  for (const { relation } of relations) {
    if (picked.includes(relation.source)) state.near.add(relation.target);
    if (picked.includes(relation.target)) state.near.add(relation.source);
  }
}

function draw() {
  written();
  picture?.refresh();
}

/** The panel and the table. */
function written() {
  by("panel").replaceChildren(...panel(data, state.picked, asked, go).flat().filter(Boolean));
  most();
  if (!by("table").hidden)
    by("table").replaceChildren(
      h("p", { textContent: state.note ?? "", hidden: !state.note }),
      ...table(data, asked, go),
    );
  by("nothing").hidden = state.relations.length > 0 || !by("table").hidden;
}

/** Pick an actor, two of them, or nobody. */
function go(ids, from = "panel") {
  Object.assign(state, shown(data, asked, ids), { picked: ids });
  focus();
  draw();
  remember(ids);
  if (ids.length) by("panel").scrollTop = 0;
  if (ids.length && from !== "picture") picture?.visit([...state.near]);
  if (ids.length && from === "panel") by("panel").focus({ preventScroll: false });
  tell(ids.length ? `${ids.map((at) => data.nodes[at].label).join(" and ")}: details shown` : told());
}

/** The address names what is picked, so that it can be passed on. */
function remember(ids) {
  const name = ids.map((at) => encodeURIComponent(data.nodes[at].id)).join("&");
  try {
    history.replaceState(null, "", `#${name}`);
  } catch {
    // an address that cannot be changed is no loss
  }
}

/** Pick whom the address names, if it names somebody. */
function follow() {
  const ids = recalled();
  if (ids.length) go(ids, "address");
}

function recalled() {
  const ids = location.hash
    .slice(1)
    .split("&")
    .map((part) => {
      try {
        return data.nodes.findIndex((node) => node.id === decodeURIComponent(part));
      } catch {
        return -1;
      }
    });
  return ids.includes(-1) ? [] : ids.slice(0, 2);
}

function told() {
  const actors = data.nodes.filter((node) => node.kind !== CLAIM && state.nodes[node.at]).length;
  return `${count(state.relations.length, "relation")} between ${count(actors, "actor")} shown`;
}

function tell(text) {
  by("news").textContent = text;
  by("shown").textContent = told();
}

function most() {
  const list = by("most");
  if (!list) return;
  const ranked = data.nodes.filter((node) => node.kind !== CLAIM && state.nodes[node.at] && !node.unnamed);
  ranked.sort((a, b) => b.mentions - a.mentions || a.at - b.at);
  list.append(
    ...ranked
      .slice(0, 10)
      .map((node) =>
        h(
          "li",
          {},
          h("button", { type: "button", className: "go", onclick: () => go([node.at]) }, words(node.label)),
          h("span", { className: "quiet", textContent: ` ${count(node.mentions, "sentence")}` }),
        ),
      ),
  );
}

/** What a line says, beside the pointer. */
function pointed(tie, event) {
  const tip = by("tip");
  tip.hidden = !tie;
  if (!tie) return;
  const names = tie.relations.map((relation) => data.predicates[relation.predicate]);
  tip.replaceChildren(
    words(data.nodes[tie.source].label),
    h("span", { className: "quiet", textContent: tie.symmetric ? " – " : " → " }),
    words(data.nodes[tie.target].label),
    h("br"),
    h("em", {}, words([...new Set(names)].join(", "))),
    h("span", { className: "quiet", textContent: ` · ${count(state.ties[tie.at], "sentence")}` }),
  );
  const room = by("picture").getBoundingClientRect();
  tip.style.left = `${Math.min(event.x + 14, room.width - 260)}px`;
  tip.style.top = `${event.y + 14}px`;
}

function mode(as) {
  const words = as === "table";
  by("table").hidden = !words;
  for (const id of ["picture", "legend"]) by(id).hidden = words;
  document.querySelector(".zoom").hidden = words || !picture;
  by("as-table").setAttribute("aria-pressed", String(words));
  by("as-picture").setAttribute("aria-pressed", String(!words));
  draw();
}

function keys(event) {
  if (event.key === "Escape" && state.picked.length) return go([], "key");
  if (event.target !== by("picture") || !picture || event.ctrlKey || event.metaKey || event.altKey)
    return undefined;
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (moves[event.key]) picture.move(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") picture.zoom(0.7);
  else if (event.key === "-") picture.zoom(1.4);
  else if (event.key === "0") picture.fit();
  else return undefined;
  return event.preventDefault();
}

function head() {
  const drawn = data.nodes.filter((node) => node.drawn && node.kind !== CLAIM).length;
  by("title").replaceChildren(words(data.title));
  const part =
    drawn < data.counts.actors
      ? `${drawn.toLocaleString("en")} of ${count(data.counts.actors, "actor")}`
      : count(drawn, "actor");
  const parts = [part, count(data.counts.articles, "article")];
  if (data.range) parts.push(period(iso(data.range.first), iso(data.range.last)));
  by("about").replaceChildren(parts.join(" · "), " · ", h("span", { id: "shown" }));
}

function legend() {
  const line = (tone, text) => h("span", {}, h("i", { className: `line ${tone}` }), text);
  by("legend").append(
    line("cooperation", "cooperation"),
    line("conflict", "conflict"),
    line("other", "roles, statements, other"),
    line("untold", "not told as a fact"),
  );
}

/** Colours of kinds and tones, for dots and lines outside the picture. */
function paint() {
  state.theme = theme(data);
  const root = document.documentElement.style;
  for (const [kind, colour] of Object.entries(state.theme.kinds)) root.setProperty(`--${kind}`, colour);
  for (const [tone, colour] of Object.entries(state.theme.tones)) root.setProperty(`--tone-${tone}`, colour);
}

function begin() {
  paint();
  head();
  legend();
  column(data, asked, changed);
  search(data, (ids) => go(ids, "panel"));
  by("as-picture").addEventListener("click", () => mode("picture"));
  by("as-table").addEventListener("click", () => mode("table"));
  document.addEventListener("keydown", keys);
  by("nothing").textContent = data.statements.length
    ? "Nothing is left under these filters."
    : "This graph holds no statements.";
  start();
  onTheme(() => {
    paint();
    picture?.refresh();
  });
  tell(told());
  follow();
  addEventListener("hashchange", follow);
  document.body.dataset.ready = String(Math.round(performance.now()));
}

function start() {
  const told = {
    node: (at) => go([at], "picture"),
    tie: (tie) => go([tie.source, tie.target], "picture"),
    nothing: () => state.picked.length && go([], "picture"),
    pointed,
  };
  try {
    picture = new Picture(by("canvas"), data, view, told);
  } catch (error) {
    if (able()) throw error;
    fallBack();
    return;
  }
  by("closer").addEventListener("click", () => picture.zoom(0.7));
  by("farther").addEventListener("click", () => picture.zoom(1.4));
  by("whole").addEventListener("click", () => picture.fit());
  written();
}

function fallBack() {
  by("canvas").replaceChildren();
  by("as-picture").disabled = true;
  by("as-picture").title = "This browser draws no WebGL";
  state.note = "This browser draws no WebGL, so there is no picture; the table holds the same relations.";
  mode("table");
}

begin();
