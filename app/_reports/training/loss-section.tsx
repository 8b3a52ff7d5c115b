import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import { type PlotPoint, type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { LossCurves } from '@/nodes/kernel/define-run';
import { NumbersTable } from '../evaluation/numbers-table';
import styles from './training.module.css';

export const writtenLoss = (loss: number): string =>
  loss === 0 || (Math.abs(loss) >= 1e-3 && Math.abs(loss) < 10) ? formatDecimal(loss, 4) : formatFigure(loss);

/** On an axis there is little room: 6B. */
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
export const axisLoss = (loss: number): string => (Math.abs(loss) < 10_000 ? formatFigure(loss) : short.format(loss));

interface LossSectionProps {
  /** What the numbers are: “Log loss”. */
  title: string;
  losses: LossCurves;
  /** “Round”, “Iteration”. */
  step: string;
  /** What always saying the same would lose. */
  baseline?: { readonly title: string; readonly loss: number };
  /** The training runs: the curves are thinned, and steps are shares of what there is. */
  isLive?: boolean;
}

/** How the loss fell, on training and on validation rows. */
export function LossSection({ title, losses, step, baseline, isLive = false }: LossSectionProps) {
  const { train, validation } = losses;
  if (train.length < 2) {
    return (
      <Section title={title} note={train.length === 1 ? writtenLoss(train[0]!) : undefined}>
        <p className={styles.muted}>Only the last loss is known, so there is no curve to show.</p>
      </Section>
    );
  }
  const best = validation && validation.length > 0 ? validation.indexOf(Math.min(...validation)) : undefined;
  const rows = train.map((loss, at) => [
    String(at + 1),
    writtenLoss(loss),
    ...(validation ? [validation[at] === undefined ? '' : writtenLoss(validation[at])] : []),
  ]);
  const last = validation?.at(-1) ?? train.at(-1)!;
  return (
    <Section title={title} note={isLive ? 'so far' : undefined}>
      <XyPlot
        title={isLive ? 'So far' : `By ${step.toLowerCase()}`}
        note={writtenLoss(last)}
        label={`${title} by ${step.toLowerCase()}, from ${writtenLoss(train[0]!)} to ${writtenLoss(train.at(-1)!)} on training rows${validation ? ` and ${writtenLoss(validation.at(-1)!)} on validation rows` : ''}.`}
        x={{ title: isLive ? `${step}s so far, thinned` : step }}
        y={{ title, format: axisLoss }}
        series={seriesOf(losses, step, isLive ? undefined : baseline)}
        marks={
          best === undefined || isLive || best === train.length - 1
            ? []
            : [{ x: best + 1, label: `best on validation rows: ${step.toLowerCase()} ${best + 1}` }]
        }
        numbers={
          isLive ? undefined : (
            <NumbersTable
              label={`${title} in numbers`}
              columns={[step, 'Training', ...(validation ? ['Validation'] : [])]}
              rows={rows}
            />
          )
        }
      />
      {baseline && !isLive ? (
        <p className={styles.muted}>
          {baseline.title} would lose {writtenLoss(baseline.loss)} on training rows.
        </p>
      ) : null}
    </Section>
  );
}

function seriesOf(
  { train, validation }: LossCurves,
  step: string,
  baseline: LossSectionProps['baseline'],
): PlotSeries[] {
  const points = (name: string, values: readonly number[]): PlotPoint[] =>
    values.map((y, at) => ({ x: at + 1, y, words: [`${step} ${at + 1}`, `${name} ${writtenLoss(y)}`] }));
  const line = (name: string, values: readonly number[], color: string, dash?: string): PlotSeries => ({
    kind: 'line',
    name,
    color,
    points: points(name, values),
    ...(dash ? { dash } : {}),
  });
  // Drawn only where it does not press the curves into a corner.
  const top = Math.max(...train, ...(validation ?? []));
  const isNear = baseline !== undefined && baseline.loss <= top * 1.5;
  return [
    line('training', train, 'var(--pt-train)'),
    ...(validation ? [line('validation', validation, 'var(--pt-valid)', '5 3')] : []),
    ...(isNear
      ? [
          {
            ...line('always the same', [baseline.loss, baseline.loss], 'var(--muted)', '2 3'),
            points: [1, train.length].map((x) => ({ x, y: baseline.loss })),
            isReference: true,
          } as PlotSeries,
        ]
      : []),
  ];
}
