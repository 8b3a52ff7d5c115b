import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, realDisk } from './disk';
import { openStore } from './disk-store';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sluice-store-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const fullDisk = (step: 'writeFile' | 'sync' | 'rename'): Disk => ({
  ...realDisk,
  freeBytes: async () => 1000,
  [step]: async () => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  },
});

describe('the store', () => {
  test('gives equal content one address and reads it back', async () => {
    const store = openStore(home);
    const hashes = [];
    for (const _ of [1, 2]) {
      const draft = await store.draft();
      await draft.write('value.json', '{"auc":0.84}');
      hashes.push((await draft.publish()).hash);
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(await openStore(home).readJson(hashes[0]!)).toEqual({ auc: 0.84 });
    expect(await readdir(join(home, 'artifacts', '.drafts'))).toEqual([]);
  });

  test.each(['writeFile', 'sync', 'rename'] as const)(
    'says how much is missing when the disk is full at %s, and leaves nothing behind',
    async (step) => {
      const store = openStore(home, fullDisk(step));
      const attempt = async () => {
        const draft = await store.draft();
        await draft.write('value.json', 'x'.repeat(5_001_000));
        await draft.publish();
      };
      await expect(attempt()).rejects.toMatchObject({
        code: 'disk_full',
        blame: 'environment',
        message: expect.stringContaining('5.0 MB are missing'),
        hint: expect.stringContaining('gc'),
      });
      const left = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
      expect(left).toEqual([]);
    },
  );

  test('names an artifact whose bytes were changed, and heals when it is computed again', async () => {
    const store = openStore(home);
    const write = async () => {
      const draft = await store.draft();
      await draft.write('value.json', '{"auc":0.84}');
      return (await draft.publish()).hash;
    };
    const hash = await write();
    await appendFile(join(store.folder(hash), 'value.json'), ' ');
    for (const reader of [store, openStore(home)]) {
      await expect(reader.readJson(hash)).rejects.toMatchObject({
        code: 'artifact_damaged',
        place: { artifact: hash },
      });
    }
    expect(await write()).toBe(hash);
    expect(await openStore(home).readJson(hash)).toEqual({ auc: 0.84 });
  });

  test('names an artifact that is gone', async () => {
    await expect(openStore(home).open('ab'.repeat(32))).rejects.toMatchObject({ code: 'artifact_damaged' });
  });

  test('stores an upload as it streams in', async () => {
    const store = openStore(home);
    const { hash, sizeBytes } = await store.putFile(Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')]));
    expect(sizeBytes).toBe(8);
    expect(await store.hasFile(hash)).toBe(true);
    await writeFile(join(home, 'same.csv'), 'a,b\n1,2\n');
    expect((await store.putFile(Readable.from([Buffer.from('a,b\n1,2\n')]))).hash).toBe(hash);
  });

  test('keeps nothing of an upload that breaks off', async () => {
    const store = openStore(home);
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('a,b\n');
        throw new Error('connection lost');
      })(),
    );
    await expect(store.putFile(broken)).rejects.toThrow('connection lost');
    expect(await readdir(join(home, 'uploads', '.drafts'))).toEqual([]);
  });
});
