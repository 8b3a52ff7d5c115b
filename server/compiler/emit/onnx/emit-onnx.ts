import { constantValue, ELEMENTS } from '@/nodes/kernel/expr/onnx/literals';
import { lookup } from '@/nodes/kernel/expr/onnx/lookup';
import { toFloat } from '@/nodes/kernel/expr/onnx/numbers';
import type { OnnxTensor, OnnxValue } from '@/nodes/kernel/expr/onnx/onnx';
import { andOf, missingOf, NotServable, notOf } from '@/nodes/kernel/expr/onnx/tensor';
import type { ColumnType, ScalarType } from '@/nodes/kernel/schema';
import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import type { Model } from '@/server/training/model';
import type { RequestColumn, ServePlan } from '../serve-plan';
import { type GraphOutput, writeGraph } from './graph-writer';
import { groupColumns } from './group-columns';
import { type LearnedLookup, lowerExpr, type ValueScope } from './lower-expr';
import { modelTensor } from './model-tensors';
import { encodeOnnx } from './proto-writer';
import { concatColumns, widthOf, withRowsOf } from './tensor-facts';

export interface OnnxBindings {
  readonly learned: LearnedLookup;
  /** The trained model, when the plan has one. */
  readonly model?: Model;
  /** The columns it reads: which texts stand for which codes. */
  readonly columns?: readonly FeatureColumn[];
}

/** Names of the file's tensors and what they hold: all that is needed to feed it and to read its answer. */
export interface OnnxSignature {
  /** Request columns that the graph reads, as [N, 1]; `missing` names the bool mask of a nullable non-float. */
  readonly inputs: readonly {
    readonly column: string;
    readonly type: ScalarType;
    readonly tensor: string;
    readonly missing?: string;
  }[];
  /** Present when the pipeline drops rows: `kept` is bool [N, 1], `holds` bool [N, reasons], the first that holds counts. */
  readonly filter?: { readonly kept: string; readonly holds?: string; readonly reasons: readonly string[] };
  readonly model?: {
    readonly kind: 'probabilities' | 'prediction';
    readonly tensor: string;
    readonly classes?: readonly string[];
    /** What the model read, [N, features], for explanations; the model's feature f is column `positions[f]`. */
    readonly features?: { readonly tensor: string; readonly positions: readonly number[] };
  };
  /** Columns of a published table. */
  readonly columns: readonly {
    readonly column: string;
    readonly type: ColumnType;
    readonly tensor: string;
    readonly missing?: string;
    readonly width: number;
  }[];
}

/** One ONNX file from raw request columns to the answer. Throws {@link NotServable}, saying why, when it cannot be. */
export function emitOnnx(plan: ServePlan, bind: OnnxBindings): { bytes: Uint8Array; signature: OnnxSignature } {
  const anyRow = plan.request[0];
  if (anyRow === undefined) throw new NotServable('a request carries no column');
  const rows: OnnxTensor = { kind: 'input', name: anyRow.name, element: ELEMENTS[anyRow.type] };
  const { scope, kept, reasons } = runSteps(plan, bind.learned);
  const free = freeNames(plan.request);
  const outputs: GraphOutput[] = [];
  const output = (name: string, tensor: OnnxTensor, width?: number): string => {
    outputs.push({ name: free(name), tensor: withRowsOf(tensor, rows), width });
    return outputs.at(-1)!.name;
  };

  const filter = kept && {
    kept: output('kept', kept),
    ...(reasons.length > 0 && {
      holds: output('reasons', concatColumns(reasons.map((row) => withRowsOf(row.holds, rows))), reasons.length),
    }),
    reasons: reasons.map((row) => row.reason),
  };
  const model =
    plan.model && bind.model
      ? appendModel(bind.model, plan.model.features, bind.columns, scope, rows, output)
      : undefined;
  const columns = plan.model
    ? []
    : plan.result.map(({ name, type }) => {
        const value = columnOf(scope, name);
        const missing = value.type === 'float' ? undefined : value.missing;
        return {
          column: name,
          type,
          tensor: output(name, value.data),
          width: value.width ?? widthOf(value.data),
          ...(missing && { missing: output(`${name}$missing`, missing) }),
        };
      });

  const file = writeGraph(outputs, { generator: 'sluice' });
  const read = new Set(file.inputs.map((input) => input.name));
  const inputs = plan.request
    .map((column) => ({
      column: column.name,
      type: column.type,
      tensor: column.name,
      ...(read.has(maskName(column.name)) && { missing: maskName(column.name) }),
    }))
    .filter((input) => read.has(input.tensor) || input.missing !== undefined);
  return {
    bytes: encodeOnnx(file),
    signature: { inputs, ...(filter && { filter }), ...(model && { model }), columns },
  };
}

