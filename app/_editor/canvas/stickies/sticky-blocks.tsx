'use client';

import { ViewportPortal } from '@xyflow/react';
import { classNames } from '@/app/_ui/class-names';
import { stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument } from '../../editor';
import hues from '../hues.module.css';
import { useLevel } from '../use-sight';
import styles from './stickies.module.css';

/** Notes from afar, where nothing is drawn as a node: plain blocks of their colour. */
export function StickyBlocks() {
  const isFar = useLevel() === 'map';
  const hasNotes = useDocument((state) => state.doc.stickies !== undefined);
  return isFar && hasNotes ? <Blocks /> : null;
}

function Blocks() {
  const stickies = useDocument((state) => stickiesOf(state.doc));
  return (
    <ViewportPortal>
      {Object.entries(stickies).map(([id, { at, width, height, color }]) => (
        <div
          key={id}
          aria-hidden
          className={classNames(styles.block, hues.hued)}
          data-hue={color}
          style={{ transform: `translate(${at.x}px, ${at.y}px)`, width, height }}
        />
      ))}
    </ViewportPortal>
  );
}
