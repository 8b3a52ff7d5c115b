import { expect, test } from 'vitest';
import { predict, type TreesModel } from '@/server/training';
import { aloneTable, emitModelAlone } from './model-alone';
import { predictAll } from './predict-all';

test('texts of categories are the codes that the trainer read, and unseen ones are missing', async () => {
  const model: TreesModel = {
    kind: 'trees',
    task: 'regression',
    featureNames: ['city', 'age'],
    outputs: 1,
    init: [0],
    losses: { train: [] },
    importances: [1, 0],
    trainer: { name: 'test', version: '1' },
    trees: [
      {
        output: 0,
        nodes: {
          feature: [0, -1, 0, -1, 1, -1, -1],
          threshold: [0.5, 0, 1.5, 0, 40, 0, 0],
          left: [1, 0, 3, 0, 5, 0, 0],
          right: [2, 0, 4, 0, 6, 0, 0],
          missingLeft: [0, 0, 0, 0, 0, 0, 0],
          value: [0, 10, 0, 20, 0, 30, 40],
        },
      },
    ],
  };
  const columns = [
    { column: 'the city', type: 'text' as const, categories: ['', 'Köln', 'São Paulo'] },
    { column: 'age', type: 'float' as const },
  ];
  const cities = ['', 'Köln', 'São Paulo', 'Rome', null];
  const ages = Float64Array.of(50, 50, 30, 50, 30);
  const { bytes, signature } = emitModelAlone(model, columns);
  let said: number[] = [];
  await predictAll(bytes, signature, aloneTable([cities, ages]), 5, new AbortController().signal, (chunk) => {
    said = [...(chunk.tensor(signature.model!.tensor).values as Float64Array)];
  });
  expect(said).toEqual([10, 20, 30, 40, 30]);
  const codes = Float64Array.of(0, 1, 2, Number.NaN, Number.NaN);
  expect([...predict(model, [codes, ages], 5).values!]).toEqual(said);
});
