'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Rows3, Target, Workflow } from 'lucide-react';
import Link from 'next/link';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { useTRPC } from '@/app/_lib/trpc';
import { Skeleton } from '@/app/_ui/feedback';
import { formatInteger } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import type { ExampleTile } from '@/server/api/example-catalogue';
import styles from './gallery.module.css';
import { LargeSketch } from './pipeline-sketch';
import { useCopyExample } from './use-copy-example';

/** Finished pipelines with their data; a click makes one your own. With a limit, the first ones and a way to all. */
export function ExampleGallery({ names, limit }: { names: readonly string[]; limit?: number }) {
  const trpc = useTRPC();
  const examples = useQuery({ ...trpc.examples.list.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const copy = useCopyExample(names);
  const shown = examples.data?.slice(0, limit);
  return (
    <section className={styles.gallery} aria-label="Examples">
      {limit === undefined ? null : (
        <header>
          <h2>Start from an example</h2>
          <span className={styles.muted}>Data included, runs on this machine, nothing to set up</span>
          {examples.data && examples.data.length > limit ? (
            <Link href="/examples" className={styles.all}>
              All {examples.data.length}
              <Icon icon={ArrowRight} size="xs" />
            </Link>
          ) : null}
        </header>
      )}
      {examples.error ? (
        <ProblemNote error={examples.error} what="The list of examples" onRetry={() => examples.refetch()} />
      ) : (
        <div className={styles.tiles} aria-busy={shown === undefined || undefined}>
          {shown === undefined
            ? ['a', 'b', 'c', 'd'].map((key) => <Skeleton key={key} height={214} />)
            : shown.map((example) => (
                <Tile
                  key={example.id}
                  example={example}
                  isBusy={copy.isPending && copy.variables.id === example.id}
                  isOff={copy.isPending}
                  onChoose={() => copy.mutate(example)}
                />
              ))}
        </div>
      )}
    </section>
  );
}

interface TileProps {
  example: ExampleTile;
  isBusy: boolean;
  isOff: boolean;
  onChoose: () => void;
}

function Tile({ example, isBusy, isOff, onChoose }: TileProps) {
  return (
    <button type="button" className={styles.tile} disabled={isOff} aria-busy={isBusy || undefined} onClick={onChoose}>
      <span className={styles.picture}>
        <LargeSketch sketch={example.sketch} />
      </span>
      <span className={styles.words}>
        <b>{example.title}</b>
        <span>{isBusy ? 'Making your copy…' : example.description}</span>
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
  );
}
