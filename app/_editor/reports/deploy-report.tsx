'use client';

import Link from 'next/link';
import { Badge } from '@/app/_ui/badge';
import { Note } from '@/app/_ui/feedback';
import { formatFigure, formatInteger } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { ContractColumn, PackagedEndpoint } from '@/server/compiler/emit/onnx';
import { seenWords } from './contract-words';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { useReport } from './use-report';

const columns: readonly TableColumn<ContractColumn>[] = [
  {
    key: 'name',
    header: 'Field',
    render: (row) => (
      <span>
        <span className={styles.mono}>{row.name}</span>
        {row.nullable ? <span className={styles.muted}> optional</span> : null}
      </span>
    ),
  },
  { key: 'type', header: 'Type', render: (row) => row.type },
  { key: 'seen', header: 'Seen in training', render: (row) => <span className={styles.seen}>{seenWords(row)}</span> },
];

/** What was packaged, whether it answers as the trainer does, and where it answers. */
export function DeployReport({ run, nodeId }: ResultProps) {
  const port = run.ports[`${nodeId}.endpoint`];
  const packaged = useReport<PackagedEndpoint>(port?.isMaterialised ? port.key : undefined);
  const published = run.publish && run.stages.some((stage) => stage.id === nodeId && stage.state === 'done');
  const skipped = run.stages.some((stage) => stage.id === nodeId && stage.state === 'skipped');
  return (
    <ReportFrame query={packaged} absent="The package is described here when this stage has ended.">
      {(found) => (
        <>
          <Section title="Endpoint">
            {published ? (
              <Note
                tone="good"
                glyph={<StateGlyph kind="done" />}
                title={<Link href={`/endpoints/${found.slug}`}>/endpoints/{found.slug}</Link>}
              >
                This run published it. Try it and watch it on its own page.
              </Note>
            ) : (
              <Note title={`Would publish to /endpoints/${found.slug}`}>
                {skipped
                  ? 'It was skipped in this run; the package below is of an earlier one with the same settings.'
                  : 'This run only packaged it. Save a version, then Publish.'}
              </Note>
            )}
          </Section>
          <Section title="Parity" note={`${formatInteger(found.parity.rows)} ${found.parity.part} rows`}>
            <ul className={styles.checks}>
              <li>
                <StateGlyph kind="done" />
                <span>Largest difference from the trainer</span>
                <span className={styles.found}>{formatFigure(found.parity.maxDifference, 2)}</span>
              </li>
              <li>
                <StateGlyph kind={found.parity.flips === 0 ? 'done' : 'failed'} />
                <span>Answers that differ</span>
                <span className={styles.found}>{formatInteger(found.parity.flips)}</span>
              </li>
            </ul>
          </Section>
          <Section title="A request carries" note={<Badge look="count">{found.serveSpec.columns.length}</Badge>}>
            <Table
              label="Request columns"
              density="dense"
              columns={columns}
              rows={found.serveSpec.columns}
              rowKey={(row) => row.name}
            />
          </Section>
        </>
      )}
    </ReportFrame>
  );
}
