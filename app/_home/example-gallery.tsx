'use client';

import { Rows3, Target, Workflow } from 'lucide-react';
import { formatInteger } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import type { Example } from './examples';
import styles from './home.module.css';
import { LargeSketch } from './pipeline-sketch';

export interface ExampleGalleryProps {
  examples: readonly Example[];
  onChoose: (example: Example) => void;
  /** The one that is being made. */
  busy?: string;
}

/** Finished pipelines with their data; a click makes one your own. */
export function ExampleGallery({ examples, onChoose, busy }: ExampleGalleryProps) {
  return (
    <section className={styles.gallery} aria-label="Examples">
      <header>
        <h2>Start from an example</h2>
        <span className={styles.muted}>Data included, runs on this machine, nothing to set up</span>
      </header>
      <div className={styles.tiles}>
        {examples.map((example) => (
          <button
            key={example.id}
            type="button"
            className={styles.tile}
            disabled={busy !== undefined}
            aria-busy={busy === example.id || undefined}
            onClick={() => onChoose(example)}
          >
            <span className={styles.picture}>
              <LargeSketch sketch={example.sketch} />
            </span>
            <span className={styles.tileWords}>
              <b>{example.title}</b>
              <span>{busy === example.id ? 'Making your copy…' : example.description}</span>
              <em className={styles.facts}>
                <i>
                  <Icon icon={Workflow} size="xs" />
                  {example.sketch.nodes.length} nodes
                </i>
                <i>
                  <Icon icon={Rows3} size="xs" />
                  {formatInteger(example.rows)} rows
                </i>
                <i>
                  <Icon icon={Target} size="xs" />
                  {example.kind}
                </i>
              </em>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
