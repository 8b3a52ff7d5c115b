import { describe, expect, it } from 'vitest';
import { analyze } from '../compile';
import { relsOf } from '../passes/partition/row-state';
import { analyzed, drawn, impute, people, split, train } from '../testing/leak-case';
import { leakRegistry } from '../testing/leak-nodes';

describe('a label that is computed earlier', () => {
  const nodes = { people, impute, split: split(), train: train('age') };
  const wires = ['people > impute', 'impute > split', 'split > train'];
  const analysis = analyzed(drawn({ nodes, wires }));
  const fitOf = (seed: number) =>
    analyzed(drawn({ nodes: { ...nodes, split: split({ seed }) }, wires })).spec!.stages.find(
      ({ kind }) => kind === 'fit',
    )!;

  it('is said on the card, and changes nothing in the drawing', () => {
    expect(analysis.nodes.impute).toMatchObject({ leakProof: true, hoistedFrom: { node: 'split', title: 'Split' } });
    expect(analysis.nodes.train!.hoistedFrom).toBeUndefined();
  });

  it('is the split’s own function of the key, over the learner’s input', () => {
    const [fit] = analysis.spec!.stages.filter(({ kind }) => kind === 'fit');
    const [label] = analysis.spec!.stages.flatMap((stage) =>
      stage.kind === 'query' ? relsOf(Object.values(stage.relations)[0], 'label') : [],
    );
    expect(fit).toMatchObject({
      rel: {
        op: 'part',
        parts: ['train'],
        input: { op: 'label', identity: 'id', input: { op: 'scan' } },
      },
    });
    const { method, shares } = label!;
    expect(fit).toMatchObject({ rel: { input: { method, shares } } });
  });

  it('is not missed where a mistake above hides the columns', () => {
    const broken = { type: 'derive', config: { from: ['nowhere'], as: 'age' } };
    const analysis = analyzed(
      drawn({
        nodes: { people, split: split(), broken, impute, train: train('age') },
        wires: ['people > split', 'split > broken', 'broken > impute', 'impute > train'],
      }),
    );
    expect(analysis.diagnostics.map(({ code }) => code)).toEqual(['column-unknown']);
  });

  it('is not asked of columns that are not known yet', () => {
    const unknown = analyze(drawn({ nodes, wires }), {
      registry: leakRegistry,
      facts: { dataset: () => ({ error: 'people.csv is empty.' }), has: () => false },
    });
    expect(unknown.diagnostics.map(({ code }) => code)).toEqual(['dataset-unreadable']);
  });

  it('learns anew when the split below is changed, and only then', () => {
    expect(fitOf(1).key).not.toBe(fitOf(2).key);
    expect(fitOf(1).key).toBe(fitOf(1).key);
  });
});
