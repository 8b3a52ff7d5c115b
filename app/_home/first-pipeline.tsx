'use client';

import { Sparkles, X } from 'lucide-react';
import { useStartWithCoach } from '@/app/_frame/start-with-coach';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import styles from './first-pipeline.module.css';

const steps = ['data', 'split', 'prepare', 'train', 'evaluate', 'run', 'publish', 'predict'];

/** For whoever comes for the first time: the way from a table to an endpoint, with somebody at one's side. */
export function FirstPipeline({ names, onHide }: { names: readonly string[]; onHide: () => void }) {
  const start = useStartWithCoach(names);
  return (
    <section className={styles.first} aria-label="Your first pipeline">
      <span className={styles.mark}>
        <Icon icon={Sparkles} />
      </span>
      <div className={styles.words}>
        <h2>Build your first pipeline, in about three minutes</h2>
        <p>
          A coach goes with you from a table to an endpoint that answers. You do it, or it does it for you; every step
          can be undone.
        </p>
        <ol className={styles.way} aria-label="The way">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <Button variant="primary" busy={start.isPending} onClick={() => start.mutate(undefined, { onSuccess: onHide })}>
        Build it with me
      </Button>
      <IconButton label="Do not show this again" icon={X} size="s" onClick={onHide} />
    </section>
  );
}
