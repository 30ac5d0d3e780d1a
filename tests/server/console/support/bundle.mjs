// Modules of the console, for Node.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const source = process.env.SCHAKEL_SOURCE;

export async function consoleModule(name) {
  const esbuild = createRequire(join(process.env.CONSOLE_NPM, 'package.json'))('esbuild');
  const folder = join(process.env.TEST_FOLDER, 'modules');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name.replaceAll('/', '-')}.mjs`);
  const entry = join(source, 'server/console/src', `${name}.ts`);
  await esbuild.build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'neutral' });
  return import(pathToFileURL(outfile).href);
}
