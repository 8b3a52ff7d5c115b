import { describe, expect, it } from 'vitest';
import type { EndpointSummary } from '../db/endpoint-views';
import type { LastRun, PipelineRuns } from '../db/home';
import { type HealthFacts, healthOf } from './pipeline-health';

const run = (state: LastRun['state'], more: Partial<LastRun> = {}): LastRun => ({
  id: 'r',
  number: 12,
  state,
  createdAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  stageCount: 9,
  remaining: 0,
  error: null,
  isOutdated: false,
  ...more,
});
const runs = (last: LastRun, ...earlier: LastRun['state'][]): PipelineRuns => ({
  last,
  bars: [last, ...earlier.map((state) => run(state))],
});
const endpoint = (more: Partial<EndpointSummary> = {}): EndpointSummary => ({
  id: 'e',
  slug: 'churn',
  title: 'Churn',
  pipelineId: 'p',
  pipelineName: 'Churn',
  createdAt: '2026-01-01T00:00:00Z',
  current: null,
  deploymentCount: 1,
  requestCount: 0,
  errorCount: 0,
  lastRequestAt: null,
  drift: null,
  isMonitored: true,
  ...more,
});
const facts = (more: Partial<HealthFacts> = {}): HealthFacts => ({
  pipelineId: 'p',
  nodeCount: 9,
  unset: 0,
  runs: undefined,
  endpoint: undefined,
  day: undefined,
  drift: undefined,
  newerFile: undefined,
  ...more,
});
const day = (p95Ms: number, before: number, requests = 500) => ({
  requests,
  p95Ms,
  p95ByHour: [],
  before: { requests, p95Ms: before },
});

describe('the health of a pipeline', () => {
  it('that nobody ran says what keeps it from running, if anything does', () => {
    expect(healthOf(facts({ nodeCount: 0 }))).toMatchObject({ kind: 'empty', action: null });
    expect(healthOf(facts({ unset: 2 }))).toMatchObject({ kind: 'unset', reason: '2 nodes need settings' });
    expect(healthOf(facts())).toMatchObject({ kind: 'never-run', reason: '9 nodes are ready' });
  });

  it('counts failures in a row, and says what the last one said', () => {
    const failed = run('failed', { error: 'Join: key type changed' });
    expect(healthOf(facts({ runs: runs(failed, 'failed', 'done', 'failed') }))).toMatchObject({
      words: 'Failed 2 times',
      reason: 'Join: key type changed',
      action: { label: 'Open', href: '/runs/r' },
    });
    expect(healthOf(facts({ runs: runs(failed, 'done') })).words).toBe('Failed');
  });

  it('names the column that drifts', () => {
    const drifting = facts({
      runs: runs(run('done')),
      endpoint: endpoint({ drift: { status: 'drifted', checkedAt: '' } }),
      drift: { name: 'tickets', psi: 0.24 } as HealthFacts['drift'],
    });
    expect(healthOf(drifting)).toMatchObject({
      kind: 'drift',
      reason: 'tickets, PSI 0.24',
      action: { href: '/endpoints/churn' },
    });
  });

  it('is slower when the 95th percentile grew by half, over enough requests', () => {
    const slow = (figures: HealthFacts['day']) =>
      healthOf(facts({ runs: runs(run('done')), endpoint: endpoint(), day: figures }));
    expect(slow(day(14.2, 9))).toMatchObject({ kind: 'slower', reason: 'p95 14.2 ms, was 9.0' });
    expect(slow(day(12, 9)).kind).toBe('done');
    expect(slow(day(14.2, 9, 19)).kind).toBe('done');
    expect(slow(day(1.2, 0.5)).kind).toBe('done');
  });

  it('is stale when its data or its drawing is newer than its last run', () => {
    const done = runs(run('done'));
    const newerFile = { name: 'sales.csv', days: 3 };
    expect(healthOf(facts({ runs: done, newerFile }))).toMatchObject({
      words: 'Stale',
      reason: 'sales.csv is 3 d newer',
    });
    expect(healthOf(facts({ newerFile })).kind).toBe('never-run');
    expect(healthOf(facts({ runs: runs(run('done', { isOutdated: true })) }))).toMatchObject({
      words: 'Stale',
      action: null,
    });
  });

  it('tells of refused calls only when there were enough to speak of', () => {
    const refusing = (requestCount: number, errorCount: number) =>
      healthOf(facts({ runs: runs(run('done')), endpoint: endpoint({ requestCount, errorCount }) })).kind;
    expect(refusing(90, 10)).toBe('errors');
    expect(refusing(9, 1)).toBe('done');
    expect(refusing(999, 1)).toBe('done');
  });
});
