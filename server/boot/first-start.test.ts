import { afterAll, beforeAll, expect, it } from 'vitest';
import { callerOf } from '../api/root';
import { createTestServices } from '../api/testing-services';
import { firstStart } from './first-start';

let services: Awaited<ReturnType<typeof createTestServices>>;

beforeAll(async () => {
  services = await createTestServices();
});
afterAll(() => services.remove());

it('gives a new database the examples with their data, once, and never again when they are removed', async () => {
  const api = callerOf(services);
  const start = () => firstStart({ databaseUrl: services.env.databaseUrl!, env: services.env });
  await start();
  await start();
  const pipelines = await api.pipelines.list();
  expect(pipelines.map(({ example }) => example).sort()).toEqual(['ames-housing', 'credit', 'hpc-jobs', 'telco-churn']);
  for (const { id } of pipelines) {
    const { document } = await api.pipelines.get({ id });
    const { file } = document.nodes.source!.config as { file: { hash: string } };
    expect(await services.store.hasFile(file.hash)).toBe(true);
    await api.pipelines.remove({ id });
  }
  expect(await api.files.list()).toHaveLength(4);
  await start();
  expect(await api.pipelines.list()).toEqual([]);
});

it('draws examples that are sound as far as can be known before their data is read', async () => {
  const other = await createTestServices();
  try {
    await firstStart({ databaseUrl: other.env.databaseUrl!, env: other.env });
    const api = callerOf(other);
    for (const { id } of await api.pipelines.list()) {
      const { diagnostics, needs } = await api.compile.analyze({ pipelineId: id });
      expect(diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
      expect(needs).toHaveLength(1);
    }
  } finally {
    await other.remove();
  }
});
