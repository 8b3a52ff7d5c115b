'use client';

import { Handle, type NodeProps, Position as Side } from '@xyflow/react';
import { ChevronRight } from 'lucide-react';
import { memo, useLayoutEffect, useRef } from 'react';
import { cardWidth } from '@/app/_ui/canvas';
import { classNames } from '@/app/_ui/class-names';
import { portDrawings } from '@/app/_ui/glyph-drawings';
import { StateGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { type StateKind, stateWords } from '@/app/_ui/vocabulary';
import { useEditor, useView } from '../../editor';
import { drawnGroup } from '../drawn-ids';
import hues from '../hues.module.css';
import { useCardKinds } from '../use-card-kinds';
import { useLevel } from '../use-sight';
import type { CollapsedNode, CrossingPort } from './collapsed';
import { openGroupMenu, toggleGroup } from './group-menu';
import { GroupTitleInput } from './group-title';
import styles from './groups.module.css';

/** What needs a look most comes first. */
const byUrgency: readonly StateKind[] = [
  'failed',
  'unset',
  'running',
  'queued',
  'skipped',
  'stale',
  'ready',
  'done',
  'reused',
];

/** A collapsed group: one card with the ports that wires cross its border at, and the worst state of what is inside. */
export const CollapsedCard = memo(function CollapsedCard({ data, selected }: NodeProps<CollapsedNode>) {
  const { id, group, inputs, outputs, height } = data;
  const editor = useEditor();
  const isEditing = useView((state) => state.editing === drawnGroup(id));
  const isCompact = useLevel() !== 'full' && !isEditing;
  const kinds = Object.values(useCardKinds(group.nodes));
  const worst = byUrgency.find((kind) => kinds.includes(kind)) ?? 'ready';
  const title = group.title || 'Group';
  const count = kinds.length;
  const open = () => toggleGroup(editor, id);
  const root = useRef<HTMLDivElement>(null);
  const label = `Group ${title}, ${count} ${count === 1 ? 'node' : 'nodes'}, ${worstWords(worst, kinds)}`;
  // The element that takes the focus is React Flow's.
  useLayoutEffect(() => root.current?.closest('.react-flow__node')?.setAttribute('aria-label', label), [label]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the card and the button inside do the same by keys
    <div
      ref={root}
      className={classNames(styles.card, hues.hued)}
      data-hue={group.color}
      data-selected={selected || undefined}
      data-compact={isCompact || undefined}
      style={{ height }}
      onDoubleClick={open}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openGroupMenu(editor, id, { x: event.clientX, y: event.clientY });
      }}
    >
      {isCompact ? (
        <div className={styles.head}>
          <b dir="auto">{title}</b>
          <StateGlyph kind={worst} label={stateWords[worst]} />
        </div>
      ) : (
        <>
          <div className={styles.head}>
            <IconButton
              className="nodrag"
              label={`Expand ${title}`}
              icon={ChevronRight}
              size="s"
              onClick={open}
              onDoubleClick={(event) => event.stopPropagation()}
            />
            {isEditing ? (
              <GroupTitleInput id={id} group={group} />
            ) : (
              <b dir="auto" title={title}>
                {title}
              </b>
            )}
            <span>{count}</span>
          </div>
          <div className={styles.state} data-st={worst}>
            <StateGlyph kind={worst} />
            {worstWords(worst, kinds)}
          </div>
        </>
      )}
      <svg className={styles.ports} width={cardWidth} height={height} aria-hidden>
        {drawn(inputs, 0)}
        {drawn(outputs, cardWidth)}
      </svg>
      {inputs.map((port) => (
        <Port key={port.id} port={port} side="in" />
      ))}
      {outputs.map((port) => (
        <Port key={port.id} port={port} side="out" />
      ))}
    </div>
  );
});

/** "Failed" for all, "2 failed" for some. */
function worstWords(worst: StateKind, kinds: readonly StateKind[]): string {
  const count = kinds.filter((kind) => kind === worst).length;
  return count === kinds.length ? stateWords[worst] : `${count} ${stateWords[worst].toLowerCase()}`;
}

const drawn = (ports: readonly CrossingPort[], x: number) =>
  ports.map(({ id, type, y }) => (
    <path key={id} d={portDrawings[type]} data-port={type} transform={`translate(${x - 7} ${y - 7})`} />
  ));

/** Wires end here, and none is pulled from here: which node it would be for, the card does not show. */
function Port({ port, side }: { port: CrossingPort; side: 'in' | 'out' }) {
  return (
    <Handle
      id={port.id}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Side.Left : Side.Right}
      className={styles.handle}
      style={{ top: port.y }}
      isConnectable={false}
      role="img"
      aria-label={`${side === 'in' ? 'Input' : 'Output'} ${port.label ?? port.id}`}
      title={port.label}
    />
  );
}
