import { useMemo } from 'react';
import { Section } from '@/app/_ui/panel';
import { Plot, type PlotTrace } from '@/app/_ui/plot';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import styles from './explanation.module.css';
import { featuresAt, marginUnit, valueAt, valueWords } from './explanation-words';

const mostColumns = 12;
/** More dots than these hide each other, and slow the page. */
const mostRows = 600;

/** From low to high; the last is for values without an order. */
const levels = [
  { words: 'lowest fifth', color: 'var(--cat-source)' },
  { words: 'low', color: 'var(--cat-source) / 0.5' },
  { words: 'middle', color: 'var(--wire)' },
  { words: 'high', color: 'var(--cat-model) / 0.5' },
  { words: 'highest fifth', color: 'var(--cat-model)' },
  { words: 'a category, missing, or no single value', color: 'var(--cat-watch) / 0.5' },
] as const;
const unordered = levels.length - 1;

/** A dot per row and column: how far it moved the answer, coloured by how high the value is. */
export function ExplanationBeeswarm({ report, output }: { report: ExplanationReport; output: number }) {
  const columns = useMemo(
    () => [...report.columns].sort((a, b) => b.meanShap[output]! - a.meanShap[output]!).slice(0, mostColumns),
    [report, output],
  );
  const traces = useMemo(() => tracesOf(report, columns, output), [report, columns, output]);
  const rows = Math.min(mostRows, report.explainedRows);
  const subject = report.outputs[output]?.class ?? report.target;
  const layout = useMemo(
    () => ({
      margin: { t: 4, r: 10, b: 36, l: 120 },
      showlegend: false,
      hovermode: 'closest',
      xaxis: { title: { text: `Contribution to ${subject} (${marginUnit(report)})` }, zeroline: true },
      yaxis: {
        tickvals: columns.map((_, at) => -at),
        ticktext: columns.map(({ column: { column } }) => (column.length > 18 ? `${column.slice(0, 17)}…` : column)),
        showgrid: false,
        zeroline: false,
        range: [-columns.length + 0.4, 0.6],
      },
    }),
    [columns, report, subject],
  );
  const [first] = columns;
  return (
    <Section title="Contributions" note={`${rows} rows, the ${columns.length} columns that contribute most`}>
      <p className={styles.words}>
        Each dot is a row: right of 0 the column raised the answer, left of it lowered it.
        {first ? ` ${directionWords(report, first.column.column, output)}` : ''}
      </p>
      <Plot
        traces={traces}
        layout={layout}
        height={60 + columns.length * 30}
        label={`Contributions of ${columns.length} columns to ${rows} rows; the table of importance above has their mean sizes`}
      />
      <p className={styles.legend}>
        Value of the column:
        {levels.map(({ words, color }) => (
          <span key={words}>
            <i style={{ background: cssColor(color) }} />
            {words}
          </span>
        ))}
      </p>
    </Section>
  );
}

const cssColor = (color: string): string => {
  const [token, share] = color.split(' / ');
  return share ? `color-mix(in srgb, ${token} ${Number(share) * 100}%, transparent)` : token!;
};

/** Whether higher values raise or lower, said by the correlation of value and contribution. */
function directionWords(report: ExplanationReport, column: string, output: number): string {
  const { from } = featuresAt(report.read, column);
  const found = report.columns.find((each) => each.column.column === column)!;
  if (found.kind !== 'number' && found.kind !== 'bool') return '';
  const own = report.rows.contributions[output]![report.read.findIndex((each) => each.column === column)]!;
  const pairs = report.rows.features[from]!.flatMap((x, row) => (x === null ? [] : [[x, own[row]!] as const]));
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const product = (a: 0 | 1, b: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[a] - [x, y][a]!) * (pair[b] - [x, y][b]!), 0);
  const correlation = product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
  if (!(Math.abs(correlation) > 0.3)) return `${column} matters most; its effect does not simply rise or fall.`;
  return `${column} matters most: higher values ${correlation > 0 ? 'raise' : 'lower'} the answer.`;
}

function tracesOf(report: ExplanationReport, columns: ExplanationReport['columns'], output: number): PlotTrace[] {
  const { rows, read } = report;
  const step = Math.max(1, rows.numbers.length / mostRows);
  const chosen = Array.from({ length: Math.min(mostRows, rows.numbers.length) }, (_, at) => Math.floor(at * step));
  return columns.map(({ column, kind }, line) => {
    const own = rows.contributions[output]![read.findIndex((each) => each.column === column.column)]!;
    const x = chosen.map((row) => own[row]!);
    const { from } = featuresAt(read, column.column);
    const hasOrder = kind === 'number' || kind === 'bool';
    const level = levelsOf(chosen.map((row) => (hasOrder ? (rows.features[from]![row] ?? null) : null)));
    return {
      type: 'scatter',
      mode: 'markers',
      name: column.column,
      x,
      y: swarm(x).map((offset) => offset - line),
      text: chosen.map((row) => {
        const features = rows.features.map((feature) => feature[row] ?? null);
        const { value } = valueAt(report, column.column, features);
        return `${column.column} = ${valueWords(kind, value)}<br>row ${(rows.numbers[row]! + 1).toLocaleString('en')}`;
      }),
      hovertemplate: '%{text}<br>%{x:+.3f}<extra></extra>',
      marker: { size: 4, color: level.map((at) => levels[at]!.color) },
    };
  });
}

/** Fifths by rank; equal values are of the same fifth. */
function levelsOf(values: readonly (number | null)[]): number[] {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  return values.map((value) => {
    if (value === null) return unordered;
    if (least === greatest) return 2;
    if (value === least) return 0;
    if (value === greatest) return 4;
    return Math.min(4, Math.floor((lowerBound(sorted, value) / sorted.length) * 5));
  });
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Dots that would lie on each other move up and down in turn: the more there are, the further. */
function swarm(x: readonly number[]): number[] {
  const [least, greatest] = [Math.min(...x), Math.max(...x)];
  const bins = new Map<number, number>();
  const places = x.map((value) => {
    const bin = Math.round(((value - least) / (greatest - least || 1)) * 120);
    const before = bins.get(bin) ?? 0;
    bins.set(bin, before + 1);
    return Math.ceil(before / 2) * (before % 2 === 0 ? 1 : -1);
  });
  const highest = Math.max(...places.map(Math.abs), 8);
  return places.map((place) => (place / highest) * 0.4);
}
