import { expect, it } from 'vitest';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { FactRequest } from '@/nodes/kernel/facts';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { whyNoRows } from './why-no-rows';

const titled = (title: string) => ({ type: 'select', version: 1, title, config: {} });
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'table' },
  to: { node: to, port: 'table' },
});
const doc = {
  ...emptyDoc('p'),
  nodes: { a: titled('Trips'), b: titled('Clean'), c: titled('Chosen') },
  wires: [wire('a', 'b'), wire('b', 'c')],
} as unknown as GraphDoc;
const mistakeAt = (node: string): Diagnostic => ({
  code: 'setting-missing',
  severity: 'error',
  message: 'Something is missing.',
  place: { node },
});
const reading = [{ kind: 'dataset' } as FactRequest];
const why = (diagnostics: Diagnostic[], needs: FactRequest[] = []) =>
  whyNoRows(doc, { nodes: {}, diagnostics, needs }, 'b');

it('names the node itself when the mistake is in it', () => {
  const { title, words } = why([mistakeAt('b'), mistakeAt('a')]);
  expect([title, words]).toEqual(['Clean is not right yet', 'Something is missing.']);
});

it('names the node above when the mistake is there', () => {
  const { title, words } = why([mistakeAt('a')]);
  expect(title).toBe('Trips is not right yet');
  expect(words).toBe('Trips stands above Clean. Something is missing.');
});

it('says that the file is being read, whatever is wrong below', () => {
  expect(why([mistakeAt('c')], reading)).toMatchObject({ title: 'Reading the file…', isComing: true });
});
