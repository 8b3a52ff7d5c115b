import { expect, test } from 'vitest';
import type { QueryStage, TaskStage } from '@/server/compiler/emit/run-spec';
import { workOf } from './work-of';

const base = { id: 'a', key: 'k', node: 'a', nodes: ['a'], dependsOn: [], inputs: [], outputs: [], publishes: false };
const task = (more: Partial<TaskStage>): TaskStage => ({
  ...base,
  kind: 'task',
  type: 'tune',
  version: 1,
  config: {},
  ...more,
});
const query = (key: string): QueryStage => ({
  ...base,
  kind: 'query',
  inputs: [{ name: key, key, kind: 'table' }],
  relations: { table: { op: 'distinct', input: { op: 'scan', key } } as never },
});

test('trials of a search are one kind of work, with settings of their own', () => {
  const [first, second] = [
    task({ step: 'trial-01', config: { depth: 3 } }),
    task({ step: 'trial-02', config: { depth: 4 } }),
  ];
  expect([workOf(first).kind, workOf(second).kind]).toEqual(['tune:trial', 'tune:trial']);
  expect(workOf(first).settings).not.toBe(workOf(second).settings);
});

test('a query is the same work whatever made the table that it reads', () => {
  expect(workOf(query('before'))).toEqual(workOf(query('after')));
  expect(workOf(query('before')).kind).toBe('query distinct+scan');
});
