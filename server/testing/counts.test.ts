import { expect, test } from 'vitest';
import { countPlaywright, countVitest, summarise } from './counts';

const vitestReport = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test('skipped tests are named only when there are any', () => {
  expect(summarise(countVitest(vitestReport, 0))).toBe('3 passed, 0 failed, 1 skipped');
  expect(summarise({ passed: 2, failed: 1, skipped: 0 })).toBe('2 passed, 1 failed');
});

test('a test file that does not load is a failure', () => {
  const report = { ...vitestReport, testResults: [{ status: 'failed', assertionResults: [] }] };
  expect(countVitest(report, 1).failed).toBe(1);
});

test('a bad end without a failed test, or without a report, is a failure', () => {
  expect(countVitest(vitestReport, 1).failed).toBe(1);
  expect(countVitest(undefined, 0).failed).toBe(1);
  expect(countPlaywright(undefined, 0).failed).toBe(1);
});

test('a flaky story is a failed one', () => {
  expect(countPlaywright({ stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 } }, 0)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});
