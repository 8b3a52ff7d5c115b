import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedFiles, nodeFolders } from './generate';

test('every node folder is found', () => {
  expect(nodeFolders()).toEqual(expect.arrayContaining(['source', 'train', 'deploy']));
});

describe.each(Object.entries(await generatedFiles()))('%s', (file, text) => {
  test('is fresh; otherwise `npm run generate` and commit', () => {
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toBe(text);
  });
});
