// The page's data with what follows from it: days, relations (one subject, predicate, object and status) and
// ties (all relations of one tone from one node to another: a line of the picture).

import { number } from "./days.js";

export const CLAIM = "Claim";
export const ASSERTED = "asserted";
const ORDER = ["other", "untold", "cooperation", "conflict"];

/** The data out of the page's JSON. */
export function read(text) {
  const data = JSON.parse(text);
  data.articles.forEach((article) => (article.number = article.day ? number(article.day) : null));
  data.nodes.forEach((node, at) => Object.assign(node, { at, told: [], drawn: node.x !== undefined }));
  data.statements.forEach((statement, at) => prepare(statement, at, data));
  data.range = range(data);
  [data.relations, data.ties] = joined(data);
  data.statuses = counted(data.statements.map((statement) => statement.status));
  data.used = counted(data.statements.map((statement) => statement.predicate));
  return data;
}

/** A statement knows its evidence's days, and those it is about know the statement. */
function prepare(statement, at, data) {
  statement.at = at;
  const day = statement.day ? number(statement.day) : null;
  for (const evidence of statement.evidence) {
    evidence.sentence = data.sentences[evidence.at];
    evidence.article = data.articles[evidence.sentence[0]];
    evidence.day = day ?? evidence.article.number;
    evidence.by ??= [];
  }
  for (const who of new Set([statement.subject, statement.object, statement.to])) {
    if (who !== undefined) data.nodes[who].told.push(statement);
  }
}

/** First and last day of the time line: the articles' days; what happened before or after counts at its ends. */
function range(data) {
  let days = data.articles.map((article) => article.number).filter((day) => day !== null);
  if (!days.length)
    days = data.statements.flatMap((s) => s.evidence.map((e) => e.day)).filter((d) => d !== null);
  if (!days.length) return null;
  const [first, last] = days.reduce(
    ([low, high], day) => [Math.min(low, day), Math.max(high, day)],
    [Infinity, -Infinity],
  );
  return { first, last };
}

/** Relations and ties. */
function joined(data) {
  const relations = new Map();
  const ties = new Map();
  for (const statement of data.statements) {
    const { subject, object, predicate, status, tone } = statement;
    if (tone === undefined || subject === object) continue;
    const own = status === ASSERTED ? tone : "untold";
    const name = `${subject} ${object} ${own}`;
    if (!ties.has(name)) ties.set(name, { source: subject, target: object, tone: own, relations: [] });
    const key = `${name} ${predicate} ${status}`;
    if (!relations.has(key)) {
      relations.set(key, { source: subject, target: object, predicate, status, statements: [] });
      ties.get(name).relations.push(relations.get(key));
    }
    relations.get(key).statements.push(statement);
  }
  const sorted = [...ties.values()].sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
  sorted.forEach((tie, at) => {
    tie.at = at;
    tie.symmetric = tie.relations.every((relation) => relation.statements.every((s) => s.symmetric));
  });
  bend(sorted);
  settle(sorted, data.nodes);
  return [[...relations.values()], sorted];
}

/** What was said is beside the nearest who said it. */
function settle(ties, nodes) {
  const far = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  for (const { source, target } of ties) {
    const claim = nodes[target];
    if (claim.kind !== CLAIM) continue;
    if (claim.beside === undefined || far(claim, nodes[source]) < far(claim, nodes[claim.beside]))
      claim.beside = source;
  }
}

/** Ties between the same two nodes bend away from each other; one alone is straight. */
function bend(ties) {
  const pairs = new Map();
  for (const tie of ties) {
    const key = tie.source < tie.target ? `${tie.source} ${tie.target}` : `${tie.target} ${tie.source}`;
    pairs.set(key, [...(pairs.get(key) ?? []), tie]);
  }
  for (const pair of pairs.values()) {
    const step = 0.16;
    pair.forEach((tie, at) => {
      const sided = (at - (pair.length - 1) / 2) * step;
      tie.bend = pair.length === 1 ? 0 : tie.source < tie.target ? sided : -sided;
    });
  }
}

/** How often each value is there, the commonest first. */
function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
