import { expect, it } from 'vitest';
import type { RunListEntry } from '../api';
import { figureWords, parameterWords, searchText } from './run-list-words';

const run = {
  number: 128,
  state: 'failed',
  versionNumber: 14,
  parameters: { seed: 7, rounds: 300 },
  results: { 'judge.rows': 1_056, 'judge.auc': 0.84612, 'judge.log_loss': 0.41, 'fair.groups': 4 },
  error: { message: 'AUC is 0.60.' },
} as unknown as RunListEntry;

it('tells a run by its version, how good it was and its parameters', () => {
  expect(figureWords(run)).toBe('auc 0.846 · log loss 0.410');
  expect(parameterWords(run)).toBe('seed = 7 · rounds = 300');
});

it('finds it by any of these', () => {
  for (const word of ['128', 'failed', 'v14', '0.846', 'seed = 7', 'auc is']) expect(searchText(run)).toContain(word);
});
