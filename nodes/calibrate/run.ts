import { checkParity } from '@/server/learning/check-parity';
import { type Calibration, fitCalibration, type Model, TrainingError } from '@/server/training';
import { defineRun, type RunContext, readLearnedFrom, StageFailure } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { CalibrationReport } from './calibration-report';
import type { Config } from './definition';
import { measure } from './measure';
import { type CalibrationRows, readRows } from './read-rows';

const STEP = { type: 'calibrate', title: 'Calibrate' } as const;
/** With fewer rows an isotonic curve follows chance. */
const ROWS_FOR_ISOTONIC = 1000;

/** Learns how often the model's probabilities come true, and hands the model on with what it learned. */
export default defineRun<Config>(async (context) => {
  const { config, log } = context;
  const trained = await context.inputs.json<TrainedModel<Model>>('model');
  if (trained.signature.task === 'regression') {
    throw new StageFailure('A model that predicts numbers has no probabilities to calibrate.', {
      kind: 'data',
      hint: 'Take this node out, or predict classes.',
    });
  }
  const known = await readRows(context, trained);
  const { leftOut } = known;
  if (leftOut > 0) log(`${count(leftOut)} ${config.part} rows have no class that the model knows and are left out.`);
  if (config.method === 'isotonic' && known.count < ROWS_FOR_ISOTONIC)
    log(`Warning: ${count(known.count)} rows are few for isotonic regression; Platt scaling does with fewer.`);
  const calibration = learn(config, trained.model, known);
  const model = { ...trained.model, calibration };
  const report: CalibrationReport = {
    method: config.method,
    part: config.part,
    rows: known.count,
    target: trained.signature.target,
    classes: trained.signature.classes!,
    leftOut,
    ...measure(trained.model, calibration, known),
  };
  const table = context.inputs.table('table');
  const parity = await checkParity(context, { table, features: [...trained.signature.columns] }, model);
  const summary = {
    rows: report.rows,
    eceBefore: report.before.ece,
    ece: report.after.ece,
    brier: report.after.brier,
    log_loss: report.after.logLoss,
  };
  const proof = await proofOf(context, trained, calibration, known);
  await context.outputs.json('model', { ...trained, model, parity, ...(proof ? { proof } : {}) }, summary);
  await context.outputs.json('report', report, summary);
});

function learn({ method }: Config, model: Model, { columns, truth, count }: CalibrationRows): Calibration {
  try {
    return fitCalibration(model, columns, truth, count, { method });
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    throw new StageFailure(error.message, {
      kind: 'data',
      hint: 'Give the part more rows, or split by class so that each part has every class.',
    });
  }
}

/** One step more than taught the model: the calibration, from rows of the part. */
async function proofOf(
  { config: { part }, database }: RunContext<Config>,
  { proof, signature }: TrainedModel<Model>,
  { curves, method }: Calibration,
  { rows }: CalibrationRows,
): Promise<TrainedModel['proof']> {
  if (!proof) return undefined;
  const from = await readLearnedFrom(database, rows, part, [...signature.features, signature.target]);
  const learned = [{ name: method, type: 'curve', size: curves.length }];
  return { steps: [...proof.steps, { ...STEP, labels: 'carried', learned, from }] };
}

const count = (rows: number): string => rows.toLocaleString('en');
