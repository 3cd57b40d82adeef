// What is known of the actor, or of the two, that were picked: each statement with its sentences.

import { ASSERTED, CLAIM } from "./data.js";
import { period, spelled } from "./days.js";
import { count, h, link, short, words } from "./dom.js";
import { evidence } from "./shown.js";

const MOST = 30;
export const STATUS = {
  asserted: "Told as a fact",
  claimed: "Only claimed",
  denied: "Denied",
  planned: "Planned",
  possible: "Possible",
  desired: "Desired",
  required: "Required",
  conditional: "Conditional",
};

/** A status in words: "denied-planned" is "Denied, planned". */
export function spoken(status) {
  if (STATUS[status]) return STATUS[status];
  return status
    .split("-")
    .map((part, at) => (at ? part : (STATUS[part] ?? part)))
    .join(", ");
}

/** The panel's content; `go(ids)` picks others. */
export function panel(data, picked, asked, go) {
  if (!picked.length) return [start(data)];
  const close = h("button", {
    type: "button",
    className: "close",
    "aria-label": "Close details",
    textContent: "×",
    onclick: () => go([]),
  });
  const told =
    picked.length === 1 ? actor(data, data.nodes[picked[0]], asked, go) : pair(data, picked, asked, go);
  return [close, ...told];
}

function start(data) {
  return h(
    "div",
    { className: "hint" },
    h("h2", { textContent: "Who did what to whom" }),
    h("p", {
      textContent:
        "Pick a disc for an actor, or a line for what joins two: the sentences stand here, with article and day.",
    }),
    h("p", {
      textContent:
        "Lines are what articles tell in their own voice. What is only planned, possible, denied or claimed by somebody can be added on the left, and is drawn in pale brown.",
    }),
    h("h3", { textContent: "Most mentioned" }),
    h("ol", { className: "most", id: "most" }),
  );
}

/** An actor, or what somebody said. */
function actor(data, node, asked, go) {
  if (node.kind === CLAIM) return said(data, node, asked, go);
  const own = node.told.filter((statement) => statement.subject === node.at);
  const roles = own.filter((statement) => statement.kind === "role");
  const claims = own.filter((statement) => statement.kind === "claim");
  const acts = own.filter((statement) => statement.kind === "event");
  const others = node.told.filter((statement) => statement.subject !== node.at);
  return [
    h("p", {
      className: `kind ${node.kind}`,
      textContent: [node.kind, node.type].filter((x, at, all) => x && all.indexOf(x) === at).join(" · "),
    }),
    h("h2", {}, words(node.label)),
    facts(node),
    neighbours(data, node, asked, go),
    section(data, "Roles", roles, asked, go),
    section(data, "Did", acts, asked, go),
    section(data, "Said, wanted, believed", claims, asked, go),
    section(data, "Told of by others", others, asked, go),
  ];
}

function said(data, node, asked, go) {
  return [
    h("p", { className: "kind Claim", textContent: "What was said" }),
    h("h2", { className: "quoted" }, words(node.text ?? node.label)),
    section(data, "By whom", node.told, asked, go),
  ];
}

function facts(node) {
  const rows = [];
  const add = (name, ...value) => rows.push(h("dt", { textContent: name }), h("dd", {}, ...value));
  if (node.aliases)
    add(
      "Also",
      node.aliases.flatMap((alias, at) => [at ? ", " : "", words(alias)]),
    );
  if (node.country) add("Country", words(node.country));
  if (node.sector) add("Sector", words(node.sector));
  if (node.mentions)
    add("Mentions", `${count(node.mentions, "sentence")} in ${count(node.articles, "article")}`);
  if (node.first) add("Seen", period(node.first, node.last));
  if (node.wikidata) add("Wikidata", link(`https://www.wikidata.org/wiki/${node.wikidata}`, node.wikidata));
  if (node.unnamed) add("Note", "known by no name, in one article only");
  if (!node.drawn) add("Note", "not in the picture: nothing joins it with another");
  return h("dl", {}, rows);
}

/** Those it is joined with under the filters. */
function neighbours(data, node, asked, go) {
  const weights = new Map();
  for (const { relation, weight } of data.left.relations) {
    if (relation.source !== node.at && relation.target !== node.at) continue;
    const other = relation.source === node.at ? relation.target : relation.source;
    if (data.nodes[other].kind === CLAIM) continue;
    const found = weights.get(other) ?? { weight: 0, names: new Set() };
    found.weight += weight;
    found.names.add(data.predicates[relation.predicate]);
    weights.set(other, found);
  }
  if (!weights.size) return null;
  const sorted = [...weights].sort((a, b) => b[1].weight - a[1].weight);
  const item = ([other, found]) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", className: "go", onclick: () => go([node.at, other]) },
        words(data.nodes[other].label),
      ),
      h(
        "span",
        { className: "quiet" },
        " ",
        words(short([...found.names].join(", "), 60)),
        ` · ${found.weight}`,
      ),
    );
  return h(
    "section",
    {},
    h("h3", { textContent: `Joined with ${sorted.length}` }),
    ...some("ul", "near", sorted, item, 12),
  );
}

