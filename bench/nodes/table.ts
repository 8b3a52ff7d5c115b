import type { DatasetFact } from '@/nodes/kernel/facts';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';

/** The table that every node is measured on: 30 columns of the types people have, a tenth of the cells missing. */
const NUMBERS = Array.from({ length: 16 }, (_, index) => `n${index}`);
const WHOLE = ['age', 'visits', 'score', 'store'];
const TEXTS = { city: 12, plan: 4, device: 40, product: 2000 };

const holed = (sql: string, seed: number) => `case when hash(i, ${seed}) % 10 <> 0 then ${sql} end`;

const CELLS: Readonly<Record<string, string>> = {
  id: 'i',
  ...Object.fromEntries(
    NUMBERS.map((name, index) => [name, holed(`((hash(i, ${index + 50}) % 2000000) / 7.0 - 90000)::double`, index)]),
  ),
  ...Object.fromEntries(
    WHOLE.map((name, index) => [name, `(hash(i, ${index + 80}) % ${[90, 40, 1000, 500][index]})::bigint`]),
  ),
  ...Object.fromEntries(
    Object.entries(TEXTS).map(([name, count], index) => [
      name,
      holed(`'${name} ' || (hash(i, ${index + 90}) % ${count})`, index + 30),
    ]),
  ),
  customer: `(hash(i, 97) % 100000)::bigint`,
  active: `hash(i, 98) % 2 = 0`,
  born: `date '1940-01-01' + (hash(i, 99) % 25000)::int`,
  seen: `timestamp '2024-01-01' + to_seconds((hash(i, 96) % 31536000)::bigint)`,
  target: `case when hash(i, 7) % 4 = 0 then 'yes' else 'no' end`,
};

export const COLUMNS = Object.keys(CELLS);
export { NUMBERS };

export const dataset: DatasetFact = {
  columns: COLUMNS.map((name) => ({
    name,
    type:
      name === 'id' || name === 'customer' || WHOLE.includes(name)
        ? 'int'
        : NUMBERS.includes(name)
          ? 'float'
          : name === 'active'
            ? 'bool'
            : name === 'born'
              ? 'date'
              : name === 'seen'
                ? 'timestamp'
                : 'text',
    nullable: NUMBERS.includes(name) || name in TEXTS,
  })),
  rowCount: 0,
  unparsedCount: 0,
};

/** A row per customer, to join with. */
export const customers: DatasetFact = {
  columns: [
    { name: 'customer', type: 'int', nullable: false },
    { name: 'limit', type: 'float', nullable: false },
    { name: 'since', type: 'timestamp', nullable: false },
    { name: 'segment', type: 'text', nullable: false },
  ],
  rowCount: 0,
  unparsedCount: 0,
};

export async function makeTables(folder: string, rows: number): Promise<{ table: string; customers: string }> {
  const table = `${folder}/table.parquet`;
  const other = `${folder}/customers.parquet`;
  const database = await openDuckdb({
    memoryLimitBytes: 4e9,
    threads: 2,
    temporaryFolder: `${folder}/spill`,
    allowedPaths: [folder],
  });
  const connection = await database.connect();
  const cells = Object.entries(CELLS).map(([name, sql]) => `${sql} as "${name}"`);
  const written = '(format parquet, compression snappy)';
  await connection.run(`copy (select ${cells.join(', ')} from range(${rows}) r(i)) to '${table}' ${written}`);
  await connection.run(
    `copy (select i as customer, (hash(i, 3) % 10000)::double as "limit", timestamp '2024-01-01' + to_seconds((hash(i, 4) % 20000000)::bigint) as since, 'segment ' || (hash(i, 5) % 8) as segment from range(90000) r(i)) to '${other}' ${written}`,
  );
  connection.closeSync();
  database.close();
  return { table, customers: other };
}
