import Link from 'next/link';
import { formatDecimal, formatFigure, formatInteger } from '@/app/_ui/figures';
import { Table, type TableColumn } from '@/app/_ui/table';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './compare.module.css';
import { type EffectRow, type Effects, metricEffects, rowEffects } from './use-effects';

export interface EffectsPanelProps {
  pipelineId: string;
  effects: Effects;
  labels: { a: string; b: string };
  titleOf: (node: string) => string;
}

/** What the change did: rows at every node and metrics, when both sides have run. */
export function EffectsPanel({ pipelineId, effects, labels, titleOf }: EffectsPanelProps) {
  const { a, b } = effects;
  if (!a || !b) {
    if (effects.isPending) return null;
    const missing = [a ? [] : [labels.a], b ? [] : [labels.b]].flat().join(' and ');
    return (
      <p className={styles.effectsNote}>
        Run {missing} to see effects too: rows at every node and metrics, side by side.{' '}
        <Link href={`/pipelines/${pipelineId}`} style={{ color: 'var(--accent)' }}>
          Open the editor
        </Link>
      </p>
    );
  }
  const metrics = metricEffects(effects);
  return (
    <div className={styles.effects}>
      <section>
        <h3>
          Rows{' '}
          <span>
            run {a.number} and run {b.number}
          </span>
        </h3>
        <Table
          label="Rows on both sides"
          density="dense"
          columns={columns(labels, formatInteger, () => 'plain')}
          rows={rowEffects(effects, titleOf)}
          rowKey={(row) => row.key}
        />
      </section>
      <section>
        <h3>
          Metrics <span>as evaluated in those runs</span>
        </h3>
        <Table
          label="Metrics on both sides"
          density="dense"
          columns={columns(labels, metricWords, metricTone)}
          rows={metrics}
          rowKey={(row) => row.key}
          empty={<p className={styles.muted}>Neither side evaluates a model.</p>}
        />
      </section>
    </div>
  );
}

const metricWords = (value: number) =>
  Math.abs(value) <= 1 && !Number.isInteger(value) ? formatDecimal(value, 3) : formatFigure(value);

function metricTone(row: EffectRow): 'good' | 'bad' | 'plain' {
  const direction = findMetric(row.key)?.direction;
  if (!direction || row.a === null || row.b === null) return 'plain';
  const gain = (row.b - row.a) * (direction === 'higher' ? 1 : -1);
  return Math.abs(gain) < 5e-4 ? 'plain' : gain > 0 ? 'good' : 'bad';
}

const tones = { good: 'var(--st-done)', bad: 'var(--st-failed)', plain: 'var(--muted)' } as const;

function columns(
  labels: { a: string; b: string },
  written: (value: number) => string,
  tone: (row: EffectRow) => keyof typeof tones,
): TableColumn<EffectRow>[] {
  const cell = (value: number | null) => (value === null ? '–' : written(value));
  return [
    { key: 'label', header: '', render: (row) => row.label },
    { key: 'a', header: labels.a, align: 'end', render: (row) => <span className={styles.muted}>{cell(row.a)}</span> },
    { key: 'b', header: labels.b, align: 'end', render: (row) => cell(row.b) },
    {
      key: 'difference',
      header: '',
      align: 'end',
      render: (row) => {
        if (row.a === null || row.b === null) return <span className={styles.muted}>only one side</span>;
        const change = row.b - row.a;
        const hue = tones[tone(row)];
        if (Math.abs(change) < 1e-12) return <span className={styles.muted}>same</span>;
        return (
          <span style={{ color: hue }}>
            {change > 0 ? '+' : ''}
            {written(change)}
          </span>
        );
      },
    },
  ];
}
