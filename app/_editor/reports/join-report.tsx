'use client';

import { formatInteger } from '@/app/_ui/figures';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { JoinReport, KeySample, SideReport } from '@/nodes/join/report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** Who found a partner and who did not, and which keys repeat rows. */
export function JoinReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<JoinReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written before the join is done.">
      {({ left, right, rows, notes, largest }) => (
        <>
          <Section title="Partners" note={`${formatInteger(rows)} rows joined`}>
            <ul className={styles.checks}>
              {notes.map(({ tone, text }) => (
                <li key={text}>
                  {tone === 'warning' ? (
                    <span style={{ color: 'var(--st-unset)' }}>
                      <WarningGlyph />
                    </span>
                  ) : (
                    <StateGlyph kind="done" label="Note" />
                  )}
                  <span>{text}</span>
                </li>
              ))}
            </ul>
          </Section>
          <Side title="Left table" side={left} />
          <Side title="Right table" side={right} />
          {largest.length > 0 ? (
            <Section title="Keys that make the most rows">
              <Keys samples={largest} />
            </Section>
          ) : null}
        </>
      )}
    </ReportFrame>
  );
}

function Side({ title, side }: { title: string; side: SideReport }) {
  return (
    <Section title={title} note={`${formatInteger(side.rows)} rows`}>
      <dl className={styles.facts}>
        <dt>With a partner</dt>
        <dd>{formatInteger(side.matched)}</dd>
        <dt>Without</dt>
        <dd>{formatInteger(side.unmatched)}</dd>
        <dt>Missing key</dt>
        <dd>{formatInteger(side.missingKey)}</dd>
        <dt>Keys in several rows</dt>
        <dd>{formatInteger(side.repeatedKeys)}</dd>
      </dl>
      {side.samples.length > 0 ? <Keys samples={side.samples} lead="Without a partner, for example" /> : null}
    </Section>
  );
}

function Keys({ samples, lead }: { samples: readonly KeySample[]; lead?: string }) {
  return (
    <p className={styles.muted}>
      {lead}{' '}
      <span className={styles.samples}>
        {samples.map(({ key, rows }) => (
          <code key={key}>
            {key === '' ? 'the empty text' : key}
            {rows > 1 ? ` × ${formatInteger(rows)}` : ''}
          </code>
        ))}
      </span>
    </p>
  );
}
