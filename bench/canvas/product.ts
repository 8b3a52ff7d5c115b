import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@/server/boot/port';
import { buildWebIfStale } from '@/server/boot/web-build';
import { projectRoot } from '@/server/env';
import { createTemporaryHome } from '@/server/testing/temporary-home';
import { readData } from './graph';

export interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

/** The product in its production build, on an empty home; or one that runs already, named by `SLUICE_BENCH_URL`. */
export async function startProduct(): Promise<Product> {
  const running = process.env.SLUICE_BENCH_URL;
  if (running !== undefined) return { url: running, stop: async () => {} };
  await buildWebIfStale(() => console.log('  building the web interface …'));
  const { home, remove } = createTemporaryHome();
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: '',
    SLUICE_HOME: home,
    PORT: `${port}`,
    GATEWAY_PORT: `${await freePort()}`,
  };
  const child = spawn(process.execPath, ['server/boot/start.mjs'], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Sluice is ready')) resolve();
      });
    child.once('exit', () => reject(new Error(`Sluice ended before it was ready:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      remove();
    },
  };
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok)
    throw new Error(`${response.url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return response.json();
}

/** Uploads the data of the generated pipelines; gives what a source's `file` holds. */
export async function uploadData({ url }: Product): Promise<unknown> {
  const response = await fetch(`${url}/api/files?name=telco-churn.csv`, { method: 'PUT', body: readData() });
  const { name, hash, path } = (await answerOf(response)) as { name: string; hash: string; path?: string };
  return { name, hash, ...(path ? { path } : {}) };
}

/** Makes a pipeline of a document; gives the address of its editor. */
export async function createPipeline({ url }: Product, name: string, document: unknown): Promise<string> {
  const response = await fetch(`${url}/api/trpc/pipelines.create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, document }),
  });
  const { result } = (await answerOf(response)) as { result: { data: { id: string } } };
  return `${url}/pipelines/${result.data.id}`;
}
