import { PARTITION_COLUMN, type RunContext, type TableHandle } from '@/nodes/kernel';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import { readFeatures } from '@/nodes/kernel/read-features';
import type { ModelParity } from '@/nodes/kernel/trained-model';
import { DEFAULT_DECISION } from '@/server/compiler/emit/decide';
import { type AloneColumn, aloneTable, emitModelAlone } from '@/server/parity/model-alone';
import { compareModel, MODEL_LIMIT, ParityCheck } from '@/server/parity/parity-check';
import { predictAll } from '@/server/parity/predict-all';
import type { Model } from '@/server/training';

/** Rows beyond these say nothing new. */
const MOST_ROWS = 50_000;

/**
 * Writes the model alone as an ONNX file and holds its answers against the trainer's, on rows it did not learn from where
 * there are any.
 */
export async function checkParity(
  context: RunContext<unknown>,
  { table, features }: Pick<LearningTable, 'table' | 'features'>,
  model: Model,
): Promise<ModelParity> {
  const { database, signal } = context;
  const part = await judgedPart(context, table);
  const where = table.schema.partitioned ? ` where ${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}` : '';
  const rows = `read_parquet(${sqlText(table.path)})${where} limit ${MOST_ROWS}`;
  const trained = await readFeatures(database, features, rows);
  const rowCount = trained[0]?.length ?? 0;
  const texts = new Map<string, (string | null)[]>();
  for (const { column, categories } of features) {
    if (categories) texts.set(column, await database.texts(`select ${sqlName(column)} as c from ${rows}`, 'c'));
  }
  let place = 0;
  const given = features.flatMap(({ column, components }): AloneColumn[] => {
    const start = place;
    place += components?.length ?? 1;
    const own = texts.get(column);
    return own ? [own] : trained.slice(start, place);
  });
  const check = new ParityCheck(part, MODEL_LIMIT);
  const { bytes, signature } = emitModelAlone(model, features);
  await predictAll(bytes, signature, aloneTable(given), rowCount, signal, (chunk) => {
    const values = chunk.tensor(signature.model!.tensor).values as Float64Array;
    compareModel(check, model, trained, DEFAULT_DECISION, { start: chunk.start, rowCount: chunk.rowCount, values });
  });
  if (check.problem !== undefined)
    context.log(
      `Warning: as an ONNX file the model answers otherwise than here by more than rounding: ${check.problem}`,
    );
  return { ...check.report(), limit: check.limit, ...(check.problem === undefined ? {} : { problem: check.problem }) };
}

/** Validation, else test, else the training rows themselves. */
async function judgedPart({ database }: RunContext<unknown>, table: TableHandle): Promise<string> {
  if (!table.schema.partitioned) return 'train';
  const found = await database.rows<{ part: string | null }>(
    `select distinct ${sqlName(PARTITION_COLUMN)} as part from read_parquet(${sqlText(table.path)})`,
  );
  return ['validation', 'test'].find((part) => found.some((row) => row.part === part)) ?? 'train';
}
