// node build.mjs --modules NODE_MODULES --reference DATA_REFERENCE --out FOLDER
// Bundles the console into FOLDER/files, and writes FOLDER/console_files.cc, which carries them inside the program.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { generatedSource } from './pipeline/generated_source.mjs';
import { municipalities, rowsOf } from './pipeline/reference_tables.mjs';
import { withoutUnusedTokens } from './pipeline/unused_tokens.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: { modules: { type: 'string' }, reference: { type: 'string' }, out: { type: 'string' } },
});
if (!values.modules || !values.reference || !values.out) {
  console.error('usage: node build.mjs --modules NODE_MODULES --reference DATA_REFERENCE --out FOLDER');
  process.exit(2);
}
const modules = resolve(values.modules);
const out = resolve(values.out);
const esbuild = createRequire(join(modules, 'package.json'))('esbuild');
const table = (name) => readFileSync(join(values.reference, `${name}.tsv`), 'utf8');

const common = {
  bundle: true,
  write: false,
  nodePaths: [modules],
  target: ['chrome109', 'firefox115', 'safari16'],
  legalComments: 'none',
  logLevel: 'warning',
};

// The tables of data/reference that the console shows, as the module "reference".
const reference = {
  name: 'reference',
  setup(build) {
    build.onResolve({ filter: /^reference$/ }, () => ({ path: 'reference', namespace: 'reference' }));
    build.onLoad({ filter: /.*/, namespace: 'reference' }, () => ({
      loader: 'json',
      contents: JSON.stringify({
        municipalities: municipalities(table('municipalities')),
        regions: rowsOf(table('regions')).map(({ code, name }) => ({ code, name })),
        languages: rowsOf(table('languages')).map(({ code, name, name_en }) => ({ code, nl: name, en: name_en })),
        licences: rowsOf(table('licences')).map(({ category }) => category),
      }),
    }));
  },
};

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

async function script() {
  const made = await esbuild.build({
    ...common,
    entryPoints: [join(here, 'src/main.ts')],
    format: 'esm',
    minify: true,
    plugins: [reference],
  });
  return Buffer.from(made.outputFiles[0].contents);
}

async function style() {
  const made = await esbuild.build({
    ...common,
    entryPoints: [join(here, 'src/styles/console.css')],
    outdir: '/assets',
    loader: { '.woff2': 'file', '.woff': 'empty', '.svg': 'file' },
    assetNames: '[name].[hash]',
  });
  const others = made.outputFiles.filter((file) => !file.path.endsWith('.css'));
  const sheet = made.outputFiles.find((file) => file.path.endsWith('.css'));
  const { code } = await esbuild.transform(withoutUnusedTokens(sheet.text), { loader: 'css', minify: true });
  return { sheet: Buffer.from(code), others };
}

function asset(path, bytes, immutable) {
  const packed = ['.woff2'].includes(extname(path)) ? null : bytes;
  return {
    path,
    type: types[extname(path)],
    etag: digest(bytes),
    immutable,
    bytes,
    gzip: packed && gzipSync(packed, { level: 9 }),
    brotli: packed && brotliCompressSync(packed, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
}

const [code, { sheet, others }] = await Promise.all([script(), style()]);
const app = asset(`/assets/console.${digest(code)}.js`, code, true);
const css = asset(`/assets/console.${digest(sheet)}.css`, sheet, true);
const page = readFileSync(join(here, 'src/index.html'), 'utf8').replace('{{script}}', app.path).replace('{{style}}', css.path);
const icon = readFileSync(join(here, 'src/favicon.svg'));
const files = [
  app,
  css,
  asset('/index.html', Buffer.from(page), false),
  asset('/favicon.svg', icon, false),
  ...others.map((file) => asset(`/assets/${file.path.split('/').pop()}`, Buffer.from(file.contents), true)),
].sort((a, b) => (a.path < b.path ? -1 : 1));

rmSync(join(out, 'files'), { recursive: true, force: true });
for (const file of files) {
  const path = join(out, 'files', file.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.bytes);
}
writeFileSync(join(out, 'console_files.cc'), generatedSource(files));
