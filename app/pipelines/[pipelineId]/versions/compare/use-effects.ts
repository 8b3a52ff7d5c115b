'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_lib/trpc';
import { canonicalJson } from '@/nodes/kernel/canonical';
import { type GraphDoc, meaningOf } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Comparison } from '@/server/api/versions';
import type { RunDetail } from '@/server/db/run-views';
import { metricCatalogue } from '@/server/evaluation/metric-catalogue';

/** What both sides came to when they last ran. */
export interface Effects {
  readonly a: RunDetail | undefined;
  readonly b: RunDetail | undefined;
  readonly isPending: boolean;
}

/** The last run of each side that ended: a version's by its id, the draft's when it says the same. */
export function useEffects(pipelineId: string, sides: { a: string; b: string }, compared?: Comparison): Effects {
  const trpc = useTRPC();
  const list = useQuery(trpc.runs.list.queryOptions({ pipelineId, limit: 200 }));
  const runIdOf = (side: string): string | undefined =>
    list.data?.find((run) => run.state !== 'running' && run.versionId === (side === 'draft' ? null : side))?.id;
  const [idA, idB] = [runIdOf(sides.a), runIdOf(sides.b)];
  const forever = { staleTime: Number.POSITIVE_INFINITY };
  const a = useQuery({ ...trpc.runs.get.queryOptions({ runId: idA ?? '' }), ...forever, enabled: idA !== undefined });
  const b = useQuery({ ...trpc.runs.get.queryOptions({ runId: idB ?? '' }), ...forever, enabled: idB !== undefined });
  const fits = (run: RunDetail | undefined, document: GraphDoc | undefined): RunDetail | undefined =>
    run && document && sameMeaning(run.document, document) ? run : undefined;
  return {
    a: fits(a.data as RunDetail | undefined, compared?.a.document),
    b: fits(b.data as RunDetail | undefined, compared?.b.document),
    isPending: list.isPending || a.isFetching || b.isFetching,
  };
}

function sameMeaning(a: GraphDoc, b: GraphDoc): boolean {
  return canonicalJson(meaningOf(a)) === canonicalJson(meaningOf(b));
}

/** A number on both sides. */
export interface EffectRow {
  readonly key: string;
  readonly label: string;
  readonly a: number | null;
  readonly b: number | null;
}

/** Rows that leave each node by its first table port. */
export function rowEffects({ a, b }: Effects, titleOf: (node: string) => string): EffectRow[] {
  const ids = [...new Set([...Object.keys(a?.ports ?? {}), ...Object.keys(b?.ports ?? {})])];
  return ids
    .filter((id) => id.endsWith('.table') && (a?.ports[id]?.type ?? b?.ports[id]?.type) === 'table')
    .map((id) => ({
      key: id,
      label: titleOf(id.split('.')[0] ?? id),
      a: a?.ports[id]?.rowCount ?? null,
      b: b?.ports[id]?.rowCount ?? null,
    }))
    .filter((row) => row.a !== null || row.b !== null)
    .sort((one, other) => placeIn(b ?? a, one.key) - placeIn(b ?? a, other.key));
}

/** In the order of the stages: from the source on. */
function placeIn(run: RunDetail | undefined, port: string): number {
  const node = port.split('.')[0] ?? port;
  const at = run?.stages.findIndex((stage) => stage.nodes.includes(node)) ?? -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

/** The figures that reports of both sides tell. */
export function metricEffects({ a, b }: Effects): EffectRow[] {
  const figures = (run: RunDetail | undefined): Map<string, number> =>
    new Map(
      Object.entries(run?.ports ?? {})
        .filter(([id]) => run?.document.nodes[id.split('.')[0] ?? '']?.type === 'evaluate')
        .flatMap(([, port]) => Object.entries(port.summary ?? {}))
        .flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
    );
  const [before, after] = [figures(a), figures(b)];
  const measured = metricCatalogue.filter(({ name }) => before.has(name) || after.has(name));
  return measured.map(({ name, title }) => ({
    key: name,
    label: title,
    a: before.get(name) ?? null,
    b: after.get(name) ?? null,
  }));
}
