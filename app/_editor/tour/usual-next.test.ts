import { expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { candidates } from '../canvas/candidates';
import { usualNext } from './usual-next';

/** What is offered behind the only node of a drawing. */
function behind(type: string, port: string): string[] {
  const doc = { ...emptyDoc('P'), nodes: { it: { type, version: registry[type]!.version, config: {} } } };
  const fitting = candidates(doc, { from: { node: 'it', port, side: 'out' } });
  return usualNext(type, fitting, 3).map(({ definition }) => definition.type);
}

it('offers the way from a table to an endpoint, step by step', () => {
  expect(behind('source', 'table')[0]).toBe('split');
  expect(behind('split', 'table')).toContain('train');
  expect(behind('impute', 'table')[0]).toBe('encode');
  expect(behind('train', 'model')[0]).toBe('evaluate');
  expect(behind('evaluate', 'model')[0]).toBe('deploy');
  expect(behind('deploy', 'endpoint')).toEqual(['monitor']);
});

it('offers something that fits behind every node that hands a table or a model on', () => {
  for (const { type, ports } of Object.values(registry))
    for (const [port, { type: kind, secondary }] of Object.entries(ports.out)) {
      if (secondary || (kind !== 'table' && kind !== 'model')) continue;
      expect(behind(type, port).length, `${type}.${port}`).toBe(3);
    }
});
