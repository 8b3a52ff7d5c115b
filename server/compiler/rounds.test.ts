import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdit } from '@/nodes/kernel/graph-doc/edits';
import { registry } from '@/nodes/registry.gen';
import { analyze, analyzeDoc } from './compile';
import { relsOf } from './passes/partition/row-state';
import { graph } from './testing/draw-graph';
import { type Laboratory, openLaboratory } from './testing/leakage/learn-in-duckdb';
import { analyzed } from './testing/leakage/random-pipeline';
import { DATASETS, PEOPLE, randomTables } from './testing/leakage/random-tables';

const people = { type: 'source', config: { file: { hash: PEOPLE, name: 'people.csv' }, key: 'id' } };
const split = { type: 'split', config: { folds: { kind: 'group', by: 'grp', count: 3 } } };
const impute = { type: 'impute', config: { numbers: 'mean', except: ['id', 'grp', 'at', 'target'] } };
const train = (config: object = {}) => ({ type: 'train', config: { target: 'target', features: ['age'], ...config } });

const drawn = (more: object = {}, wires = ['people > split', 'split > impute', 'impute > train']) =>
  graph({ people, split, impute, train: train(), ...more }, wires);
const stagesOf = (doc: ReturnType<typeof drawn>) => analyzed(doc).spec!.stages;
const idsOf = (doc: ReturnType<typeof drawn>) => stagesOf(doc).map(({ id }) => id);

let laboratory: Laboratory;
beforeAll(() => {
  laboratory = openLaboratory();
});
afterAll(() => laboratory.close());

describe('rounds of folds', () => {
  it('learn the steps above anew, each as stages of its own', () => {
    const stages = stagesOf(drawn());
    expect(stages.filter(({ round }) => round !== undefined).map(({ id, node, round }) => [id, node, round])).toEqual([
      ['impute:fit@1', 'impute', 1],
      ['impute:table@1', 'impute', 1],
      ['impute:fit@2', 'impute', 2],
      ['impute:table@2', 'impute', 2],
      ['impute:fit@3', 'impute', 3],
      ['impute:table@3', 'impute', 3],
    ]);
    const trained = stages.find(({ id }) => id === 'train')!;
    expect(trained.inputs.map(({ name }) => name).slice(0, 4)).toEqual(['table', 'table@1', 'table@2', 'table@3']);
    expect(trained).toMatchObject({ folds: { refitted: true, learnedTogether: [] } });
  });

  it('learn what the training rows outside the judged fold say, and nothing else', async () => {
    const { spec } = analyzed(drawn());
    const tables = randomTables(3);
    const learned = await laboratory.learn(spec!, tables);
    const everyone = new Set([...learned.rounds.values()].flatMap(({ judged }) => [...judged]));
    expect(everyone.size).toBeGreaterThan(20);
    for (const { judged, fits } of learned.rounds.values()) {
      const ages = tables.people.flatMap(({ id, age }) =>
        everyone.has(id as number) && !judged.has(id as number) && typeof age === 'number' ? [age] : [],
      );
      const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
      const values = JSON.parse(Object.values(fits)[0]!) as Record<string, { value: number }>;
      expect(Object.values(values).some(({ value }) => Math.abs(value - mean) < 1e-9)).toBe(true);
    }
  });

  it('judge each training row once', async () => {
    const learned = await laboratory.learn(analyzed(drawn()).spec!, randomTables(4));
    const judged = [...learned.rounds.values()].flatMap((round) => [...round.judged]);
    expect(new Set(judged).size).toBe(judged.length);
    const training = [...learned.labels].filter(([, labels]) => labels.has('train')).map(([id]) => id);
    expect(judged.sort()).toEqual(training.sort());
  });

  it('read the table of all where nothing above learns', () => {
    const wires = ['people > split', 'split > train'];
    const stages = stagesOf(graph({ people, split, train: train() }, wires));
    expect(stages.every(({ round }) => round === undefined)).toBe(true);
    expect(stages.find(({ id }) => id === 'train')).toMatchObject({ folds: { refitted: false } });
  });

  it('are not there for a node that does not judge on them', () => {
    expect(idsOf(drawn({ train: train({ useFolds: false }) })).some((id) => id.includes('@'))).toBe(false);
  });

  it('are shared by two nodes that judge on the same folds', () => {
    const more = { other: train({ algorithm: 'linear' }) };
    const wires = ['people > split', 'split > impute', 'impute > train', 'impute > other'];
    expect(idsOf(drawn(more, wires)).filter((id) => id.includes('@'))).toHaveLength(6);
  });

  it('tell a learner above the split the folds of its rows', () => {
    const stages = stagesOf(drawn({}, ['people > impute', 'impute > split', 'split > train']));
    const fit = stages.find(({ id }) => id === 'impute:fit@2');
    const rel = fit?.kind === 'fit' ? fit.rel : undefined;
    expect(relsOf(rel, 'round')).toMatchObject([{ fold: 2, repeat: 1 }]);
    expect(relsOf(rel, 'label')).toMatchObject([{ folds: { kind: 'group', by: 'grp' } }]);
  });

  it('repeat what the repeats of a plan deal', () => {
    const repeated = { type: 'split', config: { folds: { kind: 'k-fold', count: 2, repeats: 2 } } };
    const fits = stagesOf(drawn({ split: repeated })).filter(({ kind, round }) => kind === 'fit' && round);
    const rounds = fits.flatMap((stage) => (stage.kind === 'fit' ? relsOf(stage.rel, 'round') : []));
    expect(rounds.map(({ repeat, fold }) => [repeat, fold])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
  });

  it('end where rows are grouped, and take side branches along', () => {
    const typical = {
      type: 'aggregate',
      config: { by: ['grp'], measures: [{ function: 'mean', column: 'income', as: 'typical' }] },
    };
    const join = { type: 'join', config: { kind: 'left', on: [{ left: 'grp', right: 'grp' }] } };
    const wires = ['people > split', 'split > typical', 'split > join', 'typical > join.right', 'join > train'];
    const ids = stagesOf(graph({ people, split, typical, join, train: train() }, wires));
    const view = ids.find(({ id }) => id === 'join:table@1');
    expect(view?.nodes).toEqual(['join', 'split', 'typical']);
  });

  it('change no key when nodes are renamed', () => {
    const renamed = graph({ people, parted: split, filled: impute, model: train() }, [
      'people > parted',
      'parted > filled',
      'filled > model',
    ]);
    expect(analyzed(renamed).spec!.hash).toBe(analyzed(drawn()).spec!.hash);
  });

  it('come out of an edit as they come out of a drawing read anew, and stay where it does not touch them', () => {
    const options = { registry, facts: { dataset: () => DATASETS[PEOPLE], has: () => false } };
    let doc = drawn();
    let analysis = analyzeDoc(doc, options);
    const edit = (id: string, path: string[], value: unknown) => {
      doc = applyEdit(doc, { kind: 'set-setting', id, path, value });
      const before = analysis.spec!.stages;
      analysis = analyzeDoc(doc, options, analysis);
      expect(analysis.spec).toEqual(analyze(doc, options).spec);
      return analysis.spec!.stages.filter((stage) => stage.round !== undefined && before.includes(stage)).length;
    };
    expect(edit('impute', ['numbers'], 'median')).toBe(0);
    expect(edit('train', ['seed'], 8)).toBe(6);
    expect(edit('split', ['folds', 'count'], 4)).toBe(0);
    expect(edit('split', ['folds', 'kind'], 'none')).toBe(0);
    expect(edit('split', ['folds', 'kind'], 'k-fold')).toBe(0);
  });
});
