import type { EndpointSummary } from '../db/endpoint-views';
import type { EndpointDay, PipelineRuns } from '../db/home';
import type { DriftResult } from '../monitoring/check-endpoint';

/** How a pipeline is, the worst first. */
export const HEALTH_KINDS = [
  'failed',
  'errors',
  'drift',
  'slower',
  'newer-data',
  'running',
  'unset',
  'outdated',
  'moving',
  'never-run',
  'cancelled',
  'done',
  'empty',
] as const;
export type HealthKind = (typeof HEALTH_KINDS)[number];

export interface Health {
  readonly kind: HealthKind;
  readonly words: string;
  /** Why: one short line. */
  readonly reason: string;
  /** A person should look: what to press, and where it leads. */
  readonly action: { readonly label: string; readonly href: string } | null;
}

export interface HealthFacts {
  readonly pipelineId: string;
  readonly nodeCount: number;
  /** Nodes that miss a setting or a wire. */
  readonly unset: number;
  readonly runs: PipelineRuns | undefined;
  readonly endpoint: EndpointSummary | undefined;
  readonly day: EndpointDay | undefined;
  /** What moved most, at the latest check. */
  readonly drift: DriftResult | undefined;
  /** A file of the same name came after the one that is read. */
  readonly newerFile: { readonly name: string; readonly days: number } | undefined;
}

/** Fewer requests than this say nothing of a rate. */
const enough = 20;
const manyErrors = 0.02;
const muchSlower = 1.5;

/** The first thing that is true of a pipeline, in the order of {@link HEALTH_KINDS}. */
export function healthOf(facts: HealthFacts): Health {
  const { pipelineId, nodeCount, unset, runs, endpoint, day, drift, newerFile } = facts;
  const last = runs?.last;
  const pipeline = `/pipelines/${pipelineId}`;
  const page = endpoint && `/endpoints/${endpoint.slug}`;
  const calm = (kind: HealthKind, words: string, reason: string): Health => ({ kind, words, reason, action: null });

  if (last?.state === 'running')
    return calm('running', 'Running', `${last.stageCount - last.remaining} of ${last.stageCount} stages`);
  if (last?.state === 'failed') {
    const streak = runs!.bars.findIndex(({ state }) => state !== 'failed');
    const times = streak === -1 ? runs!.bars.length : streak;
    return {
      kind: 'failed',
      words: times > 1 ? `Failed ${times} times` : 'Failed',
      reason: last.error ?? `run ${last.number}`,
      action: { label: 'Open', href: `/runs/${last.id}` },
    };
  }
  const asked = (endpoint?.requestCount ?? 0) + (endpoint?.errorCount ?? 0);
  const errorShare = asked >= enough ? (endpoint?.errorCount ?? 0) / asked : 0;
  if (page && errorShare > manyErrors) {
    const reason = `${Math.round(errorShare * 100)} % of ${asked} calls refused`;
    return { kind: 'errors', words: 'Refuses calls', reason, action: { label: 'Look', href: page } };
  }
  const moved = drift ? `${drift.name}, PSI ${(drift.psi ?? 0).toFixed(2)}` : `in ${endpoint?.slug}`;
  if (page && endpoint.drift?.status === 'drifted')
    return { kind: 'drift', words: 'Drift', reason: moved, action: { label: 'Look', href: page } };
  const slower = day && slowdown(day);
  if (page && slower) return { kind: 'slower', words: 'Slower', reason: slower, action: { label: 'Look', href: page } };
  if (newerFile && last) {
    const reason = `${newerFile.name} is ${newerFile.days < 1 ? 'newer' : `${newerFile.days} d newer`}`;
    return { kind: 'newer-data', words: 'Stale', reason, action: { label: 'Open', href: pipeline } };
  }
  if (nodeCount === 0) return calm('empty', 'Empty', 'nothing drawn yet');
  if (unset > 0)
    return calm('unset', 'Not configured', unset === 1 ? '1 node needs a setting' : `${unset} nodes need settings`);
  if (last?.isOutdated) return calm('outdated', 'Stale', `changed since run ${last.number}`);
  if (endpoint?.drift?.status === 'warning') return calm('moving', 'Moving', moved);
  if (!last)
    return calm('never-run', 'Never run', nodeCount === 1 ? '1 node is ready' : `${nodeCount} nodes are ready`);
  if (last.state === 'cancelled') return calm('cancelled', 'Cancelled', `run ${last.number}`);
  if (endpoint)
    return calm('done', 'Healthy', endpoint.isMonitored ? 'answers, no drift seen' : 'answers, not monitored');
  return calm('done', 'Healthy', `run ${last.number}, ${last.stageCount} stages`);
}

function slowdown({ requests, p95Ms, before }: EndpointDay): string | undefined {
  if (p95Ms === null || before.p95Ms === null || requests < enough || before.requests < enough) return undefined;
  if (p95Ms < before.p95Ms * muchSlower || p95Ms - before.p95Ms < 1) return undefined;
  return `p95 ${p95Ms.toFixed(1)} ms, was ${before.p95Ms.toFixed(1)}`;
}
