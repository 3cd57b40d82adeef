// Reads a file as Gephi Lite does and prints what graphology makes of it, as JSON: graphology.mjs PACKAGES FILE

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, file] = process.argv.slice(2);
const load = createRequire(`${packages}/package.json`);
const Graph = load("graphology");
const parser = load(file.endsWith(".gexf") ? "graphology-gexf" : "graphology-graphml");
process.stdout.write(JSON.stringify(parser.parse(Graph, readFileSync(file, "utf8")).export()));
