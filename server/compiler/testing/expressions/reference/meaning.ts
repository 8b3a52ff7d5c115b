import type { Expr } from '@/nodes/kernel/expr/expr';
import type { CallShape } from '@/nodes/kernel/expr/function-row';
import type { Cell } from '../cells';

/** One function in plain JavaScript. `strict` ones are not asked when an argument is missing. */
export type Meaning = (args: readonly Cell[], call: CallShape) => Cell;
export type Meanings = Readonly<Record<string, Meaning>>;

export const listOf = (arg: Expr | undefined): readonly (string | number)[] =>
  arg?.op === 'literal' && Array.isArray(arg.value) ? arg.value : [];
