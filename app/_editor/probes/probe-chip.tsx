'use client';

import { EdgeLabelRenderer } from '@xyflow/react';
import type { Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { useProbes } from './probe-store';
import styles from './probes.module.css';

/** On a wire: which of the followed rows travel on it. */
export function ProbeChip({ wire, at }: { wire: Wire; at: { readonly x: number; readonly y: number } }) {
  const words = useProbes(({ probes, steps }) => {
    const port = `${wire.from.node}.${wire.from.port}`;
    return probes
      .flatMap(({ id }, index) => {
        const step = steps[id]?.find(({ node }) => node === wire.from.node);
        const there = step?.ports.find((each) => each.id === port);
        return there && there.count > 0 ? [there.count > 1 ? `${index + 1}×${there.count}` : `${index + 1}`] : [];
      })
      .join(' ');
  });
  if (words === '') return null;
  return (
    <EdgeLabelRenderer>
      <span
        className={styles.chip}
        style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
        title={`Followed rows here: ${words}`}
      >
        {words}
      </span>
    </EdgeLabelRenderer>
  );
}
