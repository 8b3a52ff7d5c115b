import {
  ENDPOINT_FORMAT,
  emitOnnx,
  type OnnxSignature,
  type PackagedEndpoint,
  type ServeSpec,
} from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import type { Model } from '@/server/training';
import { defineRun, type LearnedValues, type RunContext, StageFailure } from '../kernel';
import { NotServable } from '../kernel/expr/onnx-tensor';
import { sqlText } from '../kernel/expr/sql-text';
import { PARTITION_COLUMN } from '../kernel/schema';
import { answerReference, columnReference, contractColumn } from './build-contract';
import { compareModel, ParityCheck } from './check-parity';
import { compareTable } from './compare-table';
import { predictAll } from './predict-all';
import { type Publication, publishPackage } from './publish-package';
import { type ColumnToRead, readColumns, requestTable } from './read-columns';

interface Config {
  readonly slug: string;
  readonly title?: string;
}

/** What the model artifact may say beside the model itself. */
type TrainedModel = Model & { readonly threshold?: number; readonly metrics?: Readonly<Record<string, number | null>> };
type Context = RunContext<Config> & { readonly publication?: Publication };

/** Rows beyond these say nothing new about parity or distributions. */
const MOST_ROWS = 200_000;

/** Packages what feeds it as one ONNX file, proves that the file answers as the trainer does, and publishes it. */
export default defineRun<Config>(async (context: Context) => {
  const plan = context.plan as ServePlan;
  const model = plan.model && (await context.inputs.json<TrainedModel>('model'));
  context.progress(0, 4, 'writing the ONNX file');
  const { bytes, signature } = await emit(context, plan, model);
  const threshold = model?.threshold ?? 0.5;

  context.progress(1, 4, 'comparing it with the trainer');
  const parity = await checkParity(context, plan, bytes, signature, model, threshold);

  context.progress(2, 4, 'describing the training rows');
  const { columns, reference } = await describeTraining(context, plan, bytes, signature, model, threshold);

  const serveSpec: ServeSpec = {
    columns,
    parse: plan.parse,
    lookups: plan.lookups,
    answers: !model ? 'columns' : model.classes ? 'classes' : 'number',
    ...(plan.model && { target: plan.model.target }),
    ...(model?.classes && { classes: model.classes }),
    ...(model?.classes?.length === 2 && { threshold }),
    outputs: plan.model ? [] : plan.result.map(({ name, type }) => ({ name, type })),
    reasons: signature.filter?.reasons ?? [],
    signature,
  };
  const { slug, title } = context.config;
  const packaged: PackagedEndpoint = {
    format: ENDPOINT_FORMAT,
    slug,
    title: title || slug,
    serveSpec,
    parity,
    reference,
    metrics: model?.metrics ?? {},
  };

  context.progress(3, 4, context.publish ? 'publishing' : 'packaging');
  await context.outputs.binary('endpoint', 'model.onnx', bytes);
  const published = context.publish ? await publishPackage(packaged, bytes, context.publication ?? {}) : undefined;
  await context.outputs.json('endpoint', packaged, {
    endpoint: published ? `/endpoints/${slug}` : `would publish to /endpoints/${slug}`,
    version: published?.number ?? null,
    'parity rows': parity.rows,
    'largest difference': parity.maxDifference,
    'file size in bytes': bytes.length,
  });
  context.progress(4, 4);
});

