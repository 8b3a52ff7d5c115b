import type { ScalarType } from '../schema';
import { type Expr, floatList, textList } from './expr';
import type { FunctionRow, ParameterType, Signature } from './function-row';
import type { FunctionName } from './functions';
import { coerce, isWrittenOut, type Typed } from './typed';

export interface Resolved {
  readonly signature: Signature;
  /** Of every argument after widening; of a list, the type of its items. */
  readonly types: readonly ScalarType[];
  readonly result: ScalarType | 'null' | 'unknown';
}

/** The overload that takes these arguments: first as they are, then with int widened to float. */
export function resolve(row: FunctionRow, args: readonly Typed[]): Resolved | undefined {
  for (const widen of [false, true]) {
    for (const signature of row.signatures) {
      if (!takesCount(signature, args.length)) continue;
      const same = sameType(signature, args, widen);
      if (same === undefined) continue;
      if (!args.every((arg, index) => fits(arg, parameterAt(signature, index), widen))) continue;
      return resolved(signature, args, same);
    }
  }
  return undefined;
}

export function takesCount({ parameters, optional = 0, rest }: Signature, count: number): boolean {
  return count >= parameters.length - optional && (count <= parameters.length || rest !== undefined);
}

export const parameterAt = (signature: Signature, index: number): ParameterType =>
  signature.parameters[index] ?? signature.rest!;

/** What the `same` parameters agree on; undefined when they do not. */
export function sameType(
  signature: Signature,
  args: readonly Typed[],
  widen: boolean,
): ScalarType | 'null' | 'unknown' | undefined {
  const kinds = new Set(args.filter((_, index) => parameterAt(signature, index) === 'same').map((arg) => arg.kind));
  if (kinds.has('list')) return undefined;
  const isUnknown = kinds.delete('unknown');
  kinds.delete('null');
  if (widen && kinds.has('float')) kinds.delete('int');
  if (kinds.size > 1) return undefined;
  const [only] = kinds;
  return (only as ScalarType | undefined) ?? (isUnknown ? 'unknown' : 'null');
}

/** Whether an argument fits a parameter by itself; `same` is settled by all of them together. */
export function fits(arg: Typed, parameter: ParameterType, widen: boolean): boolean {
  if (parameter === 'text-list' || parameter === 'number-list') {
    const accepted = parameter === 'text-list' ? ['text'] : ['int', 'float'];
    return (
      arg.kind === 'unknown' ||
      itemsOf(arg).every((item) => item.kind === 'unknown' || (accepted.includes(item.kind) && isWrittenOut(item)))
    );
  }
  if (arg.kind === 'list') return false;
  if (parameter === 'any' || parameter === 'same' || arg.kind === 'null' || arg.kind === 'unknown') return true;
  return arg.kind === parameter || (widen && arg.kind === 'int' && parameter === 'float');
}

/** A single value stands for a list of one. */
const itemsOf = (arg: Typed): readonly Typed[] => arg.items ?? [arg];

/** Where nothing says what type a `null` has; any would do. */
const TYPE_OF_NULL: ScalarType = 'float';

function resolved(signature: Signature, args: readonly Typed[], same: ScalarType | 'null' | 'unknown'): Resolved {
  const settled = same === 'null' || same === 'unknown' ? TYPE_OF_NULL : same;
  const types = args.map((arg, index): ScalarType => {
    const parameter = parameterAt(signature, index);
    if (parameter === 'same') return settled;
    if (parameter === 'text-list') return 'text';
    if (parameter === 'number-list') return itemsOf(arg).every((item) => item.kind === 'int') ? 'int' : 'float';
    if (parameter !== 'any') return parameter;
    return arg.kind === 'null' || arg.kind === 'unknown' || arg.kind === 'list' ? TYPE_OF_NULL : arg.kind;
  });
  const { result } = signature;
  return { signature, types, result: result === 'same' ? same : result === 'vector' ? 'unknown' : result };
}

/** The call, with widening made explicit; undefined where an argument has no lowered form. */
export function lowerCall(fn: FunctionName, { signature, types }: Resolved, args: readonly Typed[]): Expr | undefined {
  const lowered = args.map((arg, index) => {
    const parameter = parameterAt(signature, index);
    return parameter === 'text-list' || parameter === 'number-list'
      ? listLiteral(itemsOf(arg), parameter)
      : coerce(arg, types[index]!);
  });
  return lowered.every((arg) => arg !== undefined) ? { op: 'call', fn, args: lowered, types } : undefined;
}

function listLiteral(items: readonly Typed[], type: 'text-list' | 'number-list'): Expr | undefined {
  const values = items.map((item) => (item.expr?.op === 'literal' ? item.expr.value : undefined));
  if (values.includes(undefined)) return undefined;
  return type === 'text-list' ? textList(values.map(String)) : floatList(values.map(Number));
}