/** All that joins two. */
function pair(data, picked, asked, go) {
  const [a, b] = picked.map((at) => data.nodes[at]);
  const both = a.told.filter(
    (s) => (s.subject === a.at && s.object === b.at) || (s.subject === b.at && s.object === a.at),
  );
  const title = (node) =>
    h(
      "button",
      { type: "button", className: "go", onclick: () => go([node.at]) },
      words(short(node.label, 90)),
    );
  return [
    h("p", { className: "kind", textContent: "Between" }),
    h("h2", {}, title(a), h("span", { className: "quiet", textContent: " and " }), title(b)),
    section(data, "Statements", both, asked, go) ??
      h("p", { className: "quiet", textContent: "Nothing under these filters." }),
  ];
}

/** A heading with statements below it, the latest first; how many the filters hide. */
function section(data, title, statements, asked, go) {
  const left = statements.map((statement) => ({ statement, seen: evidence(statement, asked) }));
  const seen = left.filter((one) => one.seen.length && !asked.without.has(one.statement.predicate));
  const hidden = statements.length - seen.length;
  if (!statements.length) return null;
  const day = (one) => Math.max(...one.seen.map((e) => e.day ?? -Infinity));
  seen.sort((x, y) => day(y) - day(x) || y.seen.length - x.seen.length);
  return h(
    "section",
    {},
    h("h3", { textContent: seen.length ? `${title} · ${seen.length}` : title }),
    ...some("ul", "statements", seen, (one) => item(data, one, go), MOST),
    hidden
      ? h("p", { className: "quiet", textContent: `${count(hidden, "statement")} hidden by the filters` })
      : null,
  );
}

/** A statement and its sentences. */
function item(data, { statement, seen }, go) {
  const name = (at) =>
    h(
      "button",
      { type: "button", className: "go", onclick: () => go([at]) },
      words(short(data.nodes[at].label, 90)),
    );
  const who =
    statement.subject === undefined
      ? h("span", { className: "quiet", textContent: "somebody" })
      : name(statement.subject);
  const predicate = h(
    "span",
    { className: `verb ${statement.tone ?? ""}` },
    words(statement.role ?? data.predicates[statement.predicate]),
  );
  const whom =
    statement.words !== undefined
      ? h("q", {}, words(short(statement.words, 160)))
      : statement.object === undefined
        ? null
        : name(statement.object);
  const to = statement.to === undefined ? null : [" to ", name(statement.to)];
  const flag =
    statement.status === ASSERTED
      ? null
      : h("span", { className: "flag", textContent: spoken(statement.status) });
  return h(
    "li",
    {},
    h("p", { className: "triple" }, who, " ", predicate, " ", whom, to, " ", flag),
    circumstances(statement),
    ...some("ul", "evidence", seen, (one) => quote(data, one), 3),
  );
}

function circumstances(statement) {
  const told = [];
  if (statement.time) told.push(period(...statement.time));
  if (statement.place) told.push("at ", words(statement.place));
  if (!told.length) return null;
  return h(
    "p",
    { className: "when" },
    statement.time && statement.place ? [told[0], " · ", ...told.slice(1)] : told,
  );
}

/** A sentence, who says so, and where it stands. */
function quote(data, one) {
  const [, number, start, end, text] = one.sentence;
  const { article } = one;
  const name = article.title ?? article.id;
  const source = [
    article.source ? [words(article.source), ", "] : [],
    article.day ? [spelled(article.day), ", "] : [],
    article.url ? link(article.url, name) : words(name),
  ].flat();
  return h(
    "li",
    {},
    h("blockquote", {}, words(text)),
    one.claimed ? h("p", { className: "speaker" }, speakers(data, one.by)) : null,
    h(
      "p",
      {
        className: "source",
        title: `Article ${article.id}, sentence ${number + 1}, characters ${start}–${end}; read with confidence ${one.sure}`,
      },
      source,
    ),
  );
}

/** "According to A, as told by B". */
function speakers(data, by) {
  if (!by.length) return ["According to somebody who is not named"];
  return by.flatMap((at, number) => [
    number ? ", as told by " : "According to ",
    words(data.nodes[at].label),
  ]);
}

/** A list of the first so many, and a button for the rest. */
function some(tag, className, all, make, most) {
  const list = h(tag, { className }, all.slice(0, most).map(make));
  if (all.length <= most) return all.length ? [list] : [];
  const more = h("button", {
    type: "button",
    className: "more",
    textContent: `Show ${all.length - most} more`,
    onclick: () => {
      const rest = all.slice(most).map(make);
      list.append(...rest);
      more.remove();
      rest[0].querySelector("button, a")?.focus();
    },
  });
  return [list, more];
}
