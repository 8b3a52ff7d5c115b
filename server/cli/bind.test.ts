import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { AppError } from '../errors';
import { bindData } from './bind-data';
import { bindParameters } from './bind-parameters';

const text = 'a,b\n1,2\n';
const hash = createHash('sha256').update(text).digest('hex');
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-bind-'));
  file = join(folder, 'pipeline.json');
  writeFileSync(join(folder, 'data.csv'), text);
  writeFileSync(join(folder, 'other.csv'), 'a,b\n3,4\n');
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'below.csv'), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const docWith = (setting: unknown): GraphDoc => ({
  ...emptyDoc('x'),
  nodes: {
    source: { type: 'source', version: 1, config: { file: setting } },
    split: { type: 'split', version: 1, config: {} },
  },
});
const bind = (setting: unknown, given: Parameters<typeof bindData>[2] = {}) =>
  bindData(docWith(setting), file, given, join(folder, 'data'));
const thrown = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error) => error,
  );

describe('bindData', () => {
  it('finds a file relative to the pipeline file, then below the data folder', async () => {
    expect((await bind({ path: 'data.csv', name: 'data.csv', hash })).files[0]).toMatchObject({
      path: join(folder, 'data.csv'),
      hash,
    });
    expect((await bind({ path: 'below.csv', name: 'below.csv', hash })).files[0]?.path).toBe(
      join(folder, 'data', 'below.csv'),
    );
  });

  it('leaves the drawing as it is when its own data is bound', async () => {
    const setting = { path: 'data.csv', name: 'data.csv', hash, sizeBytes: 8 };
    expect((await bind(setting)).document).toEqual(docWith(setting));
  });

  it('refuses bytes that are not those the pipeline was bound to, with both hashes', async () => {
    const error = await thrown(bind({ path: 'other.csv', name: 'other.csv', hash }));
    expect(error).toMatchObject({ code: 'data_mismatch', blame: 'user', place: { source: 'source', expected: hash } });
    expect(error.hint).toContain(`--data source=${join(folder, 'other.csv')}#${error.place?.actual}`);
  });

  it('binds another path with the same content', async () => {
    const { document, files } = await bind(
      { path: 'gone.csv', name: 'gone.csv', hash },
      { source: { path: join(folder, 'data.csv') } },
    );
    expect(files[0]).toMatchObject({ path: join(folder, 'data.csv'), hash });
    expect(document.nodes.source?.config.file).toMatchObject({ path: 'data.csv', hash });
  });

  it('refuses another path with other content, unless the new hash is said', async () => {
    const other = join(folder, 'other.csv');
    const setting = { path: 'data.csv', name: 'data.csv', hash };
    const error = await thrown(bind(setting, { source: { path: other } }));
    expect(error.code).toBe('data_mismatch');
    const actual = String(error.place?.actual);
    expect((await bind(setting, { source: { path: other, hash: actual } })).files[0]?.hash).toBe(actual);
  });

  it('leaves a file that only a hash names to the store, and a source without a file to the compiler', async () => {
    expect((await bind({ name: 'uploaded.csv', hash })).files).toEqual([
      { node: 'source', name: 'uploaded.csv', hash },
    ]);
    expect((await bind(undefined)).files).toEqual([]);
  });

  it('names a source that does not exist, and a file that is not there', async () => {
    expect(await thrown(bind(undefined, { sorce: { path: 'x' } }))).toMatchObject({
      code: 'source_unknown',
      hint: 'Did you mean “source”?',
    });
    expect(await thrown(bind(undefined, { source: { path: 'nowhere.csv' } }))).toMatchObject({ code: 'data_missing' });
  });
});

describe('bindParameters', () => {
  const doc: GraphDoc = {
    ...emptyDoc('x'),
    parameters: {
      seed: { type: 'int', default: 1 },
      share: { type: 'float', default: 0.5 },
      fast: { type: 'bool', default: false },
      label: { type: 'text', default: '' },
    },
  };

  it('reads values by their declared type', () => {
    const { values, diagnostics } = bindParameters(doc, { seed: '7', share: '1e-3', fast: 'true', label: '12' });
    expect(values).toEqual({ seed: 7, share: 0.001, fast: true, label: '12' });
    expect(diagnostics).toEqual([]);
  });

  it('refuses names and values that do not fit', () => {
    const { diagnostics } = bindParameters(doc, { sead: '7', seed: '1.5', share: '', fast: 'yes' });
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'parameter-unknown',
      'parameter-invalid',
      'parameter-invalid',
      'parameter-invalid',
    ]);
    expect(diagnostics[0]?.hint).toBe('Did you mean “seed”?');
  });
});
