import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import type { ModelView } from './model-view';
import styles from './training.module.css';

/** Settings, seed, versions and data: what it takes to train it again. */
export function RecordSection({ trained }: { trained: ModelView }) {
  const { record, proof } = trained;
  if (!record) return null;
  const rows = proof?.steps.at(-1)?.from;
  const settings = Object.entries(record.settings).filter(([, value]) => value !== undefined);
  return (
    <Section title="How it was made">
      <dl className={styles.facts}>
        {settings.map(([name, value]) => (
          <Fact key={name} name={name} value={settingWords(value)} />
        ))}
        {rows ? <Fact name="rows learned from" value={`${rows.rows.toLocaleString('en')}, hash ${rows.hash}`} /> : null}
        {record.data ? <Fact name="data version" value={record.data} /> : null}
        <Fact name="trainer" value={record.environment.trainer} />
        <Fact name="engine" value={record.environment.engine} />
        <Fact name="ran on" value={`Node ${record.environment.node}, ${record.environment.platform}`} />
      </dl>
    </Section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function settingWords(value: unknown): string {
  if (Array.isArray(value)) return value.length > 12 ? `${value.slice(0, 12).join(', ')} …` : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const BASELINES = {
  majority: 'Always the most frequent class',
  prior: 'Always the shares of the classes',
  mean: 'Always the mean',
  median: 'Always the median',
  last: 'Always the last value',
} as const;

/** What any model has to beat; Evaluate measures it on the same rows. */
export function BaselinesSection({ trained: { baselines, signature } }: { trained: ModelView }) {
  if (!baselines || baselines.length === 0) return null;
  return (
    <Section title="Baselines" note="what it has to beat">
      <dl className={styles.facts}>
        {baselines.map(({ strategy, answer }) => (
          <Fact key={strategy} name={BASELINES[strategy]} value={saidWords(answer, signature.classes)} />
        ))}
      </dl>
    </Section>
  );
}

function saidWords(answer: readonly number[], classes: readonly string[] | undefined): string {
  if (!classes) return formatFigure(answer[0]!);
  const said = answer.indexOf(Math.max(...answer));
  return answer[said] === 1
    ? classes[said]!
    : answer.map((p, at) => `${classes[at]} ${formatDecimal(p, 3)}`).join(', ');
}
