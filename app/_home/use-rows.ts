'use client';

import { useMemo } from 'react';
import type { TableSort } from '@/app/_ui/table';
import type { HomeRow } from '@/server/api/home';
import { HEALTH_KINDS } from '@/server/api/pipeline-health';
import { useLeaving } from './delete-later';
import type { Hits } from './use-find';

export const views = ['all', 'published', 'drafts', 'attention'] as const;
export type View = (typeof views)[number];

export const inView: Record<View, (row: HomeRow) => boolean> = {
  all: () => true,
  published: (row) => row.endpoint !== null,
  drafts: (row) => row.pipeline.versionCount === 0,
  attention: (row) => row.health.action !== null,
};

/** The larger comes first when sorted downwards. */
const orders: Readonly<Record<string, (a: HomeRow, b: HomeRow) => number>> = {
  name: (a, b) => a.pipeline.name.localeCompare(b.pipeline.name),
  health: (a, b) => HEALTH_KINDS.indexOf(b.health.kind) - HEALTH_KINDS.indexOf(a.health.kind),
  runs: (a, b) => (a.runs[0]?.createdAt ?? '').localeCompare(b.runs[0]?.createdAt ?? ''),
  changed: (a, b) => a.pipeline.updatedAt.localeCompare(b.pipeline.updatedAt),
};

/** The order that a pressed header asks for: names begin with A, all else with the largest, worst or newest. */
export const nextSort = (before: TableSort, asked: TableSort): TableSort =>
  asked.by === 'name' && before.by !== 'name' ? { by: 'name', direction: 'up' } : asked;

export interface Wanted {
  readonly view: View;
  readonly find: string;
  readonly hits: Hits;
  readonly sort: TableSort;
}

/** The rows that are not being deleted, and those of them that are wanted, in the wanted order. */
export function useRows(rows: readonly HomeRow[] | undefined, { view, find, hits, sort }: Wanted) {
  const leaving = useLeaving((state) => state.ids);
  const all = useMemo(() => (rows ?? []).filter(({ pipeline }) => !leaving.has(pipeline.id)), [rows, leaving]);
  const shown = useMemo(() => {
    const wanted = find.trim().toLowerCase();
    const isFound = ({ pipeline }: HomeRow) =>
      `${pipeline.name} ${pipeline.description ?? ''} ${pipeline.endpoint?.slug ?? ''}`
        .toLowerCase()
        .includes(wanted) || hits.has(pipeline.id);
    const found = all.filter(inView[view]).filter(isFound);
    const order = orders[sort.by];
    if (!order) return found;
    return found.sort((a, b) => (sort.direction === 'down' ? order(b, a) : order(a, b)));
  }, [all, view, find, hits, sort]);
  return { all, shown };
}
