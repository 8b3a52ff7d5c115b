import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MODEL_FILE, type PackagedEndpoint } from '@/server/compiler/emit/onnx';
import { type Database, openDatabase } from '@/server/db/client';
import { createApiKey, type PublishedDeployment, publishDeployment } from '@/server/db/endpoints';
import { createTestDatabase } from '@/server/testing/postgres';
import type { Model } from '@/server/training/model';
import type { RowExplanation } from '../contract/explain-rows';
import { type Gateway, startGateway } from '../start-gateway';

export interface TestGateway {
  readonly database: Database;
  readonly gateway: Gateway;
  readonly url: string;
  readonly messages: string[];
  publish(content: { packaged: PackagedEndpoint; onnx: Uint8Array; model?: Model }): Promise<PublishedDeployment>;
  key(endpointId: string): Promise<{ id: string; key: string }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Reply }>;
  close(): Promise<void>;
}

/** Parts of an answer that tests look at. */
export interface Reply {
  requestId: string;
  modelVersion: number;
  predictions: {
    prediction: unknown;
    probabilities?: Record<string, number>;
    score: number | null;
    rejected?: string;
    explanation?: RowExplanation;
  }[];
  error: { code: string; message: string; hint?: string; place?: { row?: number; field?: string } };
  problems?: Reply['error'][];
  labelled: number;
  unmatched: number[];
}

/** A gateway on a database of its own; packages are folders in a temporary place. */
export async function openTestGateway(): Promise<TestGateway> {
  const server = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-gateway-'));
  const database = openDatabase(server.url, { maxConnections: 2 });
  const messages: string[] = [];
  const gateway = await startGateway({
    databaseUrl: server.url,
    host: '127.0.0.1',
    port: 0,
    folderOf: (hash) => join(folder, hash),
    report: (message) => messages.push(message),
  });
  const url = `http://127.0.0.1:${gateway.port}`;
  let packages = 0;
  return {
    database,
    gateway,
    url,
    messages,
    async publish({ packaged, onnx, model }) {
      const hash = `package-${packages++}`;
      await mkdir(join(folder, hash));
      await writeFile(join(folder, hash, 'value.json'), JSON.stringify(packaged));
      await writeFile(join(folder, hash, 'model.onnx'), onnx);
      if (model) await writeFile(join(folder, hash, MODEL_FILE), JSON.stringify(model));
      return publishDeployment(database, {
        slug: packaged.slug,
        title: packaged.title,
        artifactKey: hash,
        artifactHash: hash,
      });
    },
    key: (endpointId) => createApiKey(database, endpointId, 'test'),
    async post(path, body, headers = {}) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Reply };
    },
    async close() {
      await gateway.stop();
      await database.close();
      await server.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until something holds, for at most five seconds. */
export async function eventually(holds: () => Promise<boolean> | boolean): Promise<void> {
  const until = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not come to hold within five seconds');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
