import { NotExplainable, openExplainer } from '@/server/explanation';
import { refuseMissingColumn } from '@/server/learning/check-part';
import { linkOf, type Model, predictRaw } from '@/server/training';
import { defineRun, type RunContext, StageFailure, type StageSummary } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';
import { drawDependence } from './draw-dependence';
import { explainRows } from './explain-rows';
import type { ExplainedColumn, ExplanationReport } from './explanation-report';
import { measureImportance } from './importance';
import { pick, type RowsToExplain, readRows } from './read-rows';

/** Explains a model on rows of the part it names, and writes the report. */
export default defineRun<Config>(async (context) => {
  const { config, progress } = context;
  const { model, signature } = await context.inputs.json<TrainedModel<Model>>('model');
  refuseMissingColumn(context.inputs.table('table'), signature, { purpose: 'explain' });
  const positive = positiveOf(model, config.positive);
  const rows = withAnswer(context, model, await readRows(context, signature));
  const steps = signature.columns.length + 2;
  const question = { model, signature, rows, positive };

  progress(0, steps, 'what columns contribute to rows');
  const explained = await explainRows(context, question, explainerOf(model));
  const { columns, metric, shuffledRows } = await measureImportance(context, question, explained.columns);
  const byShap = [...columns].sort((a, b) => sizeOf(b) - sizeOf(a) || (a.column.column < b.column.column ? -1 : 1));
  progress(steps - 1, steps, 'what answers depend on');
  const report: ExplanationReport = {
    task: signature.task,
    link: linkOf(model),
    target: signature.target,
    part: config.part,
    partRows: rows.partRows,
    explainedRows: explained.rows.numbers.length,
    shuffledRows,
    outputs: explained.outputs,
    ...(model.task === 'binary' ? { positive } : {}),
    isCalibrated: model.calibration !== undefined,
    ...(metric ? { metric } : {}),
    read: signature.columns,
    columns: byShap,
    dependence: await drawDependence(context, question, byShap),
    rows: explained.rows,
  };
  await context.outputs.json('report', report, summaryOf(report));
});

function positiveOf(model: Model, wanted: string | undefined): number {
  if (!wanted || model.task !== 'binary') return 1;
  const at = model.classes!.indexOf(wanted);
  if (at >= 0) return at;
  throw new StageFailure(`“${wanted}” is not a class of the model.`, {
    kind: 'data',
    hint: `Choose ${model.classes!.map((name) => `“${name}”`).join(' or ')} as the positive class.`,
  });
}

function explainerOf(model: Model) {
  try {
    return openExplainer(model);
  } catch (error) {
    if (!(error instanceof NotExplainable)) throw error;
    throw new StageFailure(error.message, { kind: 'data' });
  }
}

/** A linear model has no answer to rows that lack a value it reads. */
function withAnswer({ config, log }: RunContext<Config>, model: Model, rows: RowsToExplain): RowsToExplain {
  const margins = predictRaw(model, rows.columns, rows.rowCount);
  const answered = rows.numbers.flatMap((_, row) => (Number.isNaN(margins[row * model.outputs]) ? [] : [row]));
  if (answered.length === rows.rowCount) return rows;
  if (answered.length === 0) {
    throw new StageFailure(`Every one of the ${config.part} rows lacks a value that the model needs.`, {
      kind: 'data',
      hint: 'Put an Impute node before the model, or choose trees.',
    });
  }
  log(`${rows.rowCount - answered.length} rows lack a value that the model needs and are left out.`);
  return {
    ...rows,
    numbers: answered.map((row) => rows.numbers[row]!),
    columns: pick(rows.columns, answered),
    truth: Float64Array.from(answered, (row) => rows.truth[row]!),
    rowCount: answered.length,
  };
}

const sizeOf = ({ meanShap }: ExplainedColumn): number => meanShap.reduce((sum, size) => sum + size, 0);

function summaryOf({ columns, explainedRows, metric }: ExplanationReport): StageSummary {
  const [first] = columns;
  return {
    rows: explainedRows,
    ...(first ? { mostImportant: first.column.column } : {}),
    ...(metric ? { [metric.name]: metric.value } : {}),
  };
}
