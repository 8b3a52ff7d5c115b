import type { StateKind } from '@/app/_ui/vocabulary';
import type { EndpointSummary } from '@/server/db/endpoint-views';
import type { PipelineSummary } from '@/server/db/pipeline-list';
import type { RunListEntry } from '@/server/db/run-views';

/** One pipeline with what is known of its runs and its endpoint. */
export interface PipelineRow {
  readonly pipeline: PipelineSummary;
  /** Newest first. */
  readonly runs: readonly RunListEntry[];
  readonly endpoint: EndpointSummary | undefined;
  readonly health: Health;
}

export interface Health {
  /** A state, or `drift`: a warning that is none. */
  readonly kind: StateKind | 'drift';
  readonly words: string;
  readonly detail: string;
  readonly needsAttention: boolean;
}

export function pipelineRows(
  pipelines: readonly PipelineSummary[],
  runs: readonly RunListEntry[],
  endpoints: readonly EndpointSummary[],
): PipelineRow[] {
  return pipelines.map((pipeline) => {
    const own = runs.filter((run) => run.pipelineId === pipeline.id);
    const endpoint = endpoints.find((each) => each.pipelineId === pipeline.id);
    return { pipeline, runs: own, endpoint, health: healthOf(pipeline, own[0], endpoint) };
  });
}

function healthOf(
  pipeline: PipelineSummary,
  last: RunListEntry | undefined,
  endpoint: EndpointSummary | undefined,
): Health {
  const calm = (kind: StateKind, words: string, detail: string): Health => ({
    kind,
    words,
    detail,
    needsAttention: false,
  });
  if (last?.state === 'running') {
    const ended = last.stageCount - last.remaining;
    return calm('running', 'Running', `${ended} of ${last.stageCount} stages`);
  }
  if (last?.state === 'failed') {
    return {
      kind: 'failed',
      words: 'Failed',
      detail: last.error?.message ?? `run ${last.number}`,
      needsAttention: true,
    };
  }
  if (endpoint?.drift?.status === 'drifted') {
    return { kind: 'drift', words: 'Drift', detail: `in ${endpoint.slug}`, needsAttention: true };
  }
  if (endpoint?.drift?.status === 'warning') {
    return { kind: 'drift', words: 'Moving', detail: `in ${endpoint.slug}`, needsAttention: false };
  }
  if (last?.state === 'cancelled') return calm('skipped', 'Cancelled', `run ${last.number}`);
  if (endpoint) return calm('done', 'Healthy', endpoint.isMonitored ? 'no drift seen' : 'not monitored');
  if (last) return calm('done', 'Done', `run ${last.number}, ${last.stageCount} stages`);
  if (pipeline.nodeCount === 0) return calm('unset', 'Empty', 'nothing drawn yet');
  return calm('ready', 'Not run yet', `${pipeline.nodeCount} nodes`);
}

/** How long a run took, or takes so far. */
export const runLength = (run: Pick<RunListEntry, 'createdAt' | 'endedAt'>): number =>
  (run.endedAt ? new Date(run.endedAt).getTime() : Date.now()) - new Date(run.createdAt).getTime();
