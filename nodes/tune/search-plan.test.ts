import { describe, expect, test } from 'vitest';
import { graph } from '@/server/compiler/testing/draw-graph';
import { analyzed, people, split } from '@/server/compiler/testing/leak-case';
import { metricCatalogue } from '@/server/evaluation/metric-catalogue';
import { MODEL_FAMILIES } from '../kernel/model-families';
import { tune } from './definition';
import { METRIC_CHOICES } from './metrics';
import { searchSteps } from './search-plan';
import { parametersOf } from './search-space';

const settings = (config: object) => tune.config.parse({ target: 'target', ...config });
const drawn = (config: object, folds: object = { kind: 'k-fold', count: 3 }) =>
  analyzed(
    graph(
      {
        people,
        split: split({ folds }),
        tune: { type: 'tune', config: { target: 'target', features: ['age', 'income'], ...config } },
      },
      ['people > split', 'split > tune'],
    ),
  );
const keysOf = (config: object) => {
  const { spec, diagnostics } = drawn(config);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return new Map(spec!.stages.filter(({ id }) => id.startsWith('tune:')).map(({ id, key }) => [id, key]));
};
const grid = (...values: string[]) => ({
  strategy: 'grid',
  treesSpace: [{ parameter: 'learningRate', by: 'values', values }],
});

describe('the stages of a search', () => {
  test('are one for each trial, and the node itself reads all of them', () => {
    const { spec } = drawn({ strategy: 'random', trials: 3 });
    const stages = spec!.stages.filter(({ node }) => node === 'tune');
    expect(stages.map(({ id }) => id)).toEqual(['tune:trial-01', 'tune:trial-02', 'tune:trial-03', 'tune']);
    expect(stages.at(-1)!.inputs.map(({ name }) => name)).toEqual(['table', 'trial-01', 'trial-02', 'trial-03']);
    expect(stages.at(-1)!.dependsOn).toEqual(['split:table', 'tune:trial-01', 'tune:trial-02', 'tune:trial-03']);
    expect(stages[0]!.dependsOn).toEqual(['split:table']);
  });

  test('of a trial with the same settings have the same key, whatever else is searched', () => {
    const one = keysOf(grid('0.05', '0.1', '0.2'));
    const other = keysOf(grid('0.1', '0.3'));
    expect(other.get('tune:trial-01')).toBe(one.get('tune:trial-02'));
    expect(other.get('tune:trial-02')).not.toBe(one.get('tune:trial-03'));
    expect(keysOf({ ...grid('0.05', '0.1', '0.2'), parallel: 5, learnFrom: 'train' })).toEqual(one);
  });

  test.each(['random', 'tpe'])('of a %s search stay when trials are added', (strategy) => {
    const few = keysOf({ strategy, trials: 12 });
    const more = keysOf({ strategy, trials: 15 });
    for (const [id, key] of few) expect(more.get(id)).toBe(key);
  });

  test('change with the seed', () => {
    const few = keysOf({ strategy: 'random', trials: 4 });
    expect(keysOf({ strategy: 'random', trials: 4, seed: 8 }).get('tune:trial-01')).not.toBe(few.get('tune:trial-01'));
  });

  test('do not change with settings of a model that was not chosen', () => {
    const config = { strategy: 'random', trials: 2 };
    expect(keysOf({ ...config, linear: { penalty: 3 } })).toEqual(keysOf(config));
  });

  test('of a Bayesian search read the trials that had ended when they begin, or those that know of them', () => {
    const steps = searchSteps(settings({ trials: 30, parallel: 3 }));
    const names = Object.keys(steps);
    expect(steps['trial-10']!.reads).toEqual([]);
    expect(steps['trial-11']!.reads).toEqual(names.slice(0, 8));
    const known = new Map<string, ReadonlySet<string>>();
    for (const [name, { reads }] of Object.entries(steps))
      known.set(name, new Set(reads.flatMap((read) => [read, ...known.get(read)!])));
    for (const [index, name] of names.entries()) {
      if (index < 10) continue;
      expect([...known.get(name)!].sort()).toEqual(names.slice(0, index - 2));
      expect(steps[name]!.reads.length).toBeLessThanOrEqual(13);
    }
  });

  test('of a rung read the ranking of the rung before', () => {
    const steps = searchSteps(settings({ strategy: 'random', trials: 9, halving: true }));
    expect(Object.keys(steps).slice(9)).toEqual([
      ...['rung-2', 'rung-2-01', 'rung-2-02', 'rung-2-03'],
      ...['rung-3', 'rung-3-01'],
    ]);
    expect(steps['rung-2']!.reads).toHaveLength(9);
    expect(steps['rung-2-02']!.reads).toEqual(['rung-2']);
    expect(steps['rung-3']!.reads).toEqual(['rung-2-01', 'rung-2-02', 'rung-2-03', 'rung-2']);
  });

  test('have the rounds of folds when steps above learn', () => {
    const impute = { type: 'impute', config: { except: ['target', 'id'] } };
    const { spec } = analyzed(
      graph(
        {
          people,
          split: split({ folds: { kind: 'k-fold', count: 2 } }),
          impute,
          tune: { type: 'tune', config: { target: 'target', features: ['age'], strategy: 'random', trials: 2 } },
        },
        ['people > split', 'split > impute', 'impute > tune'],
      ),
    );
    const trial = spec!.stages.find(({ id }) => id === 'tune:trial-02')!;
    expect(trial.inputs.map(({ name }) => name)).toEqual(['table', 'table@1', 'table@2']);
    expect(trial).toMatchObject({ folds: { refitted: true } });
  });
});

