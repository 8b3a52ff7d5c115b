'use client';

import { formatInteger } from '@/app/_ui/figures';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { useReport } from './use-report';

/** One rule as nodes/validate/run.ts reports it. */
interface RuleResult {
  readonly rule: string;
  readonly action: string;
  readonly status: string;
  readonly failing: number | null;
  readonly checked: number | null;
  readonly samples: readonly unknown[];
  readonly reason?: string;
}

interface ValidationReport {
  readonly rows?: number;
  readonly rejected?: number;
  readonly rules: readonly RuleResult[];
}

/** Every rule with what broke it. What could not be checked says so: nothing passes by being empty. */
export function ValidationReportOf({ run, nodeId }: ResultProps) {
  const report = useReport<ValidationReport>(run.ports[`${nodeId}.report`]?.key);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {({ rules, rows, rejected }) => (
        <Section title="Rules" note={summaryWords(rules, rows, rejected)}>
          <ul className={styles.checks}>
            {rules.map((rule) => (
              <RuleLine key={rule.rule} rule={rule} />
            ))}
          </ul>
          {rules.length === 0 ? <p className={styles.muted}>No rules were set, so nothing was checked.</p> : null}
        </Section>
      )}
    </ReportFrame>
  );
}

function summaryWords(rules: readonly RuleResult[], rows?: number, rejected?: number): string {
  const passed = rules.filter((rule) => rule.status === 'passed').length;
  const parts = [`${passed} of ${rules.length} passed`];
  if (rows !== undefined) parts.push(`${formatInteger(rows)} rows`);
  if (rejected) parts.push(`${formatInteger(rejected)} set aside`);
  return parts.join(' · ');
}

function RuleLine({ rule }: { rule: RuleResult }) {
  const failing = rule.failing ?? 0;
  return (
    <li>
      <RuleGlyph rule={rule} />
      <span>{rule.rule}</span>
      <span className={styles.found}>
        {rule.status === 'unchecked'
          ? 'not checked'
          : failing === 0
            ? 'passed'
            : `${formatInteger(failing)} ${failing === 1 ? 'row' : 'rows'} · ${actionWords[rule.action] ?? rule.action}`}
      </span>
      {rule.reason || rule.samples.length > 0 ? (
        <span className={styles.because}>
          {rule.reason}
          {rule.samples.length > 0 ? (
            <span className={styles.samples}>
              {rule.samples.slice(0, 6).map((sample, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: samples may repeat
                <code key={index}>{sampleText(sample)}</code>
              ))}
            </span>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}

const actionWords: Readonly<Record<string, string>> = { fail: 'fails the run', warn: 'warning', reject: 'set aside' };

function RuleGlyph({ rule }: { rule: RuleResult }) {
  if (rule.status === 'unchecked') return <StateGlyph kind="skipped" label="Not checked" />;
  if (rule.status === 'passed') return <StateGlyph kind="done" label="Passed" />;
  if (rule.action === 'fail') return <StateGlyph kind="failed" label="Failed" />;
  return (
    <span style={{ color: 'var(--st-unset)' }}>
      <WarningGlyph />
    </span>
  );
}

const sampleText = (sample: unknown): string =>
  sample === null ? 'missing' : typeof sample === 'object' ? JSON.stringify(sample) : String(sample);
