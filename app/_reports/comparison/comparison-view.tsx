import { formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import { GateGlyph } from '@/app/_ui/glyphs';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import { XyPlot } from '@/app/_ui/xy-plot';
import type { ComparisonReport } from '@/nodes/compare/comparison-report';
import type { PairedMetric } from '@/server/evaluation/compare-paired';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './comparison.module.css';

const CHAMPION = 'var(--text-2)';
const CHALLENGER = 'var(--accent)';

/** Two models side by side: the verdict, every metric with its significance, curves over each other, groups, settings. */
export function ComparisonView({ report }: { report: ComparisonReport }) {
  const { verdict, decidedBy, metrics, rows, part, disagreement } = report;
  const decisive = metrics.find(({ name }) => name === decidedBy.metric);
  return (
    <>
      <Section title="Verdict" note={`${formatInteger(rows)} ${part} rows`}>
        <p className={styles.verdict} data-passed={verdict.passed || undefined}>
          <GateGlyph kind={verdict.passed ? 'done' : 'failed'} />
          <span>
            {verdict.reason}
            <span className={styles.muted}> Asked of the challenger: {verdict.asked}.</span>
          </span>
        </p>
        <div className={styles.headline}>
          <KeyFigure label={`${decidedBy.title}, champion`} value={figure(decisive?.first.value ?? null)} />
          <KeyFigure label={`${decidedBy.title}, challenger`} value={figure(decisive?.second.value ?? null)} />
          <KeyFigure
            label="Difference"
            value={signed(decisive?.difference ?? null)}
            sub={decisive ? rangeWords(decisive, report.level) : undefined}
          />
          <KeyFigure
            label="p"
            value={pWords(decisive?.pValue ?? null)}
            sub={decisive ? TESTS[decisive.test] : undefined}
          />
        </div>
        {disagreement ? (
          <p className={styles.muted}>
            Of the rows where just one is right, the champion is right in {formatInteger(disagreement.onlyChampion)} and
            the challenger in {formatInteger(disagreement.onlyChallenger)}; both are wrong in{' '}
            {formatInteger(disagreement.bothWrong)}.
          </p>
        ) : null}
      </Section>
      <Section title="Metrics" note="difference = challenger − champion">
        <Table
          label="Metrics of both models"
          density="dense"
          columns={metricColumns}
          rows={metrics}
          rowKey={({ name }) => name}
        />
      </Section>
      <Curves report={report} />
      {report.slices ? <Slices slices={report.slices} title={decidedBy.title} /> : null}
      <Section title="What they are">
        <Settings report={report} />
      </Section>
    </>
  );
}

const TESTS: Readonly<Record<PairedMetric['test'], string>> = {
  delong: 'DeLong',
  mcnemar: 'McNemar, exact',
  bootstrap: 'paired bootstrap',
};

const metricColumns: readonly TableColumn<PairedMetric>[] = [
  { key: 'metric', header: 'Metric', render: ({ name }) => findMetric(name)?.title ?? name },
  { key: 'first', header: 'Champion', align: 'end', render: ({ first }) => figure(first.value) },
  { key: 'second', header: 'Challenger', align: 'end', render: ({ second }) => <b>{figure(second.value)}</b> },
  { key: 'difference', header: 'Difference', align: 'end', render: ({ difference }) => signed(difference) },
  {
    key: 'interval',
    header: 'Interval',
    align: 'end',
    optional: true,
    render: ({ interval }) =>
      interval && interval.lower !== null ? `${signed(interval.lower)} to ${signed(interval.upper)}` : '',
  },
  {
    key: 'p',
    header: 'p',
    align: 'end',
    render: ({ pValue, test }) => <span title={TESTS[test]}>{pWords(pValue)}</span>,
  },
  { key: 'says', header: '', align: 'end', render: (metric) => <Says metric={metric} /> },
];

/** Which is better, and whether chance would explain it. */
function Says({ metric: { name, difference, interval } }: { metric: PairedMetric }) {
  if (difference === null) return <span className={styles.muted}>undefined</span>;
  if (difference === 0) return <span className={styles.muted}>the same</span>;
  const isBetter = (findMetric(name)?.direction === 'lower' ? -1 : 1) * difference > 0;
  const isSure = interval !== undefined && interval.lower !== null && (interval.lower > 0 || interval.upper < 0);
  if (!isSure) return <span className={styles.muted}>may be chance</span>;
  return (
    <span data-better={isBetter} className={styles.says}>
      {isBetter ? 'challenger' : 'champion'}
    </span>
  );
}

function Curves({ report: { champion, challenger } }: { report: ComparisonReport }) {
  const [one, other] = [champion, challenger];
  if (one.sample && other.sample) {
    const points = (sample: NonNullable<typeof one.sample>) =>
      sample.map(({ predicted, actual }) => ({ x: actual, y: predicted }));
    return (
      <Section title="Predicted and actual">
        <XyPlot
          title="Both models"
          label="Predicted against actual values of the same rows, for both models"
          x={{ title: 'Actual' }}
          y={{ title: 'Predicted' }}
          series={[
            { kind: 'dots', name: 'champion', color: CHAMPION, opacity: 0.5, points: points(one.sample) },
            { kind: 'dots', name: 'challenger', color: CHALLENGER, opacity: 0.5, points: points(other.sample) },
          ]}
        />
      </Section>
    );
  }
  if (!one.roc || !other.roc || !one.precisionRecall || !other.precisionRecall) return null;
  const roc = (points: NonNullable<typeof one.roc>) =>
    points.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate }));
  const recall = (points: NonNullable<typeof one.precisionRecall>) =>
    points.map(({ recall: x, precision: y }) => ({ x, y }));
  const share = (value: number) => formatShare(value);
  return (
    <Section title="Ranking">
      <div className={styles.plots}>
        <XyPlot
          title="ROC"
          label="ROC curves of both models over each other"
          x={{ title: 'False alarms', range: [0, 1], format: share }}
          y={{ title: 'Found', range: [0, 1], format: share }}
          series={[
            { kind: 'line', name: 'champion', color: CHAMPION, dash: '5 3', points: roc(one.roc) },
            { kind: 'line', name: 'challenger', color: CHALLENGER, points: roc(other.roc) },
          ]}
        />
        <XyPlot
          title="Precision and recall"
          label="Precision by recall of both models over each other"
          x={{ title: 'Recall', range: [0, 1], format: share }}
          y={{ title: 'Precision', range: [0, 1], format: share }}
          series={[
            { kind: 'line', name: 'champion', color: CHAMPION, dash: '5 3', points: recall(one.precisionRecall) },
            { kind: 'line', name: 'challenger', color: CHALLENGER, points: recall(other.precisionRecall) },
          ]}
        />
      </div>
    </Section>
  );
}

