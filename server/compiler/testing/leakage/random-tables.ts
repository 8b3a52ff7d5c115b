import { sqlText } from '@/nodes/kernel/expr/sql-text';
import type { DatasetFact } from '@/nodes/kernel/facts';
import { hash } from '../leak-case';
import { type Dice, rollDice } from './dice';

type Cell = number | string | boolean | null;
type Row = Readonly<Record<string, Cell>>;

/** People, a row each with a key, and what they did: several rows each, by the same key. */
export interface Tables {
  readonly people: readonly Row[];
  readonly visits: readonly Row[];
}

export const PEOPLE = hash('c');
export const VISITS = hash('d');

const column = (name: string, type: DatasetFact['columns'][number]['type'], nullable = false) => ({
  name,
  type,
  nullable,
});
export const DATASETS: Readonly<Record<string, DatasetFact>> = {
  [PEOPLE]: {
    columns: [
      column('id', 'int'),
      column('grp', 'int'),
      column('city', 'text', true),
      column('plan', 'text', true),
      column('age', 'int', true),
      column('income', 'float', true),
      column('score', 'float'),
      column('at', 'timestamp'),
      column('target', 'bool'),
    ],
    rowCount: 1000,
    unparsedCount: 0,
  },
  [VISITS]: {
    columns: [column('id', 'int'), column('kind', 'text'), column('spent', 'float', true), column('seen', 'timestamp')],
    rowCount: 1000,
    unparsedCount: 0,
  },
};

const CITIES = ['oslo', 'bergen', 'paris', 'Åre', ''];
const KINDS = ['web', 'shop', 'call'];
const time = (minutes: number): string =>
  new Date(1_700_000_000_000 + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');

export const GROUPS = 12;

export function randomPerson(dice: Dice, id: number): Row {
  return {
    id,
    grp: dice.below(GROUPS),
    city: dice.chance(0.1) ? null : dice.one(CITIES),
    plan: dice.chance(0.2) ? null : `plan ${dice.below(4)}`,
    age: dice.chance(0.15) ? null : dice.below(80),
    income: dice.chance(0.15) ? null : dice.number() * 10 ** dice.below(6) - 40,
    score: dice.number() - 0.3,
    at: time(dice.below(100_000)),
    target: dice.chance(0.4),
  };
}

export const randomVisit = (dice: Dice, id: number): Row => ({
  id,
  kind: dice.one(KINDS),
  spent: dice.chance(0.1) ? null : dice.number() * 300,
  seen: time(dice.below(100_000)),
});

export function randomTables(seed: number): Tables {
  const dice = rollDice(seed);
  const people = Array.from({ length: 60 + dice.below(120) }, (_, id) => randomPerson(dice, id));
  const visits = people.flatMap(({ id }) =>
    Array.from({ length: dice.below(4) }, () => randomVisit(dice, id as number)),
  );
  return { people, visits };
}

const TYPES = {
  bool: 'boolean',
  int: 'bigint',
  float: 'double',
  text: 'varchar',
  date: 'date',
  timestamp: 'timestamp',
};

/** The rows as a query. */
export function tableSql(file: string, rows: readonly Row[]): string {
  const { columns } = DATASETS[file]!;
  const cells = columns.map(({ name, type }, index) => `c${index}::${TYPES[type as keyof typeof TYPES]} as "${name}"`);
  const values = rows.map((row) => `(${columns.map(({ name }) => cellSql(row[name]!)).join(', ')})`);
  const names = columns.map((_, index) => `c${index}`).join(', ');
  return `select ${cells.join(', ')} from (values ${values.join(', ')}) t(${names})`;
}

/** An exponent makes a number a double; without it DuckDB reads a decimal, of as many digits as the others leave it. */
function cellSql(cell: Cell): string {
  if (typeof cell === 'string') return sqlText(cell);
  return typeof cell === 'number' && !Number.isInteger(cell) ? cell.toExponential() : String(cell);
}
