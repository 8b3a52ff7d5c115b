'use client';

import { useStore } from '@xyflow/react';
import { Maximize, Minus, Plus, Workflow } from 'lucide-react';
import { formatInteger } from '@/app/_ui/figures';
import { PartitionMark } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { type Partition, partitions, partitionWords } from '@/app/_ui/vocabulary';
import { perform } from '../commands/perform';
import { useDocument, useEditor, useRuns } from '../editor';
import styles from './canvas.module.css';
import { MiniMap } from './mini-map';

/** Map, zoom, arrangement, and what the lines inside wires mean. */
export function CanvasTools() {
  const editor = useEditor();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const count = useDocument((state) => Object.keys(state.doc.nodes).length);
  if (count === 0) return null;
  return (
    <div className={styles.tools}>
      <div className={styles.corner}>
        <MiniMap />
        <div className={`${styles.float} ${styles.zoom}`} role="toolbar" aria-label="View">
          <IconButton
            label="Zoom out"
            keys="−"
            icon={Minus}
            size="s"
            tooltipSide="top"
            onClick={() => editor.canvas?.zoom('out')}
          />
          <button
            type="button"
            className={styles.percent}
            onClick={() => editor.canvas?.zoom('full')}
            aria-label={`Zoom ${zoom} percent, set to 100`}
          >
            {zoom} %
          </button>
          <IconButton
            label="Zoom in"
            keys="+"
            icon={Plus}
            size="s"
            tooltipSide="top"
            onClick={() => editor.canvas?.zoom('in')}
          />
          <i />
          <IconButton
            label="Fit everything"
            keys="F"
            icon={Maximize}
            size="s"
            tooltipSide="top"
            onClick={() => editor.canvas?.fit()}
          />
          <IconButton
            label="Arrange"
            keys="⇧A"
            icon={Workflow}
            size="s"
            tooltipSide="top"
            onClick={() => perform(editor, 'arrange')}
          />
        </div>
      </div>
      <Legend />
    </div>
  );
}

/** The counts are those of the first split table of the shown run. */
function Legend() {
  const counts = useRuns(
    (state) => Object.values(state.shown?.ports ?? {}).find((port) => port.partitionCounts)?.partitionCounts,
  );
  const filled = partitions.filter((name: Partition) => (counts?.[name] ?? 0) > 0);
  if (filled.length === 0) return null;
  return (
    <div className={`${styles.float} ${styles.legend}`} role="note" aria-label="Rows by partition">
      {filled.map((name) => (
        <span key={name}>
          <PartitionMark partition={name} />
          {partitionWords[name].toLowerCase()}{' '}
          <span className={styles.muted}>{formatInteger(counts?.[name] ?? 0)}</span>
        </span>
      ))}
    </div>
  );
}
