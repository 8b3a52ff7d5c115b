import { expect, it } from 'vitest';
import { whatStillHolds } from './what-holds';

const stage = (node: string, state: string, reason = '') => ({ id: node, node, state, reason }) as never;

it('says what a failure left standing', () => {
  const stages = [
    stage('a', 'reused'),
    stage('b', 'done'),
    stage('judge', 'failed'),
    stage('deploy', 'skipped', 'Skipped: Evaluate failed.'),
    stage('spare', 'skipped', 'Not needed: everything that reads it is reused.'),
    stage('side', 'running'),
  ];
  expect(whatStillHolds({ stages }, 'judge')).toBe(
    '2 results are kept, 1 other stage goes on, 1 stage below did not run.',
  );
  expect(whatStillHolds({ stages: [stage('judge', 'failed')] }, 'judge')).toBeUndefined();
});
