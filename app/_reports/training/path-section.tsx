import { formatFigure } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import { type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { RegularisationPath } from '@/server/training/model';
import { NumbersTable } from '../evaluation/numbers-table';
import { axisLoss, writtenLoss } from './loss-section';
import styles from './training.module.css';

/** Colours that can be told apart; the other features share a grey. */
const COLORS = ['var(--cat-source)', 'var(--cat-model)', 'var(--cat-check)', 'var(--cat-prepare)', 'var(--cat-judge)'];

/** How coefficients grow as the penalty falls, and what that does to the loss. */
export function PathSection({
  path,
  title,
  read,
}: {
  path: RegularisationPath | undefined;
  title: string;
  /** A loss as people read it. */
  read: (loss: number) => number;
}) {
  if (!path || path.alphas.length < 2) return null;
  const { alphas, nonZero } = path;
  const trainLosses = path.trainLosses.map(read);
  const validationLosses = path.validationLosses?.map(read);
  const at = alphas.map((alpha) => Math.log10(alpha));
  const best = validationLosses?.indexOf(Math.min(...validationLosses));
  const axis = { title: 'Penalty', format: (x: number) => formatFigure(10 ** x, 2) };
  const marks =
    best === undefined ? [] : [{ x: at[best]!, label: `best on validation rows: ${formatFigure(alphas[best]!)}` }];
  const loss = (name: string, values: readonly number[], color: string, dash?: string): PlotSeries => ({
    kind: 'line',
    name,
    color,
    points: values.map((y, index) => ({
      x: at[index]!,
      y,
      words: [`penalty ${formatFigure(alphas[index]!)}`, `${name} ${writtenLoss(y)}`],
    })),
    ...(dash ? { dash } : {}),
  });
  return (
    <Section title="Falling penalties" note={`${alphas.length} fits`}>
      <div className={styles.columns}>
        <XyPlot
          title="Coefficients"
          note={`${nonZero.at(-1)} are not 0 at the smallest`}
          label={`Coefficients by penalty, for ${path.features.length} features.`}
          x={axis}
          y={{ title: 'Coefficient', format: axisLoss }}
          series={coefficientSeries(path, at)}
          marks={marks}
        />
        <XyPlot
          title={title}
          label={`${title} by penalty.${best === undefined ? '' : ` Validation rows like ${formatFigure(alphas[best]!)} best.`}`}
          x={axis}
          y={{ title, format: axisLoss }}
          series={[
            loss('training', trainLosses, 'var(--pt-train)'),
            ...(validationLosses ? [loss('validation', validationLosses, 'var(--pt-valid)', '5 3')] : []),
          ]}
          marks={marks}
          numbers={
            <NumbersTable
              label="Falling penalties in numbers"
              columns={['Penalty', 'Not 0', 'Training', ...(validationLosses ? ['Validation'] : [])]}
              rows={alphas.map((alpha, index) => [
                formatFigure(alpha),
                String(nonZero[index]),
                writtenLoss(trainLosses[index]!),
                ...(validationLosses ? [writtenLoss(validationLosses[index]!)] : []),
              ])}
            />
          }
        />
      </div>
    </Section>
  );
}

/** Of the first output, the largest coefficients first. */
function coefficientSeries(
  { features, coefficients, alphas }: RegularisationPath,
  at: readonly number[],
): PlotSeries[] {
  const last = coefficients.at(-1)![0]!;
  const order = features.map((_, feature) => feature).sort((a, b) => Math.abs(last[b]!) - Math.abs(last[a]!));
  return order.map((feature, rank) => ({
    kind: 'line',
    name: features[feature]!,
    color: COLORS[rank] ?? 'var(--muted)',
    ...(rank >= COLORS.length ? { isReference: true } : {}),
    points: coefficients.map((outputs, index) => ({
      x: at[index]!,
      y: outputs[0]![feature]!,
      words: [`${features[feature]} ${formatFigure(outputs[0]![feature]!)}`, `penalty ${formatFigure(alphas[index]!)}`],
    })),
  }));
}
