// Build ../page.js out of src/ and the packages of package-lock.json, with their licences and hashes beside it.
//
//     npm ci && npm run build      write
//     npm run check                fail if what is there is not what these sources give

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const sha256 = (...pieces) =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash("sha256")).digest("hex");
const text = (...path) => readFileSync(join(here, ...path), "utf8");

const built = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
});

/** The packages whose code is in the bundle, each with its version and licence. */
function packages() {
  const paths = Object.keys(built.metafile.inputs);
  const names = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort().map((name) => {
    const { version, license } = JSON.parse(text("node_modules", name, "package.json"));
    const file = readdirSync(join(here, "node_modules", name)).find((file) => /^licen[cs]e/i.test(file));
    return { name, version, license, text: file ? text("node_modules", name, file).trim() : null };
  });
}

/** The licences' texts; the curves of sigma are of its repository and share its licence. */
function licences(found) {
  const sigma = found.find(({ name }) => name === "sigma");
  const parts = found.map((one) => {
    const words = one.text ?? (one.name.startsWith("@sigma/") ? sigma.text : null);
    if (!words) throw new Error(`${one.name}: expected a licence file, found none`);
    return `${one.name} ${one.version} (${one.license})\n\n${words}\n`;
  });
  return ["page.js contains code of these packages.\n", ...parts].join(`\n${"-".repeat(72)}\n\n`);
}

const script = built.outputFiles[0].text;
const found = packages();
const sources = readdirSync(join(here, "src"))
  .sort()
  .map((name) => `src/${name}`);
const record = {
  sha256: sha256(script),
  sources: sha256(...["build.mjs", "package-lock.json", ...sources].map((name) => text(name))),
  packages: Object.fromEntries(found.map(({ name, version }) => [name, version])),
};
const files = {
  "page.js": script,
  "page.js.json": `${JSON.stringify(record, null, 2)}\n`,
  "page.js.LICENSES.txt": licences(found),
};

for (const [name, content] of Object.entries(files)) {
  if (!process.argv.includes("--check")) writeFileSync(join(here, "..", name), content);
  else if (text("..", name) !== content)
    throw new Error(`${name} is not what the sources give: npm run build`);
}
console.log(`page.js: ${script.length} bytes, sha256 ${record.sha256}`);
