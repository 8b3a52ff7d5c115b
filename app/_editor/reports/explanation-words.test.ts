import { expect, test } from 'vitest';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import { answerUnit, answerWords, featuresAt, marginUnit, signed, valuesAt, valueWords } from './explanation-words';

const read = [
  { column: 'age', type: 'float' },
  { column: 'plan', type: 'vector', components: ['plan=free', 'plan=gold'] },
  { column: 'ok', type: 'bool' },
] as const satisfies ExplanationReport['read'];
const kinds = ['number', 'category', 'bool'] as const;
const columns = read.map((column, at) => ({ column, kind: kinds[at]!, meanShap: [1] }));

test('a value is said as a person reads it, and a year is not grouped', () => {
  expect(valueWords('number', 2010)).toBe('2010');
  expect(valueWords('number', -0.33333333)).toBe('−0.333333');
  expect(valueWords('number', 12_500_000)).toBe('12,500,000');
  expect(valueWords('number', null)).toBe('missing');
  expect(valueWords('bool', false)).toBe('no');
  expect(valueWords('vector', null)).toBe('several numbers');
});

test('values of a row are found among its features, vectors as one', () => {
  expect(valuesAt({ read, columns }, [41, 0, 1, 1])).toEqual(['41', 'gold', 'yes']);
  expect(valuesAt({ read, columns }, [null, 0, 0, null])).toEqual(['missing', 'missing', 'missing']);
  expect(featuresAt(read, 'ok')).toEqual({ from: 3, to: 4 });
});

test('a contribution has its sign, however small', () => {
  expect(signed(0.1234567)).toBe('+0.123');
  expect(signed(-1234.5)).toBe('−1,235');
  expect(signed(-0.00002)).toBe('−2.0e−5');
  expect(signed(0)).toBe('+0.000');
});

test('an answer is a share of a class, or a number', () => {
  expect(answerWords('classification', 0.034)).toBe('3.4 %');
  expect(answerWords('classification', 0.53)).toBe('53 %');
  expect(answerWords('regression', 181_119.4)).toBe('181,119');
});

test('the unit of a contribution is the margin’s, and a calibration comes after it', () => {
  const forest = { task: 'classification', link: 'probability', target: 'churn', isCalibrated: false } as const;
  expect([marginUnit(forest), answerUnit(forest)]).toEqual(['probability', undefined]);
  const calibrated = { ...forest, isCalibrated: true };
  expect([marginUnit(calibrated), answerUnit(calibrated)]).toEqual(['probability before calibration', 'probability']);
  const counts = { task: 'regression', link: 'log', target: 'visits', isCalibrated: false } as const;
  expect([marginUnit(counts), answerUnit(counts)]).toEqual(['logarithm of visits', 'visits']);
});
