'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveText } from '@/app/_frame/save-text';
import { useTRPC } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { CodeBlock } from '@/app/_ui/code-block';
import { Skeleton } from '@/app/_ui/feedback';
import { Segmented } from '@/app/_ui/toggles';
import type { RunDetail } from '@/server/db/run-views';
import styles from '../runs.module.css';

/** What was executed: the drawing as it was, the spec it was compiled to, and its parameters. */
export function RunSource({ run }: { run: RunDetail }) {
  const trpc = useTRPC();
  const [view, setView] = useState<'document' | 'spec'>('document');
  const analysis = useQuery({
    ...trpc.compile.analyze.queryOptions({ document: run.document, parameters: run.parameters }),
    enabled: view === 'spec',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const value = view === 'document' ? run.document : analysis.data?.spec;
  const text = value === undefined ? undefined : JSON.stringify(value, null, 2);
  const parameters = Object.entries(run.parameters);
  return (
    <div className={styles.spec}>
      <dl className={styles.facts}>
        <dt>Spec</dt>
        <dd className={styles.mono}>{run.specHash}</dd>
        {parameters.map(([name, given]) => [
          <dt key={`${name} name`}>{name}</dt>,
          <dd key={name} className={styles.mono}>
            {String(given)}
          </dd>,
        ])}
      </dl>
      <div className={styles.bar}>
        <Segmented
          label="What to show"
          value={view}
          onChange={setView}
          options={[
            { value: 'document', label: 'Document' },
            { value: 'spec', label: 'Spec' },
          ]}
        />
        <Button
          size="s"
          icon={Download}
          disabled={text === undefined}
          onClick={() => text && saveText(`run-${run.number}-${view}.json`, text)}
        >
          Download
        </Button>
      </div>
      {text === undefined ? <Skeleton height={200} /> : <CodeBlock language="json" code={text} label={view} />}
    </div>
  );
}
