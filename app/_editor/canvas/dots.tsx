'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './canvas.module.css';
import type { Transform } from './sight';

const gap = 16;
/** On screen: closer dots are dense and grey. */
const leastPx = 12;

/** The grid of dots. A layer that is shifted by less than one dot: panning paints nothing anew. */
export function Dots() {
  const layer = useRef<HTMLDivElement>(null);
  const flow = useStoreApi();
  useEffect(() => {
    let shown = 0;
    const show = ({ transform: [x, y, zoom] }: { transform: Transform }) => {
      const style = layer.current?.style;
      if (!style) return;
      let step = gap * zoom;
      while (step < leastPx) step *= 2;
      if (step !== shown) {
        shown = step;
        style.setProperty('--step', `${step}px`);
        style.setProperty('--dot', `${Math.max(0.5, 0.8 * Math.min(1, zoom))}px`);
      }
      style.transform = `translate(${mod(x, step) - step}px, ${mod(y, step) - step}px)`;
    };
    show(flow.getState());
    return flow.subscribe((state, before) => state.transform !== before.transform && show(state));
  }, [flow]);
  return (
    <div className={styles.dotsClip} aria-hidden>
      <div ref={layer} className={styles.dots} />
    </div>
  );
}

const mod = (value: number, by: number): number => ((value % by) + by) % by;
