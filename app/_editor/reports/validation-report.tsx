'use client';

import { formatInteger } from '@/app/_ui/figures';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { RuleResult, ValidationReport } from '@/nodes/validate/report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** Every rule with what broke it. What could not be checked says so: nothing passes by being empty. */
export function ValidationReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<ValidationReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {({ rules, rows, passed, unchecked }) => (
        <Section
          title="Rules"
          note={[
            `${passed} of ${rules.length} passed`,
            ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
            `${formatInteger(rows)} rows`,
          ].join(' · ')}
        >
          <ul className={styles.checks}>
            {rules.map((rule) => (
              <RuleLine key={`${rule.rule} ${rule.action}`} rule={rule} />
            ))}
          </ul>
          {rules.length === 0 ? <p className={styles.muted}>No rules were set, so nothing was checked.</p> : null}
        </Section>
      )}
    </ReportFrame>
  );
}

const statusWords = {
  passed: 'passed',
  failed: 'fails the run',
  warned: 'warning',
  rejected: 'set aside',
  unchecked: 'not checked',
} as const;

function RuleLine({ rule }: { rule: RuleResult }) {
  const { status, broken, samples } = rule;
  return (
    <li>
      <RuleGlyph rule={rule} />
      <span>{rule.rule}</span>
      <span className={styles.found}>
        {broken > 0 && rule.found === undefined ? `${formatInteger(broken)} · ` : ''}
        {statusWords[status]}
        {rule.uncheckedAction === 'fail' ? ', fails the run' : rule.uncheckedAction === 'warn' ? ', warning' : ''}
      </span>
      {status === 'passed' && (broken > 0 || rule.found !== undefined) ? (
        <span className={styles.because}>{rule.message}</span>
      ) : null}
      {status === 'passed' ? null : (
        <span className={styles.because}>
          {status === 'unchecked' || rule.found !== undefined || rule.kind === 'type'
            ? rule.message
            : `${formatInteger(broken)} of ${formatInteger(rule.checked)} break it`}
          {samples.length > 0 ? (
            <span className={styles.samples}>
              {samples.map((sample) => (
                <code key={`${sample.column} ${sample.value}`}>
                  {sample.value ?? 'missing'}
                  {sample.rows > 1 ? ` × ${formatInteger(sample.rows)}` : ''}
                </code>
              ))}
            </span>
          ) : null}
        </span>
      )}
    </li>
  );
}

function RuleGlyph({ rule }: { rule: RuleResult }) {
  const { status } = rule;
  if (status === 'unchecked' && rule.uncheckedAction === 'fail')
    return <StateGlyph kind="failed" label="Not checked: fails the run" />;
  if (status === 'unchecked') return <StateGlyph kind="skipped" label="Not checked" />;
  if (status === 'passed') return <StateGlyph kind="done" label="Passed" />;
  if (status === 'failed') return <StateGlyph kind="failed" label="Failed" />;
  return (
    <span style={{ color: 'var(--st-unset)' }}>
      <WarningGlyph />
    </span>
  );
}
