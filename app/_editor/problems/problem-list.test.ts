import { describe, expect, it } from 'vitest';
import { diagnostic } from '@/nodes/kernel/diagnostics';
import type { RunDetail } from '../api';
import { countProblems, drawingProblems, groupProblems, ruleTitle, runProblems, safeFixes } from './problem-list';

const nodes = {
  train: { type: 'train', version: 1, config: {} },
  check: { type: 'validate', version: 1, config: {} },
};
const missing = diagnostic('setting-missing', { node: 'train', path: ['target'] }, 'Train needs a target.');
const wire = diagnostic('input-missing', { node: 'check', port: 'table' }, 'Validate needs a wire.');
const advice = diagnostic('node-advice', { node: 'check' }, 'It could be shorter.');

describe('the list of problems', () => {
  it('says where in the node each is', () => {
    expect(drawingProblems([missing, wire, advice], nodes).map(({ where }) => where)).toEqual([
      'Target',
      'input Table',
      undefined,
    ]);
  });

  it('groups by node in the order of the canvas, the worst first', () => {
    const order = { check: 0, train: 1 };
    const groups = groupProblems(drawingProblems([advice, missing, wire], nodes), 'node', (id) => order[id as 'train']);
    expect(groups.map(({ key, problems }) => [key, problems.map(({ severity }) => severity)])).toEqual([
      ['check', ['error', 'warning']],
      ['train', ['error']],
    ]);
  });

  it('groups by rule, and names rules in words', () => {
    const groups = groupProblems(drawingProblems([missing, missing, wire], nodes), 'rule');
    expect(groups.map(({ key, problems }) => `${ruleTitle(key)} ${problems.length}`)).toEqual([
      'Setting is missing 2',
      'Input without a wire 1',
    ]);
    expect(ruleTitle('leak-mixed-rows')).toBe('Leak mixed rows');
  });

  it('adds what the run found: failures, gates and warnings of reports', () => {
    const run = {
      id: 'r',
      number: 12,
      stages: [
        {
          id: 'judge',
          node: 'judge',
          nodes: ['judge'],
          state: 'failed',
          error: { kind: 'gate', message: 'AUC is 0.60.' },
        },
        { id: 'train', node: 'train', nodes: ['train'], state: 'done', error: null },
      ],
      ports: {
        'check.report': { type: 'report', summary: { warned: 2 } },
        'judge.report': { type: 'report', summary: { warnings: 1 } },
      },
    } as unknown as RunDetail;
    const found = runProblems(run);
    expect(found.map(({ rule, node, message }) => [rule, node, message])).toEqual([
      ['gate', 'judge', 'AUC is 0.60.'],
      ['warned', 'check', '2 warnings in its report.'],
    ]);
    expect(countProblems(found)).toEqual({ error: 1, warning: 1, info: 0 });
  });

  it('mends in one go only what is said to be safe', () => {
    const remove = { title: 'Remove the wire', edits: [], isSafe: true };
    const move = { title: 'Move Split before Impute', edits: [] };
    const found = [
      diagnostic('wire-dangling', {}, 'A.', { fix: remove }),
      diagnostic('cycle', {}, 'B.', { fix: move }),
    ];
    expect(safeFixes(found).map(({ fix }) => fix!.title)).toEqual(['Remove the wire']);
  });
});
