import { columnGroups, dependenceGrid, dependenceOf, outputAnswers } from '@/server/explanation';
import { predict } from '@/server/training';
import { Breather } from '@/server/training/breather';
import type { RunContext } from '../kernel';
import type { Config } from './definition';
import type { Question } from './explain-rows';
import type { DependencePlot, ExplainedColumn } from './explanation-report';
import { pick, someOf } from './read-rows';

/** Rows a plot averages over, curves it shows, and plots where nobody says which. */
const ROWS = 500;
const CURVES = 40;
const PLOTS = 6;

/** Partial dependence and ICE of the chosen columns, or of those that contribute most. `columns` are by that order. */
export async function drawDependence(
  { config, signal, log }: RunContext<Config>,
  { model, signature, rows, positive }: Question,
  columns: readonly ExplainedColumn[],
): Promise<DependencePlot[]> {
  if (!config.dependence.draw) return [];
  const chosen = someOf(rows.rowCount, ROWS, config.seed);
  const sample = pick(rows.columns, chosen);
  const groups = columnGroups(signature.columns);
  const answer = (changed: Float64Array[]) => outputAnswers(model, predict(model, changed, chosen.length), positive);
  const breather = new Breather(signal);
  const plots: DependencePlot[] = [];
  for (const { column, kind } of wantedColumns(columns, config.dependence.columns, log)) {
    await breather.breathe();
    const { features } = groups.find((group) => group.column === column.column)!;
    const grid = dependenceGrid(
      column,
      kind,
      features.map((feature) => sample[feature]!),
    );
    const of = { column, kind, features, grid, curves: CURVES, outputs: model.outputs };
    const outputs = dependenceOf(sample, chosen.length, of, answer).map(({ mean, curves }) => ({
      mean: mean.map(rounded),
      curves: curves.map((curve) => curve.map(rounded)),
    }));
    plots.push({ column: column.column, kind, grid, outputs });
  }
  return plots;
}

function wantedColumns(
  columns: readonly ExplainedColumn[],
  wanted: readonly string[],
  log: (message: string) => void,
): readonly ExplainedColumn[] {
  const drawable = columns.filter(({ kind }) => kind !== 'vector');
  if (wanted.length === 0) return drawable.slice(0, PLOTS);
  for (const name of wanted) {
    if (drawable.some(({ column }) => column.column === name)) continue;
    const isRead = columns.some(({ column }) => column.column === name);
    log(
      `No dependence plot of ${name}: ${isRead ? 'it is a vector of several numbers' : 'the model does not read it'}.`,
    );
  }
  return drawable.filter(({ column }) => wanted.includes(column.column));
}

const rounded = (value: number): number => Number(value.toPrecision(7));
