/**
 * Joins and shrinks the sources into the files that the Python package ships.
 *
 *   node build.mjs           writes them
 *   node build.mjs --check   exits 1 when the committed files are not what the sources give
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const TARGET = new URL('../sphinxcontrib_glossterm/static/', import.meta.url);

/**
 * Bytes after gzip. Every page with a mention pays for the first two; the others are for pages with an
 * index, which load the styles of the tip too and take the colours from them.
 */
const FILES = [
  { entry: 'src/main.js', name: 'glossterm.js', budget: 4000 },
  { entry: 'src/glossterm.css', name: 'glossterm.css', budget: 1200 },
  { entry: 'src/glossterm-graph.css', name: 'glossterm-graph.css', budget: 800 },
  { entry: 'src/index/main.js', name: 'glossterm-index.js', budget: 4000 },
  { entry: 'src/index/index.css', name: 'glossterm-index.css', budget: 1800 },
];

const BANNER = '/*! sphinxcontrib-glossterm | BSD-2-Clause */';

function bundle(entry) {
  const { outputFiles } = buildSync({
    absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    // Names of our own that nothing else here has; it takes the script under its budget.
    mangleProps: /^(state|pinned|muted|goal|due|hover|shown|spot|effects|refocus|moved|wait|side|root|words|concept|states|groupOf|total|best|spotOf|send|put|tip|off|focused|point|maxHeight)$/,
    banner: { js: BANNER, css: BANNER },
    // Old browsers must be able to read the script as far as the line that sends them away.
    target: entry.endsWith('.js') ? ['es2020'] : undefined,
  });
  return outputFiles[0].text;
}

function isCurrent(url, text) {
  try {
    return readFileSync(url, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Each file's problem, or nothing. */
function make({ entry, name, budget }, checkOnly) {
  const text = bundle(entry);
  const size = gzipSync(text, { level: 9 }).length;
  console.log(`${name}: ${Buffer.byteLength(text)} bytes, ${size} gzipped (budget ${budget})`);
  if (size > budget) return `${name} is over its budget`;
  const url = new URL(name, TARGET);
  if (isCurrent(url, text)) return null;
  if (checkOnly) return `${name} is stale: run "npm run build" in assets/`;
  writeFileSync(url, text);
  return null;
}

const checkOnly = process.argv.includes('--check');
const problems = FILES.map((file) => make(file, checkOnly)).filter(Boolean);
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length ? 1 : 0;
