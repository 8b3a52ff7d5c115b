import { expect, it } from 'vitest';
import type { Column } from '@/nodes/kernel/schema';
import type { TableProfile } from '@/server/worker/reader/profile';
import { slugOf } from './do-step';
import { suggestTargets } from './suggest-target';

const column = (name: string, type: Column['type']): Column => ({ name, type, nullable: false });

function table(...columns: [name: string, type: Column['type'], distinct: number, missing?: number][]) {
  const profile: TableProfile = {
    rowCount: 1000,
    columns: columns.map(([name, type, distinct, missing = 0]) => ({ name, type, distinct, missing })),
  };
  return { schema: { columns: columns.map(([name, type]) => column(name, type)), open: false }, profile };
}

const first = ({ schema, profile }: ReturnType<typeof table>) => suggestTargets(schema, profile)[0];

it('proposes a column with few values before numbers and free texts', () => {
  const made = table(['id', 'int', 1000], ['note', 'text', 990], ['left', 'text', 2], ['amount', 'float', 700]);
  expect(first(made)).toMatchObject({ column: 'left', kind: 'classes' });
});

it('follows a telling name: the price of a house, the status of a credit', () => {
  const houses = table(
    ['Street', 'text', 2],
    ['Bldg_Type', 'text', 5],
    ['Sale_Price', 'int', 1032],
    ['Lat', 'float', 900],
  );
  expect(first(houses)).toMatchObject({ column: 'Sale_Price', kind: 'number' });
  const credits = table(['Status', 'text', 2], ['Home', 'text', 6], ['Age', 'int', 50], ['Price', 'int', 900]);
  expect(first(credits)).toMatchObject({ column: 'Status', kind: 'classes' });
});

it('would rather not predict what is mostly missing', () => {
  const made = table(['a', 'text', 2, 950], ['b', 'text', 2], ['c', 'text', 400]);
  expect(first(made)?.column).toBe('b');
});

it('has something to say before the profile is there, and of no column at all', () => {
  expect(suggestTargets({ columns: [column('x', 'float'), column('churn', 'text')], open: false })[0]?.column).toBe(
    'churn',
  );
  expect(suggestTargets({ columns: [], open: false })).toEqual([]);
});

it('names an endpoint after the pipeline, as an address may be', () => {
  expect(slugOf('Mein Überblick: 2. Versuch!')).toBe('mein-uberblick-2-versuch');
  expect(slugOf('نموذج')).toBe('first-endpoint');
});
