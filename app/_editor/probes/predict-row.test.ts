import { expect, it } from 'vitest';
import type { TrainedSignature } from '@/nodes/kernel/trained-model';
import { featuresOf, predictionWords } from './predict-row';

const columns = [
  { column: 'age', type: 'int' as const },
  { column: 'plan', type: 'text' as const, categories: ['free', 'gold'] },
  { column: 'city', type: 'vector' as const, components: ['city=Ulm', 'city=Bern'] },
  { column: 'active', type: 'bool' as const },
];

it('lays a row out as the model reads it: vectors by component, categories by code, truth as a number', () => {
  expect(featuresOf(columns, { age: 30, plan: 'gold', city: [0, 1], active: true, more: 'x' })).toEqual([
    30, 1, 0, 1, 1,
  ]);
  expect(featuresOf(columns, { age: null, plan: 'silver', city: null, active: false })).toEqual([
    null,
    null,
    null,
    null,
    0,
  ]);
});

it('makes no prediction for a row that has not what the model reads', () => {
  expect(featuresOf(columns, { age: 30 })).toBeUndefined();
});

it('names the class that is likelier', () => {
  const signature = { target: 'churn', task: 'classification', classes: ['No', 'Yes'] } as unknown as TrainedSignature;
  expect(predictionWords(signature, [0.82])).toBe('churn Yes, 82 %');
  expect(predictionWords(signature, [0.2])).toBe('churn No, 80 %');
  expect(predictionWords({ ...signature, task: 'regression' }, [12.5])).toBe('churn 12.50');
});
