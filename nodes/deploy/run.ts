import { DEFAULT_DECISION, type Decision } from '@/server/compiler/emit/decide';
import {
  ENDPOINT_FORMAT,
  emitOnnx,
  MODEL_FILE,
  type OnnxSignature,
  type PackagedEndpoint,
  type ParityReport,
  type ServeSpec,
} from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { compareModel, ParityCheck } from '@/server/parity/parity-check';
import { predictAll } from '@/server/parity/predict-all';
import type { Model } from '@/server/training';
import { defineRun, type LearnedValues, type RunContext, StageFailure } from '../kernel';
import { NotServable } from '../kernel/expr/onnx/tensor';
import { readFeatures } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import { compareTable } from './compare-table';
import { describeExplanation } from './describe-explanation';
import { describeTraining } from './describe-training';
import { heldOutPart, readRawRows, rowsOf } from './held-out-rows';
import { type Publication, publishPackage } from './publish-package';

interface Config {
  readonly slug: string;
  readonly title?: string;
}
type Context = RunContext<Config> & { readonly publication?: Publication };
type Trained = TrainedModel<Model>;

/** Packages what feeds it as one ONNX file, proves that the file answers as the trainer does, and publishes it. */
export default defineRun<Config>(async (context: Context) => {
  const plan = context.plan as ServePlan;
  const trained = plan.model && (await context.inputs.json<Trained>('model'));
  context.progress(0, 4, 'writing the ONNX file');
  const file = await emit(context, plan, trained);
  const decision = decisionOf(plan, trained?.model);
  context.progress(1, 4, 'comparing it with the trainer');
  const parity = await checkParity(context, plan, file, trained, decision);
  context.progress(2, 4, 'describing the training rows');
  const { columns, reference } = await describeTraining(context, plan, file, trained?.model, decision);

  const explanation = trained && (await describeExplanation(context, trained));
  const { slug, title } = context.config;
  const packaged: PackagedEndpoint = {
    format: ENDPOINT_FORMAT,
    slug,
    title: title || slug,
    serveSpec: {
      ...serveSpecOf(plan, columns, file.signature, trained?.model, decision),
      ...(explanation && { explanation }),
    },
    parity,
    reference,
    proof: trained?.proof ?? { steps: context.taughtBy },
    metrics: plan.evaluation ? evaluated(await context.inputs.json<Evaluation>('evaluation')) : metricsOf(trained),
  };
  context.progress(3, 4, context.publish ? 'publishing' : 'packaging');
  const model = explanation && Buffer.from(JSON.stringify(trained.model));
  const files = { onnx: file.bytes, ...(model && { model }) };
  await context.outputs.binary('endpoint', 'model.onnx', files.onnx);
  if (model) await context.outputs.binary('endpoint', MODEL_FILE, model);
  const published = context.publish ? await publishPackage(packaged, files, context.publication ?? {}) : undefined;
  await context.outputs.json('endpoint', packaged, {
    endpoint: published ? `/endpoints/${slug}` : `would publish to /endpoints/${slug}`,
    version: published?.number ?? null,
    parityRows: parity.rows,
    largestDifference: parity.maxDifference,
    sizeBytes: file.bytes.length,
  });
  context.progress(4, 4);
});

async function emit(context: Context, plan: ServePlan, trained: Trained | undefined) {
  const learned = new Map<string, LearnedValues>();
  for (const fit of plan.fits) learned.set(fit, await context.inputs.json<LearnedValues>(`learned:${fit}`));
  try {
    return emitOnnx(plan, {
      model: trained?.model,
      columns: trained?.signature.columns,
      learned: (fit, name) => {
        const value = learned.get(fit)?.[name];
        if (value === undefined) throw new NotServable(`“${name}” was not learned`);
        return value;
      },
    });
  } catch (error) {
    if (!(error instanceof NotServable)) throw error;
    throw new StageFailure(`This cannot be published: ${error.message}.`, { kind: 'data' });
  }
}

async function checkParity(
  context: Context,
  plan: ServePlan,
  { bytes, signature }: { readonly bytes: Uint8Array; readonly signature: OnnxSignature },
  trained: Trained | undefined,
  decision: Decision,
): Promise<ParityReport> {
  const part = await heldOutPart(context);
  const check = new ParityCheck(part);
  const rows = rowsOf(context, part);
  const { table, rowCount } = await readRawRows(context, plan, rows);
  if (trained) {
    const features = await readFeatures(context.database, trained.signature.columns, rows);
    await predictAll(bytes, signature, table, rowCount, context.signal, (chunk) => {
      if (signature.filter) check.everyKept(chunk.start, chunk.tensor(signature.filter.kept).values);
      const values = chunk.tensor(signature.model!.tensor).values as Float64Array;
      compareModel(check, trained.model, features, decision, { start: chunk.start, rowCount: chunk.rowCount, values });
    });
  } else {
    await compareTable(context, signature, bytes, table, rowCount, rows, check);
  }
  check.refuse();
  return check.report();
}

function serveSpecOf(
  plan: ServePlan,
  columns: ServeSpec['columns'],
  signature: OnnxSignature,
  model: Model | undefined,
  decision: Decision,
): ServeSpec {
  return {
    columns,
    parse: plan.parse,
    lookups: plan.lookups,
    answers: !model ? 'columns' : model.classes ? 'classes' : 'number',
    ...(plan.model && { target: plan.model.target }),
    ...(model?.classes && { classes: model.classes }),
    ...(model?.classes?.length === 2 && decision),
    outputs: plan.model ? [] : plan.result.map(({ name, type }) => ({ name, type })),
    reasons: signature.filter?.reasons ?? [],
    signature,
  };
}

/** As the node that judged the model decides; a positive class that the model does not know is the second. */
function decisionOf({ decision }: ServePlan, model: Model | undefined): Decision {
  const positive = model?.classes?.indexOf(decision?.positive ?? '') ?? -1;
  return {
    threshold: decision?.threshold ?? DEFAULT_DECISION.threshold,
    positive: positive >= 0 ? positive : DEFAULT_DECISION.positive,
  };
}

type Evaluation = { readonly metrics: Readonly<Record<string, { readonly value: number | null }>> };

const evaluated = ({ metrics }: Evaluation): PackagedEndpoint['metrics'] =>
  Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value]));

/** What the endpoint's history shows beside a version. */
function metricsOf(trained: Trained | undefined): PackagedEndpoint['metrics'] {
  if (!trained) return {};
  const { losses, trainedOn } = trained;
  return {
    trainingRows: trainedOn.rows,
    trainingLoss: losses.train.at(-1) ?? null,
    ...(losses.validation && { validationLoss: losses.validation.at(-1) ?? null }),
  };
}
