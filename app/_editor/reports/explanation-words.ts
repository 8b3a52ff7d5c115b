import { formatDecimal, formatFigure, formatShare } from '@/app/_ui/figures';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import { type ColumnKind, type ColumnValue, readValue } from '@/server/explanation/column-values';

type Task = Pick<ExplanationReport, 'task' | 'link' | 'target' | 'isCalibrated'>;

/** The unit that contributions are in. */
export const marginUnit = (report: Pick<Task, 'link' | 'target' | 'isCalibrated'>): string =>
  `${linkUnit(report)}${report.isCalibrated ? ' before calibration' : ''}`;

function linkUnit({ link, target }: Pick<Task, 'link' | 'target'>): string {
  switch (link) {
    case 'logistic':
      return 'log-odds';
    case 'softmax':
      return 'score before softmax';
    case 'log':
      return `logarithm of ${target}`;
    case 'probability':
      return 'probability';
    case 'identity':
      return target;
  }
}

/** What the margin becomes: absent where it is the answer already. */
export function answerUnit({ task, link, target, isCalibrated }: Task): string | undefined {
  if (link === 'identity' || (link === 'probability' && !isCalibrated)) return undefined;
  return task === 'classification' ? 'probability' : target;
}

/** An answer as a person reads it: a probability in percent, a value in its own unit. */
export const answerWords = (task: Task['task'], answer: number): string =>
  task === 'classification' ? formatShare(answer, answer < 0.1 || answer > 0.9 ? 1 : 0) : formatFigure(answer);

export function valueWords(kind: ColumnKind, value: ColumnValue): string {
  if (kind === 'vector') return 'several numbers';
  if (value === null) return 'missing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  // Not grouped: 2,010 is no year.
  const short = Number(value.toPrecision(6));
  return Math.abs(short) < 1e6 && (short === 0 || Math.abs(short) >= 1e-4)
    ? String(short).replace('-', '−')
    : formatFigure(value);
}

/** With its sign, so that direction never stands in the colour alone. */
export function signed(value: number, digits = 3): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && size < 0.0005
      ? formatFigure(size, 2)
      : size < 1000
        ? formatDecimal(size, digits)
        : formatFigure(size);
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** The value of a column at a row of features. */
export function valueAt(
  report: Pick<ExplanationReport, 'read' | 'columns'>,
  column: string,
  features: readonly (number | null)[],
): { kind: ColumnKind; value: ColumnValue } {
  const found = report.columns.find((each) => each.column.column === column)!;
  const at = featuresAt(report.read, column);
  const own = features.slice(at.from, at.to).map((x) => x ?? Number.NaN);
  return { kind: found.kind, value: readValue(found.column, found.kind, own) };
}

/** The values of all columns at a row of features, in words, in the order the model reads them. */
export const valuesAt = (
  report: Pick<ExplanationReport, 'read' | 'columns'>,
  features: readonly (number | null)[],
): string[] =>
  report.read.map(({ column }) => {
    const { kind, value } = valueAt(report, column, features);
    return valueWords(kind, value);
  });

/** Which of the model's features stand for a column. */
export function featuresAt(read: ExplanationReport['read'], column: string): { from: number; to: number } {
  let from = 0;
  for (const each of read) {
    const width = each.components?.length ?? 1;
    if (each.column === column) return { from, to: from + width };
    from += width;
  }
  throw new RangeError(`the model reads no column ${column}`);
}
