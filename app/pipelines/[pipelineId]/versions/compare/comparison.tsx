'use client';

import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { formatInteger } from '@/app/_ui/figures';
import { Segmented } from '@/app/_ui/toggles';
import { registry } from '@/nodes/registry.gen';
import type { Comparison as Compared } from '@/server/api/versions';
import { ChangeList } from './change-list';
import styles from './compare.module.css';
import { compareGraphs } from './compared-graph';
import { DiffCanvas } from './diff-canvas';
import { EffectsPanel } from './effects-panel';
import { useEffects } from './use-effects';

export interface ComparisonProps {
  pipelineId: string;
  sides: { a: string; b: string };
  labels: { a: string; b: string };
  compared: Compared;
}

/** The canvas, the list of changes and their effects. */
export function Comparison({ pipelineId, sides, labels, compared }: ComparisonProps) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState<string | null>(null);
  const [side, setSide] = useState<'a' | 'both' | 'b'>('both');
  const graph = useMemo(() => compareGraphs(compared), [compared]);
  const changes = useMemo(() => graph.nodes.filter((node) => node.kind !== 'same'), [graph]);
  const effects = useEffects(pipelineId, sides, compared);
  const forever = { staleTime: Number.POSITIVE_INFINITY };
  const before = useQuery({ ...trpc.compile.analyze.queryOptions({ document: compared.a.document }), ...forever });
  const after = useQuery({ ...trpc.compile.analyze.queryOptions({ document: compared.b.document }), ...forever });
  useStepping(
    changes.map((change) => change.id),
    current,
    setCurrent,
  );

  const titleOf = useCallback((id: string) => graph.nodes.find((node) => node.id === id)?.title ?? id, [graph]);
  const summaryOf = useCallback(
    (id: string) => {
      const node = graph.nodes.find((candidate) => candidate.id === id);
      const known = after.data?.nodes[id]?.summary ?? before.data?.nodes[id]?.summary;
      return known ?? registry[node?.type ?? '']?.title ?? '';
    },
    [graph, after.data, before.data],
  );
  const rowsAt = useCallback(
    (port: string): { a: number | null; b: number | null } => ({
      a: effects.a?.ports[port]?.rowCount ?? null,
      b: effects.b?.ports[port]?.rowCount ?? null,
    }),
    [effects.a, effects.b],
  );
  const effectOf = useCallback(
    (id: string) => {
      const { a, b } = rowsAt(`${id}.table`);
      if (a === null || b === null || a === b) return undefined;
      return `${b > a ? '+' : ''}${formatInteger(b - a)} rows`;
    },
    [rowsAt],
  );
  const wireLabel = useCallback(
    (port: string) => {
      const rows = rowsAt(port).b;
      const columns = effects.b?.ports[port]?.columnCount ?? null;
      return rows === null || columns === null ? undefined : `${formatInteger(rows)} × ${columns}`;
    },
    [rowsAt, effects.b],
  );

  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <div className={styles.canvas}>
          <div className={styles.sideChoice}>
            <Segmented
              label="Which side"
              value={side}
              onChange={setSide}
              options={[
                { value: 'a', label: labels.a },
                { value: 'both', label: 'Both' },
                { value: 'b', label: labels.b },
              ]}
            />
          </div>
          <ReactFlowProvider>
            <DiffCanvas
              graph={graph}
              side={side}
              summaryOf={summaryOf}
              effectOf={effectOf}
              wireLabel={wireLabel}
              current={current}
              onCurrent={setCurrent}
            />
          </ReactFlowProvider>
        </div>
        <EffectsPanel pipelineId={pipelineId} effects={effects} labels={labels} titleOf={titleOf} />
      </div>
      <ChangeList
        changes={changes}
        document={graph.document}
        labels={labels}
        current={current}
        onCurrent={setCurrent}
      />
    </div>
  );
}

/** J and K walk through the changes. */
function useStepping(ids: readonly string[], current: string | null, onCurrent: (id: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || ids.length === 0 || event.ctrlKey || event.metaKey) return;
      if (target?.closest('input, textarea, [role="listbox"], [role="dialog"]')) return;
      const at = current === null ? (step === 1 ? -1 : 0) : ids.indexOf(current);
      const next = ids[(at + step + ids.length) % ids.length];
      if (next !== undefined) onCurrent(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [ids, current, onCurrent]);
}
