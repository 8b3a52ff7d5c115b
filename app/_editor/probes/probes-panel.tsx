'use client';

import { Pin, X } from 'lucide-react';
import { EmptyState } from '@/app/_ui/feedback';
import { IconButton } from '@/app/_ui/icon-button';
import { useDocument, useEditor } from '../editor';
import { nodeTitle } from '../timeline/stage-words';
import { FollowByKey } from './follow-by-key';
import { probesOf, removeProbe, useProbes } from './probe-store';
import { ProbeStrip } from './probe-strip';
import styles from './probes.module.css';

/** Rows that are followed: what each became at every node, from left to right. */
export function ProbesPanel() {
  const editor = useEditor();
  const probes = useProbes((state) => state.probes);
  const isFollowing = useProbes((state) => state.isFollowing);
  const doc = useDocument((state) => state.doc);
  if (probes.length === 0) {
    return (
      <EmptyState icon={Pin} title="Follow a row through the pipeline" actions={<FollowByKey />}>
        Right-click a row in Data and choose “Follow this row”: its values are then shown at every node it passes.
      </EmptyState>
    );
  }
  return (
    <div className={styles.panel} aria-busy={isFollowing}>
      <ol className={styles.probes} aria-label="Followed rows">
        {probes.map((probe, index) => (
          <li key={probe.id} className={styles.probe}>
            <header className={styles.who}>
              <span className={styles.number}>{index + 1}</span>
              <b title={probe.label}>{probe.label}</b>
              <small>from {nodeTitle(doc, probe.port.slice(0, probe.port.lastIndexOf('.')))}</small>
              <IconButton
                size="s"
                icon={X}
                label={`Stop following ${probe.label}`}
                onClick={() => removeProbe(probesOf(editor), probe.id)}
              />
            </header>
            <ProbeStrip probe={probe} />
          </li>
        ))}
      </ol>
      <footer className={styles.foot}>
        <FollowByKey />
      </footer>
    </div>
  );
}
