'use client';

import { ArrowRight, GitCompare } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { Select } from '@/app/_ui/select';
import type { VersionSummary } from '@/server/db/versions';
import styles from './versions.module.css';

/** The sides that can be compared: every version, and the draft. */
export function sideOptions(versions: readonly VersionSummary[]) {
  return [
    { value: 'draft', label: 'Draft', hint: 'as it is now' },
    ...versions.map((version) => ({
      value: version.id,
      label: `v${version.number}`,
      hint: version.message || version.hash.slice(0, 7),
    })),
  ];
}

/** Chooses two sides and opens their difference. */
export function CompareBar({ pipelineId, versions }: { pipelineId: string; versions: readonly VersionSummary[] }) {
  const router = useRouter();
  const [a, setA] = useState(versions[1]?.id ?? versions[0]?.id ?? 'draft');
  const [b, setB] = useState(versions[1] ? (versions[0]?.id ?? 'draft') : 'draft');
  const options = sideOptions(versions);
  return (
    <div className={styles.bar}>
      <span>
        {versions.length} {versions.length === 1 ? 'version' : 'versions'}
      </span>
      <span className={styles.compare}>
        <span className={styles.muted}>Compare</span>
        <Select label="From" value={a} onChange={setA} options={options} />
        <Icon icon={ArrowRight} size="s" />
        <Select label="To" value={b} onChange={setB} options={options} />
        <Button
          icon={GitCompare}
          disabled={a === b}
          onClick={() => router.push(`/pipelines/${pipelineId}/versions/compare?a=${a}&b=${b}`)}
        >
          Compare
        </Button>
      </span>
    </div>
  );
}