const maskName = (column: string): string => `${column}$missing`;

interface StepResult {
  readonly scope: ValueScope;
  readonly kept?: OnnxTensor;
  readonly reasons: readonly { readonly holds: OnnxTensor; readonly reason: string }[];
}

function runSteps(plan: ServePlan, learned: LearnedLookup): StepResult {
  let scope: ValueScope = new Map(plan.request.map((column) => [column.name, requestValue(column)]));
  let kept: OnnxTensor | undefined;
  const reasons: { holds: OnnxTensor; reason: string }[] = [];
  for (const step of plan.steps) {
    const before = scope;
    if (step.kind === 'project') {
      scope = new Map(step.columns.map(({ name, expr }) => [name, lowerExpr(expr, before, learned)]));
      continue;
    }
    const holds = (expr: typeof step.where) => certain(lowerExpr(expr, before, learned));
    kept = kept === undefined ? holds(step.where) : andOf(kept, holds(step.where));
    reasons.push(...step.reasons.map(({ when, reason }) => ({ holds: holds(when), reason })));
  }
  return { scope, kept, reasons };
}

const certain = (condition: OnnxValue): OnnxTensor => {
  const missing = missingOf(condition);
  return missing === undefined ? condition.data : andOf(condition.data, notOf(missing));
};

function requestValue({ name, type, nullable }: RequestColumn): OnnxValue {
  const data: OnnxTensor = { kind: 'input', name, element: ELEMENTS[type] };
  if (type === 'float' || !nullable) return { type, data };
  return { type, data, missing: { kind: 'input', name: maskName(name), element: 'bool' } };
}

function appendModel(
  model: Model,
  features: readonly string[],
  read: readonly FeatureColumn[] | undefined,
  scope: ValueScope,
  rows: OnnxTensor,
  output: (name: string, tensor: OnnxTensor, width?: number) => string,
): NonNullable<OnnxSignature['model']> {
  const parts = features.map((name) => {
    const value = asRead(
      columnOf(scope, name),
      read?.find(({ column }) => column === name),
    );
    return withRowsOf(value.type === 'vector' ? value.data : toFloat(value).data, rows);
  });
  // An encoder that saw no category makes a vector without components.
  const { tensor, positions } = groupColumns(parts.filter((part) => widthOf(part) > 0));
  if (positions.length !== model.featureNames.length) {
    throw new NotServable(
      `the model reads ${model.featureNames.length} features, the pipeline makes ${positions.length}`,
    );
  }
  const answer = modelTensor(model, tensor, positions);
  return {
    kind: answer.name,
    tensor: output(answer.name, answer.tensor, answer.width),
    ...(model.classes && { classes: model.classes }),
    features: { tensor: output('features', tensor, positions.length), positions },
  };
}

/** A text of categories as its code; one that training rows did not have is missing. */
function asRead(value: OnnxValue, column: FeatureColumn | undefined): OnnxValue {
  if (!column?.categories) return value;
  const codes = column.categories.map((_, code) => code);
  return lookup(value, constantValue('text-list', column.categories), constantValue('float-list', codes));
}

function columnOf(scope: ValueScope, name: string): OnnxValue {
  const value = scope.get(name);
  if (value === undefined) throw new NotServable(`the column “${name}” is not available at serving`);
  return value;
}

/** Output names must differ from input names; columns of a published table usually do not. */
function freeNames(request: readonly RequestColumn[]): (wanted: string) => string {
  const taken = new Set(request.flatMap(({ name }) => [name, maskName(name)]));
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) name += '$out';
    taken.add(name);
    return name;
  };
}