describe('before a run', () => {
  const problems = (config: object) => drawn(config).diagnostics.map(({ message }) => message);

  test('a grid with too many trials is refused', () => {
    expect(problems({ strategy: 'grid', levels: 20 })).toEqual([expect.stringMatching(/^This grid has [\d,]+ trials/)]);
  });

  test.each([
    [{ parameter: 'learningRate', from: 0.1, to: 0.01 }, 'Learning rate goes from 0.1 to 0.01: that is no range.'],
    [{ parameter: 'learningRate', from: 0, to: 1, log: true }, 'Learning rate cannot go by ratios from 0.'],
    [{ parameter: 'leaves', from: 1, to: 8 }, 'Leaves per tree is 2 at least, not 1.'],
    [{ parameter: 'leaves', from: 2.5, to: 8 }, 'Leaves per tree is a whole number, not 2.5.'],
    [{ parameter: 'leaves', by: 'values', values: ['4', 'many'] }, '“many” is no number, and Leaves per tree is one.'],
    [{ parameter: 'leaves', by: 'values', values: [] }, 'There are no values of Leaves per tree to try.'],
  ])('a range that is none is refused: %j', (row, message) => {
    expect(problems({ treesSpace: [row] })).toContain(message);
  });

  test('a space without a row, and a setting twice, are refused', () => {
    expect(problems({ treesSpace: [] })).toEqual(['Nothing of Gradient-boosted trees is searched.']);
    const row = { parameter: 'leaves', from: 2, to: 8 };
    expect(problems({ treesSpace: [row, row] })).toContain('Leaves per tree is searched twice.');
  });

  test('every model has a space to begin with, but the one without settings', () => {
    const without = MODEL_FAMILIES.filter(({ value }) => parametersOf(settings({ algorithm: value })).length === 0);
    expect(without.map(({ value }) => value)).toEqual(['least-squares', 'baseline']);
  });

  test('a node that judges by the validation rows below is warned', () => {
    const { diagnostics } = analyzed(
      graph(
        {
          people,
          split: split(),
          tune: { type: 'tune', config: { target: 'target', features: ['age'], strategy: 'random', trials: 2 } },
          evaluate: { type: 'evaluate', config: { part: 'validation' } },
        },
        ['people > split', 'split > tune', 'tune.model > evaluate.model', 'split > evaluate.table'],
      ),
    );
    expect(diagnostics.map(({ message }) => message)).toContain(
      'Evaluate judges on the validation part, and Tune learned from its rows: they look better than others will.',
    );
  });
});

test('every metric of the form is measured', () => {
  for (const { value } of METRIC_CHOICES.slice(1)) expect(metricCatalogue.map(({ name }) => name)).toContain(value);
});
