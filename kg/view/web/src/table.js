// The same relations in words, for those who do not see the picture, or no picture can be drawn.

import { period, iso } from "./days.js";
import { count, h, short, words } from "./dom.js";
import { spoken } from "./panel.js";
import { evidence } from "./shown.js";

const STEP = 100;

/** Rows for the relations that the filters leave, those with most evidence first. */
export function table(data, asked, go) {
  const rows = [...data.left.relations].sort((a, b) => b.weight - a.weight);
  const body = h("tbody");
  const more = h("button", { type: "button", className: "more" });
  const add = () => {
    const from = body.childElementCount;
    body.append(...rows.slice(from, from + STEP).map((one) => row(data, one, asked, go)));
    const rest = rows.length - body.childElementCount;
    more.textContent = `Show ${Math.min(STEP, rest)} of ${rest.toLocaleString("en")} more`;
    more.hidden = rest <= 0;
  };
  more.addEventListener("click", add);
  add();
  const heads = ["Who", "What", "Whom", "Held as", "When", "Sentences"];
  return [
    h(
      "table",
      {},
      h("caption", { textContent: `${count(rows.length, "relation")}, those with most sentences first` }),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((text) => h("th", { scope: "col", textContent: text })),
        ),
      ),
      body,
    ),
    more,
  ];
}

function row(data, { relation, weight }, asked, go) {
  const { source, target, predicate, status } = relation;
  const name = (at) =>
    h(
      "button",
      { type: "button", className: "go", onclick: () => go([at]) },
      words(short(data.nodes[at].label, 80)),
    );
  const what = data.predicates[predicate];
  const label = `${weight}, show: ${data.nodes[source].label} ${what} ${data.nodes[target].label}`;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name(source)),
    h("td", {}, words(what)),
    h("td", {}, name(target)),
    h("td", { textContent: spoken(status) }),
    h("td", { textContent: when(relation, asked) }),
    h(
      "td",
      {},
      h("button", {
        type: "button",
        className: "go number",
        "aria-label": label,
        textContent: String(weight),
        onclick: () => go([source, target]),
      }),
    ),
  );
}

function when(relation, asked) {
  const days = relation.statements
    .flatMap((s) => evidence(s, asked))
    .map((e) => e.day)
    .filter((day) => day !== null);
  if (!days.length) return "";
  return period(iso(Math.min(...days)), iso(Math.max(...days)));
}
