import { expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { dateParts } from './definition';

const table: TableSchema = { columns: [{ name: 'on', type: 'date', nullable: false }], open: false };

function problems(settings: Record<string, unknown>, inputs = { table }): string[] {
  const found: string[] = [];
  const report = (_code: string, _path: unknown, message: string) => void found.push(message);
  dateParts.check!({ config: dateParts.config.parse(settings), inputs, nodeId: 'n', report });
  return found;
}

test.each(['2021-02-30', '31.1.2020', '2020-13-01', '2020-01-01 25:00', 'yesterday'])('%s is no date', (sinceDate) => {
  expect(problems({ since: 'date', sinceDate })).toEqual([`“${sinceDate}” is not a date.`]);
});

test.each(['2024-02-29', '1969-12-31 23:59', '2020-01-01T12:00:00Z', ' 2020-01-01 '])('%s is a date', (sinceDate) => {
  expect(problems({ since: 'date', sinceDate })).toEqual([]);
});

test('what is not said yet is asked for', () => {
  expect(problems({ since: 'date' })).toEqual(['Say since which date.']);
  expect(problems({ since: 'column' })).toEqual(['Choose the column to count from.']);
});

test('a table without dates is remarked on, and so is a date of which nothing is read', () => {
  expect(problems({}, { table: { columns: [], open: false } })).toEqual(['No date or time arrives here.']);
  const nothing = { year: false, month: false, day: false, weekday: false };
  expect(problems(nothing)).toEqual(['Nothing is read off the dates.']);
});
