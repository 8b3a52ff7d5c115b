import { expect, it } from 'vitest';
import type { PlannedRun } from '../api';
import { briefReason, plannedNodes } from './planned-nodes';

const estimate = { ms: 300, lowMs: 200, highMs: 400, from: 2, isSameSettings: true };

it('says of each node what its stages do: what runs counts most, and what is left out is told last', () => {
  const stages: PlannedRun['stages'] = {
    'impute:fit': { what: 'reused', reason: 'Reused from run 3.', nodes: ['impute'], waitsFor: [] },
    impute: { what: 'runs', reason: 'Changed: Impute: Fill with.', nodes: ['split', 'impute'], waitsFor: [], estimate },
  };
  const nodes = plannedNodes({ stages, leftOut: ['train'] });
  expect(nodes.get('impute')).toEqual({
    what: 'runs',
    reason: 'Changed: Impute: Fill with.',
    ms: 300,
    running: 1,
    stages: 2,
  });
  // Fused into the query of the node below, which the time is told of.
  expect(nodes.get('split')).toMatchObject({ what: 'runs', ms: undefined });
  expect(nodes.get('train')).toMatchObject({ what: 'leftOut' });
});

it.each([
  ['Reused from run 3: same data and settings.', 'Reused from run 3'],
  ['Always runs: it acts outside the pipeline.', 'Always runs'],
  ['Changed: Train: Rounds 100 → 80.', 'Changed: Rounds 100 → 80'],
  ['Changed upstream: Impute: Fill with.', 'Changed upstream: Impute: Fill with'],
  ['First run.', 'First run'],
])('“%s” is “%s” below a card', (reason, brief) => expect(briefReason(reason)).toBe(brief));
