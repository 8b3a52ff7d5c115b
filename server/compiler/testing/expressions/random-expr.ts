import type { Expr, LiteralValue } from '@/nodes/kernel/expr/expr';
import type { FunctionRow, ParameterType, Signature } from '@/nodes/kernel/expr/function-row';
import { FUNCTIONS, type FunctionName } from '@/nodes/kernel/expr/functions';
import { UNITS } from '@/nodes/kernel/expr/onnx/dates';
import { SCALAR_TYPES, type ScalarType } from '@/nodes/kernel/schema';
import type { Cell } from './cells';
import { PATTERNS } from './patterns';
import type { Random } from './random';
import { COLUMNS, randomCell, WORDS } from './random-cells';
import { hasReference } from './reference/reference';

interface Overload {
  readonly name: FunctionName;
  readonly row: FunctionRow;
  readonly signature: Signature;
}

/** Every function that people type, and internal ones that have a reference: an entry per overload. */
const OVERLOADS: readonly Overload[] = (Object.entries(FUNCTIONS) as [FunctionName, FunctionRow][])
  .filter(([name, row]) => !row.internal || hasReference(name))
  .flatMap(([name, row]) => row.signatures.map((signature) => ({ name, row, signature })));

/** By function, so that one with many overloads is not called more often than others. */
function overloadsOf(type: ScalarType): readonly (readonly Overload[])[] {
  const fitting = OVERLOADS.filter(({ signature }) => signature.result === type || signature.result === 'same');
  const names = [...new Set(fitting.map(({ name }) => name))];
  return names.map((name) => fitting.filter((overload) => overload.name === name));
}
const byType = new Map(SCALAR_TYPES.map((type) => [type, overloadsOf(type)]));

/** Arguments that are served only when they are written out. */
const WRITTEN = new Set(['part', 'from', 'to']);

/** A random expression of a type that the checker would accept. */
export function randomExpr(random: Random, type: ScalarType, depth: number): Expr {
  if (depth === 0 || random.chance(0.12)) return randomLeaf(random, type);
  for (let attempt = 0; attempt < 20; attempt++) {
    const { name, row, signature } = random.pick(random.pick(byType.get(type)!));
    const made = randomCall(random, name, row, signature, type, depth);
    if (made !== undefined) return made;
  }
  return randomLeaf(random, type);
}

function randomCall(
  random: Random,
  fn: FunctionName,
  row: FunctionRow,
  signature: Signature,
  result: ScalarType,
  depth: number,
): Expr | undefined {
  const same = signature.result === 'same' ? result : random.pick(SCALAR_TYPES);
  // A category is looked for among texts.
  const anyType = signature.parameters.includes('text-list') ? 'text' : random.pick(SCALAR_TYPES);
  const dropped = random.whole(0, signature.optional ?? 0);
  const parameters = signature.parameters.slice(0, signature.parameters.length - dropped);
  const more = signature.rest === undefined ? [] : new Array<ParameterType>(random.whole(0, 2)).fill(signature.rest);
  const args: Expr[] = [];
  const types: ScalarType[] = [];
  [...parameters, ...more].forEach((parameter, at) => {
    const type = parameter === 'same' ? same : parameter === 'any' ? anyType : parameter;
    if (type === 'text-list' || type === 'number-list') {
      args.push(
        randomList(
          random,
          type,
          fn,
          args.find((arg) => arg.op === 'literal' && Array.isArray(arg.value)),
        ),
      );
      // Lists have no scalar type; checkers name the type of their items.
      types.push(type === 'text-list' ? 'text' : 'float');
    } else if (row.constants?.includes(at) || (WRITTEN.has(signature.names[at] ?? '') && random.chance(0.9))) {
      args.push(randomConstant(random, fn, signature.names[at] ?? '', type));
      types.push(type);
    } else {
      args.push(randomExpr(random, type, depth - 1));
      types.push(type);
    }
  });
  const call = { op: 'call', fn, args, types } as const;
  return row.check?.(call) === undefined ? call : undefined;
}

function randomLeaf(random: Random, type: ScalarType): Expr {
  if (random.chance(0.8)) {
    const names = Object.keys(COLUMNS).filter((name) => COLUMNS[name] === type);
    return { op: 'column', name: random.pick(names) };
  }
  return literalOf(type, random.chance(0.1) ? null : randomCell(random, type));
}

export function literalOf(type: ScalarType, cell: Cell): Expr {
  return { op: 'literal', type, value: cell === null ? null : written(type, cell) };
}

function written(type: ScalarType, cell: Exclude<Cell, null>): LiteralValue {
  if (type === 'date') return new Date(Number(cell) * 86_400_000).toISOString().slice(0, 10);
  if (type === 'timestamp') {
    const micros = cell as bigint;
    const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
    const seconds = new Date(Number((micros - rest) / 1000n)).toISOString().slice(0, 19).replace('T', ' ');
    const fraction = String(rest).padStart(6, '0').replace(/0+$/, '');
    return fraction === '' ? seconds : `${seconds}.${fraction}`;
  }
  if (typeof cell !== 'bigint') return cell;
  return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
}

function randomList(
  random: Random,
  type: 'text-list' | 'number-list',
  fn: FunctionName,
  before: Expr | undefined,
): Expr {
  // A second list is as long as the first.
  const length = before?.op === 'literal' ? (before.value as readonly unknown[]).length : random.whole(1, 5);
  if (type === 'text-list') return { op: 'literal', type, value: Array.from({ length }, () => random.pick(WORDS)) };
  const numbers = Array.from({ length }, () =>
    Number(random.chance(0.5) ? random.whole(-10, 100) : randomCell(random, 'float')),
  );
  const ascending = [...new Set(numbers)].sort((a, b) => a - b);
  return { op: 'literal', type: 'float-list', value: fn === 'bucketize' ? ascending : numbers };
}

function randomConstant(random: Random, fn: FunctionName, name: string, type: ScalarType): Expr {
  if (name === 'unit') return literalOf('text', random.pick(UNITS));
  if (name === 'pattern') return literalOf('text', random.pick(PATTERNS)[0]);
  if (name === 'lambda') return literalOf('float', random.pick([0, 0.5, 1, 2, -1, 0.25]));
  if (type === 'int') return literalOf('int', BigInt(random.whole(fn === 'round' ? -15 : 0, 15)));
  return literalOf(
    type,
    random.chance(0.7) && type === 'text'
      ? random.pick(['a', 'b', ',', '-', ' ', '😀', 'ab', '.', 'é'])
      : randomCell(random, type),
  );
}
