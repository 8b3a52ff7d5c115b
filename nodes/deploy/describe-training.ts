import { type Decision, decide, scoreOf } from '@/server/compiler/emit/decide';
import type { ContractColumn, EndpointReference, OnnxSignature } from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { predictAll } from '@/server/parity/predict-all';
import type { Model } from '@/server/training';
import type { RunContext } from '../kernel';
import { answerReference, columnReference, contractColumn } from './build-contract';
import { readRawRows, rowsOf, trainingPart } from './held-out-rows';

/** The columns of the contract, and the distributions that drift is measured against: both out of training rows. */
export async function describeTraining(
  context: RunContext<unknown>,
  plan: ServePlan,
  file: { readonly bytes: Uint8Array; readonly signature: OnnxSignature },
  model: Model | undefined,
  decision: Decision,
): Promise<{ columns: ContractColumn[]; reference: EndpointReference }> {
  const rows = await readRawRows(context, plan, rowsOf(context, trainingPart(context)));
  const seen = plan.request.map((column) => ({ column, values: rows.columns.get(column.name)! }));
  const columns = seen.map(({ column, values }) => contractColumn(column, values));
  const ofColumns = Object.fromEntries(
    seen.map(({ column, values }) => [column.name, columnReference(column, values)]),
  );
  if (!model) return { columns, reference: { columns: ofColumns } };

  const scores = new Float64Array(rows.rowCount);
  const classes = new Array<string | null>(model.classes ? rows.rowCount : 0).fill(null);
  await predictAll(file.bytes, file.signature, rows.table, rows.rowCount, context.signal, (chunk) => {
    const { values, width } = chunk.tensor(file.signature.model!.tensor);
    for (let row = 0; row < chunk.rowCount; row++) {
      const said = Array.from(values.slice(row * width, (row + 1) * width) as Float64Array);
      const chosen = decide(said, decision);
      scores[chunk.start + row] = scoreOf(said, decision);
      if (model.classes) classes[chunk.start + row] = model.classes[chosen] ?? null;
    }
  });
  return { columns, reference: { columns: ofColumns, ...answerReference(scores, model.classes && classes) } };
}
