'use client';

import { Download } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { Note } from '@/app/_ui/feedback';
import { formatBytes, formatInteger } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import type { ExportReport } from '@/nodes/export/report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** What was written, and where it is. */
export function ExportReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<ExportReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="Nothing is written yet.">
      {({ target, file, table, connection, isWritten, rowCount, columns, sizeBytes }) => (
        <Section title={target === 'postgres' ? 'Postgres table' : 'File'}>
          {isWritten ? null : (
            <Note title="Nothing was written">
              Start the run of a saved version with Publish: only then a table of a database is changed.
            </Note>
          )}
          <dl className={styles.facts}>
            <dt>{table ? 'Table' : 'File'}</dt>
            <dd className={styles.mono}>{table ?? `exports/${file}`}</dd>
            {connection ? (
              <>
                <dt>Connection</dt>
                <dd className={styles.mono}>{connection}</dd>
              </>
            ) : null}
            <dt>Rows × columns</dt>
            <dd>
              {formatInteger(rowCount)} × {formatInteger(columns.length)}
            </dd>
            {sizeBytes === undefined ? null : (
              <>
                <dt>Size</dt>
                <dd>{formatBytes(sizeBytes)}</dd>
              </>
            )}
          </dl>
          {file ? (
            <Button
              style={{ marginTop: 10 }}
              size="s"
              icon={Download}
              onClick={() => window.location.assign(`/api/exports?file=${encodeURIComponent(file)}`)}
            >
              Download
            </Button>
          ) : null}
        </Section>
      )}
    </ReportFrame>
  );
}
