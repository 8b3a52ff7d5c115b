'use client';

import { ViewportPortal } from '@xyflow/react';
import { Play } from 'lucide-react';
import { useMemo } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import type { StateKind } from '@/app/_ui/vocabulary';
import type { PlannedRun } from '../api';
import { indexOf } from '../canvas/canvas-index';
import { useSight } from '../canvas/use-sight';
import { useDocument, useRuns, useWatch } from '../editor';
import { roughly } from './plan-words';
import { briefReason, type PlannedNode, plannedNodes } from './planned-nodes';
import styles from './run-lights.module.css';

/** While somebody points at Run: which cards would run, which are reused, and why. One layer above the cards. */
export function RunLights() {
  const lit = useWatch((state) => state.lit);
  const next = useRuns((state) => (lit === 'next' ? state.plan : undefined));
  const plan = lit === 'next' ? next : lit;
  return plan ? <Lights plan={plan} /> : null;
}

const glyphs: Record<PlannedNode['what'], StateKind> = {
  runs: 'running',
  reused: 'reused',
  skipped: 'skipped',
  leftOut: 'unset',
};

function Lights({ plan }: { plan: PlannedRun }) {
  const doc = useDocument((state) => state.doc);
  const { level, region } = useSight();
  const nodes = useMemo(() => plannedNodes(plan), [plan]);
  const index = indexOf(doc);
  if (level === 'map') return <FromAfar nodes={nodes} layout={doc.layout} ids={index.ids} />;
  return (
    <ViewportPortal>
      <div className={styles.layer}>
        {index.cardsIn(region).map((id) => {
          const node = nodes.get(id);
          const at = doc.layout[id] ?? { x: 0, y: 0 };
          return (
            <div
              key={id}
              className={styles.light}
              data-testid={`light-${id}`}
              data-what={node?.what ?? 'skipped'}
              style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
            >
              {node && level === 'full' ? <Words node={node} /> : null}
            </div>
          );
        })}
      </div>
    </ViewportPortal>
  );
}

function Words({ node }: { node: PlannedNode }) {
  return (
    <span className={styles.words} data-st={glyphs[node.what]} title={node.reason}>
      {node.what === 'runs' ? <Icon icon={Play} size="xs" /> : <StateGlyph kind={glyphs[node.what]} size={11} />}
      <span>{briefReason(node.reason)}</span>
      {node.what === 'runs' ? <b>{node.ms === undefined ? '' : roughly(node.ms)}</b> : null}
    </span>
  );
}

interface FromAfarProps {
  nodes: ReadonlyMap<string, PlannedNode>;
  layout: Readonly<Record<string, { x: number; y: number }>>;
  ids: readonly string[];
}

/** A path for each kind, however many cards there are. */
function FromAfar({ nodes, layout, ids }: FromAfarProps) {
  const paths = useMemo(() => {
    const drawn: Record<PlannedNode['what'], string> = { runs: '', reused: '', skipped: '', leftOut: '' };
    for (const id of ids) {
      const { x, y } = layout[id] ?? { x: 0, y: 0 };
      drawn[nodes.get(id)?.what ?? 'skipped'] += `M${x} ${y}h${cardWidth}v${cardHeight}h-${cardWidth}z`;
    }
    return Object.entries(drawn);
  }, [nodes, layout, ids]);
  return (
    <ViewportPortal>
      <svg className={styles.afar} aria-hidden>
        {paths.map(([what, d]) => (
          <path key={what} d={d} data-what={what} />
        ))}
      </svg>
    </ViewportPortal>
  );
}
