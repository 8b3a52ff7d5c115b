'use client';

import { Note } from '@/app/_ui/feedback';
import { formatInteger, formatShare } from '@/app/_ui/figures';
import { WarningGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { FoldSize, MissingRows, PartSize, SplitReport, Straddling, StratumSize } from '@/nodes/split/report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** What the labels came to: parts, folds, and whatever stands on both sides of a cut. */
export function SplitReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<SplitReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => (
        <>
          <Section title="In two parts" note="shared with training rows">
            <StraddlingNotes {...found} />
          </Section>
          <Section title="Parts" note={`${formatInteger(found.rows)} rows`}>
            <Parts {...found} />
            {found.missing.map((each) => (
              <Missing key={each.column} {...each} />
            ))}
          </Section>
          {found.folds.length > 0 ? (
            <Section title="Folds" note="of the training rows">
              <Table
                label="Folds"
                density="dense"
                columns={foldColumns}
                rows={found.folds}
                rowKey={(row) => row.title}
              />
            </Section>
          ) : null}
          {found.strata.length > 0 ? (
            <Section title="Strata" note="the most frequent first">
              <Table
                label="Strata"
                density="dense"
                columns={strataColumns}
                rows={found.strata}
                rowKey={(row) => `${row.value}`}
              />
            </Section>
          ) : null}
        </>
      )}
    </ReportFrame>
  );
}

function StraddlingNotes({ straddling }: SplitReport) {
  if (straddling.length === 0)
    return <p className={styles.muted}>No equal rows and no watched value are in two parts.</p>;
  return straddling.map((each) => (
    <Note key={each.column ?? ''} tone="warn" glyph={<WarningGlyph />} title={titleOf(each)}>
      {each.column === undefined
        ? 'They are judged by what training saw. Drop duplicates before the split, or split by a group.'
        : 'Split by it to keep its rows together.'}
      <span className={styles.samples}>
        {each.examples.map((example) => (
          <code key={example}>{example}</code>
        ))}
      </span>
    </Note>
  ));
}

const titleOf = ({ column, rows, of }: Straddling): string =>
  `${formatInteger(rows)} of ${formatInteger(of)} rows outside training ${column === undefined ? 'equal a training row' : `have a ${column} that training rows have too`}`;

function Missing({ column, rows, parts }: MissingRows) {
  const where = Object.entries(parts).map(([part, count]) => `${formatInteger(count)} in ${part}`);
  return (
    <p className={styles.muted}>
      {formatInteger(rows)} rows have no {column} and are one group: {where.join(', ')}.
    </p>
  );
}

function Parts({ parts, rows }: SplitReport) {
  const hasTimes = parts.some((part) => part.from != null);
  const columns: TableColumn<PartSize>[] = [
    { key: 'part', header: 'Part', render: (part) => part.part },
    { key: 'rows', header: 'Rows', align: 'end', render: (part) => formatInteger(part.rows) },
    { key: 'share', header: 'Share', align: 'end', render: (part) => (rows > 0 ? formatShare(part.rows / rows) : '–') },
    { key: 'wanted', header: 'Wanted', align: 'end', render: (part) => formatShare(part.wanted) },
    ...(hasTimes
      ? [
          { key: 'from', header: 'From', render: (part: PartSize) => part.from ?? '–' },
          { key: 'until', header: 'Until', render: (part: PartSize) => part.until ?? '–' },
        ]
      : []),
  ];
  return <Table label="Parts" density="dense" columns={columns} rows={parts} rowKey={(row) => row.part} />;
}

const foldColumns: readonly TableColumn<FoldSize>[] = [
  { key: 'title', header: 'Fold', render: (fold) => fold.title },
  { key: 'fit', header: 'Learned from', align: 'end', render: (fold) => formatInteger(fold.fit) },
  { key: 'judge', header: 'Judged', align: 'end', render: (fold) => formatInteger(fold.judge) },
  { key: 'neither', header: 'Neither', align: 'end', render: (fold) => formatInteger(fold.neither) },
];

const strataColumns: readonly TableColumn<StratumSize>[] = [
  { key: 'value', header: 'Value', render: (row) => row.value ?? 'missing' },
  ...['train', 'validation', 'test'].map((part) => ({
    key: part,
    header: part[0]!.toUpperCase() + part.slice(1),
    align: 'end' as const,
    render: (row: StratumSize) => formatInteger(row.parts[part] ?? 0),
  })),
];
