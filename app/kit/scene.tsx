import type { CSSProperties, ReactNode } from 'react';
import styles from './kit.module.css';

/** A piece of canvas at a zoom. */
export function Scene({ zoom = 1, children }: { zoom?: number; children: ReactNode }) {
  const style: CSSProperties & { '--zoom': number } = { transform: `scale(${zoom})`, '--zoom': zoom };
  return (
    <div className={styles.scene} style={style}>
      {children}
    </div>
  );
}

export function At({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <div className={styles.at} style={{ left: x, top: y }}>
      {children}
    </div>
  );
}
