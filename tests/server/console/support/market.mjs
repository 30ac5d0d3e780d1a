// A made-up labour market, and the service over it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = process.env.SCHAKEL;

export function schakel(...args) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

// `strategy`: the text of one, instead of the published; `late`: rows that are offered after the market, which may be refused.
export function makeStore(name, { strategy = '', late = '' } = {}) {
  mkdirSync(process.env.TEST_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(process.env.TEST_FOLDER, `${name}-`));
  const store = join(folder, 'store');
  const market = join(folder, 'market');
  schakel('generate', '--seekers', '3000', '--vacancies', '1000', '--seed', '1', '--date', '2026-11-22', '--out', market);
  schakel('load', '--store', store, market);
  if (late) {
    writeFileSync(join(folder, 'late.ndjson'), late);
    schakel('load', '--store', store, join(folder, 'late.ndjson'));
  }
  if (strategy) writeFileSync(join(folder, 'own.textproto'), strategy);
  schakel('index', '--store', store, '--date', '2026-11-22', ...(strategy ? ['--strategy', join(folder, 'own.textproto')] : []));
  schakel('rematch', '--store', store);
  return { folder, store, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

// The service on a free port of the loopback. It is stopped by its own pid.
export async function serve(store, { demo = true, port = 0 } = {}) {
  const args = ['serve', '--store', store, '--listen', `127.0.0.1:${port}`, ...(demo ? ['--demo'] : [])];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`schakel serve stopped with ${code}: ${said}`)));
    setTimeout(() => reject(new Error(`schakel serve did not say where it listens: ${said}`)), 60000).unref();
  });
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null) return resolve(child.exitCode);
      child.on('exit', resolve);
      child.kill('SIGTERM');
    });
  for (let tries = 0; ; ++tries) {
    const ready = await fetch(`${url}/v1/health/ready`).catch(() => null);
    if (ready?.ok) return { url, stop };
    if (tries > 300) throw new Error(`schakel serve does not become ready: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
