'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatFigure, formatInteger } from '@/app/_ui/figures';
import { ShieldGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import { Tooltip } from '@/app/_ui/tooltip';
import type { LearnedValues } from '@/nodes/kernel/define-run';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { useLearnedKey, useReport } from './use-report';

type LearnedRow = { readonly name: string } & LearnedValues[string];

function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className={styles.muted}>nothing</span>;
  if (typeof value === 'number') return formatFigure(value, 5);
  if (typeof value === 'bigint') return formatInteger(value);
  if (!Array.isArray(value)) return String(value);
  return (
    <Tooltip content={value.join(', ')}>
      <span className={styles.samples}>
        {value.slice(0, 3).map((entry) => (
          <code key={String(entry)}>{String(entry)}</code>
        ))}
        {value.length > 3 ? <span className={styles.muted}>+{value.length - 3}</span> : null}
      </span>
    </Tooltip>
  );
}

const columns: readonly TableColumn<LearnedRow>[] = [
  { key: 'name', header: 'Column', render: (row) => row.name },
  { key: 'value', header: 'Learned', align: 'end', render: (row) => <Value value={row.value} /> },
];
const few = 12;

/** The values that training rows taught this node. */
export function LearnedReport({ run, nodeId }: ResultProps) {
  const key = useLearnedKey(run, nodeId);
  const learned = useReport<LearnedValues>(key);
  const [all, setAll] = useState(false);
  if (!run.stages.some((stage) => stage.id === `${nodeId}:fit`)) return null;
  return (
    <ReportFrame query={learned} absent="What it learns stands here once its stage has ended.">
      {(found) => {
        const rows = Object.entries(found).map(([name, entry]): LearnedRow => ({ name, ...entry }));
        return (
          <Section
            title="Learned values"
            note={
              <span style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}>
                <ShieldGlyph size={12} /> training rows only
              </span>
            }
          >
            <Table
              label="Learned values"
              density="dense"
              columns={columns}
              rows={all ? rows : rows.slice(0, few)}
              rowKey={(row) => row.name}
              empty={<p className={styles.muted}>There was nothing to learn.</p>}
            />
            {rows.length > few ? (
              <div className={styles.more}>
                <Button size="s" variant="ghost" onClick={() => setAll(!all)}>
                  {all ? 'Fewer' : `All ${rows.length}`}
                </Button>
              </div>
            ) : null}
          </Section>
        );
      }}
    </ReportFrame>
  );
}
