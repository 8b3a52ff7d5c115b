import { expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { searchName, textFeatures } from './definition';

const table: TableSchema = { columns: [{ name: 'note', type: 'text', nullable: false }], open: false };

function problems(contains: Record<string, unknown>[]): string[] {
  const found: string[] = [];
  const report = (_code: string, _path: unknown, message: string) => void found.push(message);
  textFeatures.check!({ config: textFeatures.config.parse({ contains }), inputs: { table }, nodeId: 'n', report });
  return found;
}

test('a pattern that cannot be read is refused where it is typed, and no column is made of it', () => {
  expect(problems([{ find: '(a', kind: 'pattern' }])).toEqual([
    expect.stringMatching(/^This pattern cannot be read\. /),
  ]);
  const config = textFeatures.config.parse({ contains: [{ find: '(a', kind: 'pattern' }, { find: '(a' }] });
  const names = textFeatures.outputSchema({ config, inputs: { table } }).table!.columns.map((column) => column.name);
  expect(names).toEqual(['note', 'note_length', 'note_words', 'note_has_a']);
});

test('two searches of one name are refused', () => {
  expect(problems([{ find: 'a b' }, { find: 'a-b' }])).toEqual(['Two columns would end with has_a_b.']);
  expect(problems([{ find: '' }])).toEqual(['Say what to look for.']);
});

test('a search is called by its letters and digits', () => {
  const search = { kind: 'text', ignoreCase: true, as: '' } as const;
  expect(searchName({ ...search, find: ' C++ (über) 2 ' })).toBe('has_C_über_2');
  expect(searchName({ ...search, find: 'x', as: 'is_x' })).toBe('is_x');
});
