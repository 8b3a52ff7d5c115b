import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ParseRules } from '../kernel';
import { openTestStage } from '../testing-context';
import { readBytes, refusal } from './testing-read';

async function parquet(select: string): Promise<Uint8Array> {
  await using stage = await openTestStage();
  const path = join(stage.folder, 'made.parquet');
  await stage.database.writeTable(select, path);
  return readFileSync(path);
}

const read = async (select: string, rules: Partial<ParseRules> = {}) =>
  readBytes(await parquet(select), { format: 'parquet', ...rules }, 'made.parquet');

describe('types of a Parquet file', () => {
  test('every type that has a place becomes one of the six', async () => {
    const made = await read(`select 1::tinyint a, 2::uinteger b, 3::hugeint c, 1.5::decimal(9, 2) d, 2.5::float e,
      'x'::enum('x', 'y') f, uuid() g, time '01:02:03' h, date '2024-01-02' i, timestamptz '2024-01-02 03:04:05+02' j,
      timestamp_ns '2024-01-02 03:04:05' k, true l, null m`);
    expect(made.columns).toEqual([
      'a:int',
      'b:int',
      'c:float',
      'd:float',
      'e:float',
      'f:text',
      'g:text',
      'h:text',
      'i:date',
      'j:timestamp',
      'k:timestamp',
      'l:bool',
      'm:int?',
    ]);
    expect((made.rows[0]!.j as Date).toISOString()).toBe('2024-01-02T01:04:05.000Z');
  });

  test('NaN and infinity are missing; null tokens and spaces are read as in CSV', async () => {
    const made = await read(`from (values ('nan'::double, ' a '), ('inf'::double, 'NA'), (1.5, '')) t(x, s)`);
    expect(made.rows).toEqual([
      { x: null, s: 'a' },
      { x: null, s: null },
      { x: 1.5, s: null },
    ]);
    expect(made.unparsedCount).toBe(0);
  });

  test('an unsigned number beyond 64 bits is listed', async () => {
    const made = await read('from (values (18446744073709551615::ubigint), (1::ubigint)) t(x)');
    expect(made.rows).toEqual([{ x: null }, { x: 1n }]);
    expect(made.unparsed[0]).toMatchObject({ line: 1, column: 'x', value: '18446744073709551615' });
  });

  test('a day outside the years 1 to 9999 is listed', async () => {
    const made = await read(
      `from (values (date '2024-02-29', timestamp 'infinity'), (date '12024-01-01', timestamp '2024-01-01')) t(d, t)`,
    );
    expect(made.columns).toEqual(['d:date?', 't:timestamp?']);
    expect(made.unparsed.map(({ line, column }) => [line, column])).toEqual([
      [1, 't'],
      [2, 'd'],
    ]);
  });

  test('a column goes by the name it is given', async () => {
    const made = await read('select 1 as zip, 2 as "a.b"', { names: { 'a.b': 'c' }, types: { c: 'float' } });
    expect(made.columns).toEqual(['zip:int', 'c:float']);
    expect(made.rows).toEqual([{ zip: 1n, c: 2 }]);
  });

  test('corrections', async () => {
    const made = await read(`from (values (1.0::double, 7, '3'), (1.5, 8, 'x')) t(f, i, s)`, {
      types: { f: 'int', i: 'text', s: 'int' },
    });
    expect(made.columns).toEqual(['f:int?', 'i:text', 's:int?']);
    expect(made.unparsed.map((cell) => [cell.line, cell.column])).toEqual([
      [2, 'f'],
      [2, 's'],
    ]);
  });
});

describe('Parquet files that cannot be read', () => {
  test('lists, structs and blobs are refused by name', async () => {
    const rules = { format: 'parquet' } as const;
    expect(await refusal(await parquet('select 1 a, [1, 2] tags'), rules)).toContain('column “tags” is a list');
    expect(await refusal(await parquet('select {x: 1} point'), rules)).toContain('column “point” is a struct');
    expect(await refusal(await parquet(`select 'a'::blob bytes`), rules)).toContain('column “bytes” is a blob');
  });

  test('no rows, and not Parquet at all', async () => {
    expect(await refusal(await parquet('select 1 a where false'), { format: 'parquet' })).toContain('no rows');
    expect(await refusal('a,b\n1,2\n', { format: 'parquet' })).toContain('is not a Parquet file');
    expect(await refusal('', { format: 'parquet' })).toContain('is not a Parquet file');
  });
});
