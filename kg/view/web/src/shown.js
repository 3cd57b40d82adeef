// What the filters leave: for each statement the evidence that counts, for each tie its weight.

import { ASSERTED, CLAIM } from "./data.js";

const FIRST = 700; // actors that can be taken in at first sight

/** Everything that an article tells in its own voice, without the nodes of what was said; of many actors, the main ones. */
export function filters(data) {
  const actors = data.nodes.filter((node) => node.drawn && node.kind !== CLAIM);
  const few = actors.length <= FIRST;
  const mentions = actors
    .filter((node) => !node.unnamed)
    .map((node) => node.mentions)
    .sort((a, b) => b - a);
  return {
    unnamed: few,
    least: few || mentions.length <= FIRST ? 1 : mentions[FIRST] + 1,
    kinds: new Set(data.nodes.map((node) => node.kind).filter((kind) => kind !== CLAIM)),
    claims: false,
    statuses: new Set([ASSERTED]),
    without: new Set(),
    first: null,
    last: null,
  };
}

/** Weights of ties and nodes under the filters, and the relations that are left; all around whoever is picked. */
export function shown(data, asked, picked = []) {
  const ties = new Float64Array(data.ties.length);
  const nodes = new Uint8Array(data.nodes.length);
  const relations = [];
  data.ties.forEach((tie) => {
    const ends = [data.nodes[tie.source], data.nodes[tie.target]];
    if (!ends.every((node) => shows(node, asked))) return;
    if (!ends.every((node) => known(node, asked)) && !ends.some((node) => picked.includes(node.at))) return;
    for (const relation of tie.relations) {
      const weight = weigh(relation, asked);
      if (!weight) continue;
      relations.push({ relation, tie, weight });
      ties[tie.at] += weight;
      nodes[tie.source] = nodes[tie.target] = 1;
    }
  });
  return { ties, nodes, relations };
}

function shows(node, asked) {
  return node.kind === CLAIM ? asked.claims : asked.kinds.has(node.kind);
}

/** Whether an actor is named, and often enough. */
export function known(node, asked) {
  if (node.kind === CLAIM) return true;
  return node.unnamed ? asked.unnamed : node.mentions >= asked.least;
}

/** How many sentences tell a relation under the filters. */
function weigh(relation, asked) {
  if (asked.without.has(relation.predicate)) return 0;
  return relation.statements.reduce((sum, statement) => sum + evidence(statement, asked).length, 0);
}

/**
 * The evidence of a statement that the filters leave.  A statement that is a fact by its words outside the
 * period alone is, within the period, only claimed.
 */
export function evidence(statement, asked) {
  const seen = statement.evidence.filter((one) => within(one.day, asked));
  const claimed = statement.status === ASSERTED && seen.every((one) => one.claimed);
  return asked.statuses.has(claimed ? "claimed" : statement.status) ? seen : [];
}

function within(day, asked) {
  if (asked.first === null && asked.last === null) return true;
  return (
    day !== null && (asked.first === null || day >= asked.first) && (asked.last === null || day <= asked.last)
  );
}
