// What can be left out: kinds of actors, how a thing is told, relations, days.

import { CLAIM } from "./data.js";
import { iso, spelled } from "./days.js";
import { by, h, words } from "./dom.js";
import { spoken } from "./panel.js";

const BINS = 60;
const HINTS = {
  asserted: "in an article's own voice",
  claimed: "by somebody an article quotes",
  planned: "is to happen",
  denied: "is said not to be so",
};

/** Fill the column of filters; `changed()` is called after each change of `asked`. */
export function filters(data, asked, changed) {
  by("filters").append(
    h("button", {
      type: "button",
      className: "fold",
      "aria-expanded": "false",
      textContent: "Filters",
      onclick: fold,
    }),
    h(
      "div",
      { className: "inner" },
      kinds(data, asked, changed),
      statuses(data, asked, changed),
      days(data, asked, changed),
      predicates(data, asked, changed),
    ),
  );
}

function fold({ target }) {
  const open = by("filters").classList.toggle("open");
  target.setAttribute("aria-expanded", String(open));
}

/** A box to tick. */
function box(label, on, number, change, hint = "", mark = null) {
  const input = h("input", { type: "checkbox", checked: on, onchange: () => change(input.checked) });
  return h(
    "label",
    { className: "tick", title: hint },
    input,
    mark,
    words(label),
    h("span", { className: "number", textContent: number.toLocaleString("en") }),
  );
}

function group(title, ...children) {
  return h("fieldset", {}, h("legend", { textContent: title }), ...children);
}

function toggle(set, value, on, changed) {
  if (on) set.add(value);
  else set.delete(value);
  changed();
}

function kinds(data, asked, changed) {
  const counts = new Map();
  for (const node of data.nodes) if (node.drawn) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  const dot = (kind) => h("span", { className: `dot ${kind}` });
  const plural = {
    Person: "People",
    Organization: "Organizations",
    Country: "Countries",
    Group: "Groups",
    Place: "Places",
    Thing: "Things",
  };
  const rows = Object.keys(data.colours)
    .filter((kind) => kind !== CLAIM && counts.has(kind))
    .map((kind) =>
      box(
        plural[kind] ?? kind,
        true,
        counts.get(kind),
        (on) => toggle(asked.kinds, kind, on, changed),
        "",
        dot(kind),
      ),
    );
  const claims = counts.has(CLAIM)
    ? box(
        "What was said",
        asked.claims,
        counts.get(CLAIM),
        (on) => {
          asked.claims = on;
          changed();
        },
        "each claim is a small disc beside its speaker",
        dot(CLAIM),
      )
    : null;
  if (claims) claims.id = "claims";
  return group("Actors and claims", rows, claims, unnamed(data, asked, changed), least(data, asked, changed));
}

/** Officials, 12 people: known in one article only. */
function unnamed(data, asked, changed) {
  const number = data.nodes.filter((node) => node.drawn && node.unnamed).length;
  if (!number) return null;
  return box(
    "Without a name",
    asked.unnamed,
    number,
    (on) => {
      asked.unnamed = on;
      changed();
    },
    "officials, 12 people …: each is known in one article only",
  );
}

/** How often an actor must be told of. */
function least(data, asked, changed) {
  const most = data.nodes.reduce((sum, node) => Math.max(sum, node.mentions ?? 0), 1);
  const input = h("input", {
    type: "number",
    id: "least",
    min: "1",
    max: String(most),
    value: String(asked.least),
    onchange: () => {
      asked.least = Math.min(Math.max(Math.round(Number(input.value)) || 1, 1), most);
      input.value = String(asked.least);
      changed();
    },
  });
  return h("label", { className: "tick" }, "In at least", input, "sentences");
}

function statuses(data, asked, changed) {
  const rows = data.statuses.map(([status, number]) =>
    box(
      spoken(status),
      asked.statuses.has(status),
      number,
      (on) => toggle(asked.statuses, status, on, changed),
      HINTS[status],
    ),
  );
  return group("Told as", rows);
}

function predicates(data, asked, changed) {
  const rows = data.used.map(([predicate, number]) =>
    box(data.predicates[predicate], true, number, (on) => toggle(asked.without, predicate, !on, changed)),
  );
  const find = h("input", {
    type: "search",
    placeholder: "Find a relation …",
    "aria-label": "Find a relation",
    oninput: () => {
      const wanted = find.value.trim().toLowerCase();
      rows.forEach(
        (row, at) => (row.hidden = !data.predicates[data.used[at][0]].toLowerCase().includes(wanted)),
      );
    },
  });
  const all = (on) => () => {
    data.used.forEach(([predicate], at) => {
      if (rows[at].hidden) return;
      rows[at].querySelector("input").checked = on;
      if (on) asked.without.delete(predicate);
      else asked.without.add(predicate);
    });
    changed();
  };
  return group(
    "Relations",
    find,
    h(
      "div",
      { className: "both" },
      h("button", { type: "button", className: "small", textContent: "All", onclick: all(true) }),
      h("button", { type: "button", className: "small", textContent: "None", onclick: all(false) }),
    ),
    h("div", { className: "long" }, rows),
  );
}

/** Two handles on a line of days, with bars for how much is told. */
function days(data, asked, changed) {
  if (!data.range || data.range.first === data.range.last) return null;
  const { first, last } = data.range;
  const handle = (name, at) =>
    h("input", {
      type: "range",
      min: String(first),
      max: String(last),
      value: String(at),
      step: "1",
      "aria-label": name,
      className: "day",
    });
  const [from, to] = [handle("First day", first), handle("Last day", last)];
  const told = h("output", { id: "period" });
  const bars = histogram(data);
  const show = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    told.textContent = `${spelled(iso(a))} – ${spelled(iso(b))}`;
    from.setAttribute("aria-valuetext", spelled(iso(a)));
    to.setAttribute("aria-valuetext", spelled(iso(b)));
    [...bars.children].forEach((bar) => bar.classList.toggle("out", bar.day1 < a || bar.day0 > b));
  };
  let waiting = 0;
  const moved = (own, other, past) => () => {
    if (past(Number(own.value), Number(other.value))) own.value = other.value;
    asked.first = Number(from.value) > first ? Number(from.value) : null;
    asked.last = Number(to.value) < last ? Number(to.value) : null;
    show();
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(changed);
  };
  from.addEventListener(
    "input",
    moved(from, to, (a, b) => a > b),
  );
  to.addEventListener(
    "input",
    moved(to, from, (a, b) => a < b),
  );
  show();
  return group(
    "Days",
    bars,
    h("div", { className: "handles" }, from, to),
    told,
    h("p", {
      className: "quiet",
      textContent:
        "When it happened where that is told to the day, else when it was published; earlier and later days count at the ends.",
    }),
  );
}

function histogram(data) {
  const { first, last } = data.range;
  const wide = Math.max(1, (last - first + 1) / BINS);
  const bins = new Array(Math.ceil((last - first + 1) / wide)).fill(0);
  for (const statement of data.statements) {
    for (const { day } of statement.evidence) {
      if (day !== null) bins[Math.floor((Math.min(Math.max(day, first), last) - first) / wide)] += 1;
    }
  }
  const most = Math.max(...bins);
  return h(
    "div",
    { className: "bars", "aria-hidden": "true" },
    bins.map((number, at) => {
      const bar = h("span", { day0: first + at * wide, day1: first + (at + 1) * wide - 1 });
      bar.style.height = `${number ? Math.max(4, (100 * number) / most) : 0}%`;
      return bar;
    }),
  );
}