async function emit(context: Context, plan: ServePlan, model: Model | undefined) {
  const learned = new Map<string, LearnedValues>();
  for (const fit of plan.fits) learned.set(fit, await context.inputs.json<LearnedValues>(`learned:${fit}`));
  try {
    return emitOnnx(plan, {
      model,
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
  onnx: Uint8Array,
  signature: OnnxSignature,
  model: Model | undefined,
  threshold: number,
) {
  const part = await heldOutPart(context);
  const check = new ParityCheck(part);
  const from = rowsOf(context, part);
  const { table, rowCount } = await readRequest(context, plan, from);
  if (model) {
    const features = await readFeatures(context, plan, from);
    const name = signature.model!.tensor;
    const kept = signature.filter?.kept;
    await predictAll(onnx, signature, table, rowCount, context.signal, (chunk) => {
      const { start, tensor } = chunk;
      if (kept) check.everyKept(start, tensor(kept).values);
      compareModel(check, model, features, threshold, {
        start,
        rowCount: chunk.rowCount,
        values: tensor(name).values as Float64Array,
      });
    });
  } else {
    await compareTable(context, signature, onnx, table, rowCount, from, check);
  }
  check.refuse();
  return check.report();
}

async function describeTraining(
  context: Context,
  plan: ServePlan,
  onnx: Uint8Array,
  signature: OnnxSignature,
  model: Model | undefined,
  threshold: number,
) {
  const part = context.inputs.table('heldOut').schema.partitioned ? 'train' : 'all';
  const { table, rowCount, read } = await readRequest(context, plan, rowsOf(context, part));
  const columns = plan.request.map((column) => contractColumn(column, read.get(column.name)!));
  const ofColumns = Object.fromEntries(
    plan.request.map((column) => [column.name, columnReference(column, read.get(column.name)!)]),
  );
  if (!model) return { columns, reference: { columns: ofColumns } };
  const scores = new Float64Array(rowCount);
  const classes = new Array<string | null>(model.classes ? rowCount : 0).fill(null);
  await predictAll(onnx, signature, table, rowCount, context.signal, (chunk) => {
    const { values, width } = chunk.tensor(signature.model!.tensor);
    for (let row = 0; row < chunk.rowCount; row++) {
      const said = Array.from(values.slice(row * width, (row + 1) * width) as Float64Array);
      const chosen = width === 2 ? Number(said[1]! >= threshold) : said.indexOf(Math.max(...said));
      scores[chunk.start + row] = width === 1 ? said[0]! : width === 2 ? said[1]! : said[chosen]!;
      if (model.classes) classes[chunk.start + row] = model.classes[chosen] ?? null;
    }
  });
  return { columns, reference: { columns: ofColumns, ...answerReference(scores, model.classes && classes) } };
}

/** The part the model did not learn from: test, else validation, else every row. */
async function heldOutPart({ inputs, database }: Context): Promise<string> {
  const { path, schema } = inputs.table('heldOut');
  if (!schema.partitioned) return 'all';
  const parts = await database.rows<{ part: string | null }>(
    `select distinct "${PARTITION_COLUMN}" as part from read_parquet(${sqlText(path)})`,
  );
  return ['test', 'validation'].find((part) => parts.some((row) => row.part === part)) ?? 'all';
}

function rowsOf({ inputs }: Context, part: string): string {
  const from = `from read_parquet(${sqlText(inputs.table('heldOut').path)})`;
  return `${from}${part === 'all' ? '' : ` where "${PARTITION_COLUMN}" = ${sqlText(part)}`} limit ${MOST_ROWS}`;
}

async function readRequest({ database }: Context, plan: ServePlan, from: string) {
  const columns = plan.request.map(({ name, type }): ColumnToRead => ({ name, stored: plan.rawPrefix + name, type }));
  const read = await readColumns(database, from, columns);
  const rowCount = [...read.values()][0]?.values.length ?? 0;
  return { table: requestTable(columns, read), rowCount, read };
}

/** Prepared features as the trainer reads them: a vector is one array per component. */
function readFeatures({ inputs, database }: Context, plan: ServePlan, from: string): Promise<Float64Array[]> {
  const types = new Map(inputs.table('heldOut').schema.columns.map((column) => [column.name, column.type]));
  const features = plan.model!.features;
  const list = features.map((name, at) => {
    const type = types.get(name);
    const column = `"${name.replaceAll('"', '""')}"`;
    const cast = type === 'vector' ? column : type === 'bool' ? `${column}::int::double` : `${column}::double`;
    return `${cast} as f${at}`;
  });
  return database.doubles(
    `select ${list.join(', ')} ${from}`,
    features.map((_, at) => `f${at}`),
  );
}