type Slices = NonNullable<ComparisonReport['slices']>;
type Group = Slices['groups'][number];

function Slices({ slices, title }: { slices: Slices; title: string }) {
  const columns: TableColumn<Group>[] = [
    { key: 'value', header: slices.column, render: ({ value }) => value },
    { key: 'rows', header: 'Rows', align: 'end', render: ({ rows }) => formatInteger(rows) },
    { key: 'first', header: 'Champion', align: 'end', render: ({ metric }) => figure(metric?.first.value ?? null, '') },
    {
      key: 'second',
      header: 'Challenger',
      align: 'end',
      render: ({ metric }) => <b>{figure(metric?.second.value ?? null, '')}</b>,
    },
    {
      key: 'difference',
      header: 'Difference',
      align: 'end',
      render: ({ metric }) => (metric ? signed(metric.difference) : ''),
    },
    {
      key: 'says',
      header: '',
      align: 'end',
      render: ({ metric, problem }) =>
        metric ? <Says metric={metric} /> : <span className={styles.muted}>{problem}</span>,
    },
  ];
  return (
    <Section title={`By ${slices.column}`} note={title}>
      <Table
        label={`By ${slices.column}`}
        density="dense"
        columns={columns}
        rows={slices.groups}
        rowKey={({ value }) => value}
      />
      {slices.more > 0 ? (
        <p className={styles.muted}>And {formatInteger(slices.more)} values with fewer rows.</p>
      ) : null}
    </Section>
  );
}

interface Fact {
  readonly name: string;
  readonly champion: string;
  readonly challenger: string;
}

/** What differs between the two, beside what they are. */
function Settings({ report: { champion, challenger } }: { report: ComparisonReport }) {
  const names = [...new Set([...Object.keys(champion.settings), ...Object.keys(challenger.settings)])];
  const words = (value: unknown) =>
    value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const rows: Fact[] = [
    { name: 'Trainer', champion: champion.trainer, challenger: challenger.trainer },
    {
      name: 'Training rows',
      champion: formatInteger(champion.trainingRows),
      challenger: formatInteger(challenger.trainingRows),
    },
    {
      name: 'Data',
      champion: champion.learnedFrom?.slice(0, 12) ?? '',
      challenger: challenger.learnedFrom?.slice(0, 12) ?? '',
    },
    { name: 'Features', champion: String(champion.features.length), challenger: String(challenger.features.length) },
    ...names
      .map(
        (name): Fact => ({
          name,
          champion: words(champion.settings[name]),
          challenger: words(challenger.settings[name]),
        }),
      )
      .filter((fact) => fact.champion !== fact.challenger),
  ];
  const only = (one: readonly string[], other: readonly string[]) => one.filter((name) => !other.includes(name));
  const [lost, gained] = [only(champion.features, challenger.features), only(challenger.features, champion.features)];
  return (
    <>
      <Table
        label="What the two models are"
        density="dense"
        columns={[
          { key: 'name', header: 'What', render: ({ name }) => name },
          {
            key: 'champion',
            header: 'Champion',
            render: (fact) => <span className={styles.value}>{fact.champion}</span>,
          },
          {
            key: 'challenger',
            header: 'Challenger',
            render: (fact) => <span className={styles.value}>{fact.challenger}</span>,
          },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      {lost.length > 0 ? <p className={styles.muted}>Only the champion reads {lost.join(', ')}.</p> : null}
      {gained.length > 0 ? <p className={styles.muted}>Only the challenger reads {gained.join(', ')}.</p> : null}
    </>
  );
}

const figure = (value: number | null, absent = 'undefined'): string => (value === null ? absent : formatFigure(value));
const signed = (value: number | null): string =>
  value === null ? '' : `${value > 0 ? '+' : ''}${formatFigure(value, 3)}`;
const pWords = (p: number | null): string => (p === null ? '' : p < 0.0001 ? '< 0.0001' : formatFigure(p, 2));
const rangeWords = ({ interval }: PairedMetric, level: number): string | undefined =>
  interval && interval.lower !== null
    ? `${formatShare(level)} interval ${signed(interval.lower)} to ${signed(interval.upper)}`
    : undefined;
