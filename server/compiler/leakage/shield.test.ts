import { describe, expect, it } from 'vitest';
import { analyzed, drawn, impute, people, split, train } from '../testing/leak-case';

describe('the shield', () => {
  const wires = ['people > impute', 'impute > split', 'split > train', 'train.model > judge.model', 'split > judge'];
  const shields = (config: Record<string, unknown>) => {
    const nodes = { people, impute, split: split(config), train: train('age'), judge: { type: 'evaluate' } };
    const analysis = analyzed(drawn({ nodes, wires }));
    return Object.values(analysis.nodes).flatMap(({ id, leakProof }) => (leakProof ? [id] : []));
  };

  it('is on what learned from training rows, and on what takes its model', () => {
    expect(shields({})).toEqual(['impute', 'train', 'judge']);
  });

  it('is on nothing below a leak', () => {
    expect(shields({ method: 'stratified', by: 'target' })).toEqual([]);
  });
});
