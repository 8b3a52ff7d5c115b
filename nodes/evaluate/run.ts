import { checkGates, type EvaluationReport, evenlySpaced, findMetric, type GateResult } from '@/server/evaluation';
import { countJudged, refuseMissingColumn } from '@/server/learning/check-part';
import { type JudgedPart, readPart } from '@/server/learning/judged-rows';
import type { Model } from '@/server/training';
import { defineRun, type RunContext, StageFailure } from '../kernel';
import { labelledRows } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';
import type { ModelReport, SampledFeature } from './evaluation-report';
import { checkPositive, decisionsOn, judgeModel } from './judge-model';
import { learningCurve } from './learning-curve';
import { readTrainingFacts } from './training-facts';
import { findUnseenClasses } from './unseen-classes';
import { findWorstRows } from './worst-rows';

/** Judges a model on the part it names, writes the report, then holds it against the gates. */
export default defineRun<Config>(async (context) => {
  const { config, database } = context;
  const trained = await context.inputs.json<TrainedModel<Model>>('model');
  const table = context.inputs.table('table');
  const { signature } = trained;
  refuseMissingColumn(table, signature, { purpose: 'judge' });
  checkPositive(config, trained);
  const { partRows, missingTarget } = await countJudged(database, table, signature.target, {
    part: config.part,
    what: 'prediction',
  });
  const unseenClasses = signature.classes
    ? await findUnseenClasses(
        database,
        labelledRows(table, signature.target, config.part),
        signature.target,
        signature.classes,
      )
    : [];
  const judged = await readPart(database, table, trained, config);
  if (judged.count === 0) throw nothingKnown(config, signature.classes ?? []);
  const { evaluation, answers, decided } = judgeModel(
    config,
    trained,
    judged,
    await readTrainingFacts(database, table, trained),
  );
  const curve = config.learningCurve ? await learningCurve(context, trained, judged) : undefined;
  const gates = checkGates(evaluation, config.gates);
  const report: ModelReport = {
    ...evaluation,
    part: config.part,
    target: signature.target,
    partRows,
    missingTarget,
    unseenClasses,
    gates,
    importances: trained.importances,
    worst: await findWorstRows(database, table, trained, judged, { answers, decided }),
    ...(evaluation.task === 'regression'
      ? { sampledFeatures: sampledFeatures(trained, judged, evaluation) }
      : await thresholdFacts(context, trained, evaluation, partRows)),
    ...(curve ? { learningCurve: curve } : {}),
    ...(config.weights === '' ? {} : { weightedBy: config.weights }),
  };
  tell(context.log, report, partRows[config.part]! - missingTarget - judged.count);
  await context.outputs.json('report', report, summaryOf(report));
  refuse(gates, report);
});

const nothingKnown = ({ part }: Config, classes: readonly string[]) =>
  new StageFailure(`None of the ${part} rows has a class that the model knows.`, {
    kind: 'data',
    hint: `The model knows ${classes
      .slice(0, 5)
      .map((name) => `“${name}”`)
      .join(', ')}.`,
  });

/** For two classes: what decisions cost, and what thresholds decide on validation rows, by which one may be chosen. */
async function thresholdFacts(
  { config, database, inputs }: RunContext<Config>,
  trained: TrainedModel<Model>,
  evaluation: EvaluationReport,
  partRows: ModelReport['partRows'],
): Promise<Pick<ModelReport, 'costs' | 'thresholdBasis' | 'selection' | 'learnedFromValidation'>> {
  if (evaluation.task === 'regression' || evaluation.positive === null) return {};
  const facts = { costs: config.costs, thresholdBasis: config.thresholdBasis };
  if (config.part === 'validation' || (partRows.validation ?? 0) === 0) return facts;
  if (trained.trainedOn.partition === 'train and validation') return { ...facts, learnedFromValidation: true };
  const rows = await readPart(database, inputs.table('table'), trained, {
    part: 'validation',
    weights: config.weights,
  });
  if (rows.count === 0) return facts;
  return {
    ...facts,
    selection: { part: 'validation', rows: rows.count, decisions: decisionsOn(config, trained, rows) },
  };
}

/** Features that a residual is drawn against: the most important ones, on the rows of the sample. */
const SAMPLED_FEATURES = 8;

function sampledFeatures(
  { model, importances }: TrainedModel<Model>,
  { columns, count }: JudgedPart,
  { sample }: Extract<EvaluationReport, { task: 'regression' }>,
): SampledFeature[] {
  const rows = evenlySpaced(count, sample.length);
  return importances.slice(0, SAMPLED_FEATURES).flatMap(({ feature }) => {
    const column = columns[model.featureNames.indexOf(feature)];
    if (!column) return [];
    return [{ name: feature, values: rows.map((row) => (Number.isFinite(column[row]) ? column[row]! : null)) }];
  });
}

function tell(log: (message: string) => void, report: ModelReport, dropped: number): void {
  if (report.missingTarget > 0)
    log(`${number(report.missingTarget)} ${report.part} rows have no ${report.target} and are not judged.`);
  if (dropped > 0) {
    const names = report.unseenClasses.slice(0, 5).map((unseen) => `“${unseen.class}”`);
    log(
      `${number(dropped)} ${report.part} rows have a class no training row has (${names.join(', ')}) and are not judged.`,
    );
  }
  for (const gate of report.gates) log(gate.reason);
}

const SHOWN = {
  binary: ['auc', 'accuracy', 'f1', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'auc', 'log_loss'],
  regression: ['rmse', 'mae', 'r2'],
} as const;

function summaryOf(report: ModelReport): Record<string, string | number | boolean | null> {
  const kind = report.task === 'regression' ? 'regression' : report.classes.length === 2 ? 'binary' : 'multiclass';
  const metrics = SHOWN[kind].map((name) => [name, findMetric(name)!.get(report).value]);
  const failed = report.gates.filter((gate) => !gate.passed).length;
  return {
    ...Object.fromEntries(metrics),
    rows: report.rows,
    ...(report.gates.length > 0 ? { gatesPassed: report.gates.length - failed, gatesFailed: failed } : {}),
  };
}

const ASKS = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

function refuse(gates: readonly GateResult[], report: ModelReport): void {
  const failed = gates.filter((gate) => !gate.passed);
  if (failed.length === 0) return;
  const sentences = failed.map((gate) => {
    const title = findMetric(gate.metric)?.title ?? gate.metric;
    return gate.measured === null || gate.bound !== 'point'
      ? gate.reason
      : `${title} is ${shown(gate.measured, gate.threshold)} on ${number(report.rows)} ${report.part} rows; the gate asks for ${ASKS[gate.op]} ${gate.threshold}.`;
  });
  throw new StageFailure(sentences.join(' '), {
    kind: 'gate',
    hint: 'Open the report to see where the model is wrong. Improve it, or change the gate.',
  });
}

/** Three digits, and as many more as it takes to tell it from the threshold. */
function shown(measured: number, threshold: number): string {
  for (let digits = 3; digits < 17; digits++) {
    const rounded = Number(measured.toPrecision(digits));
    if (rounded !== threshold) return String(rounded);
  }
  return String(measured);
}

const number = (count: number): string => count.toLocaleString('en');
