import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../env';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;

beforeAll(async () => {
  services = await createTestServices();
  api = callerOf(services);
});
afterAll(() => services.remove());

it('says of every sample table how large it is, and names a column that it has', async () => {
  for (const { path, rows, columns, target } of await api.examples.tables()) {
    const [header, ...lines] = readFileSync(join(projectRoot, 'examples', path), 'utf8')
      .trimEnd()
      .split('\n');
    const names = header!.split(',').map((name) => name.replaceAll('"', ''));
    expect({ path, rows: lines.length, columns: names.length }).toEqual({ path, rows, columns });
    expect(names).toContain(target);
  }
});

it('stores a sample table once, by its content', async () => {
  const first = await api.examples.importTable({ id: 'credit' });
  const second = await api.examples.importTable({ id: 'credit' });
  expect(second).toEqual(first);
  expect(await services.store.hasFile(first.hash)).toBe(true);
  expect(await api.files.list()).toHaveLength(1);
  await expect(api.examples.importTable({ id: '../../etc/passwd' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('copies an example together with the tables that it reads', async () => {
  const { id } = await api.examples.copy({ id: 'telco-churn', name: 'Mine' });
  const { document, pipeline } = await api.pipelines.get({ id });
  expect(pipeline.name).toBe('Mine');
  expect(document.name).toBe('Mine');
  const { file } = document.nodes.source!.config as { file: { hash: string } };
  expect(await services.store.hasFile(file.hash)).toBe(true);
});

it('tells of each tile what is true of its pipeline', async () => {
  const tiles = await api.examples.list();
  expect(new Set(tiles.map(({ id }) => id)).size).toBe(tiles.length);
  for (const tile of tiles) {
    expect(tile.title).not.toBe('');
    expect(tile.description).not.toBe('');
    expect(tile.rows).toBeGreaterThan(1000);
    expect(tile.sketch.nodes.length).toBeGreaterThan(2);
  }
});
