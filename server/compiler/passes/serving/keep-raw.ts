import { col } from '@/nodes/kernel/expr/expr';
import { inputsOf, type NamedExpr, type Rel, withInputs } from '@/nodes/kernel/rel/rel';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import { servedInput, servedSide } from './serving-steps';

/** Before the names of raw columns that stand beside what was made of them. */
export const RAW_PREFIX = 'raw$';

/** The same rows with the raw columns carried along beside what is made of them. */
export function keepRaw(rel: Rel, names: readonly string[]): Rel {
  const raw = (from: (name: string) => string): NamedExpr[] =>
    names.map((name) => ({ name: RAW_PREFIX + name, expr: col(from(name)) }));
  if (rel.op === 'scan') {
    const all = rel.columns
      .filter((name) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN)
      .map((name): NamedExpr => ({ name, expr: col(name) }));
    return { op: 'project', input: rel, columns: [...all, ...raw((name) => name)] };
  }
  const carried = raw((name) => RAW_PREFIX + name);
  const served = servedInput(rel);
  const input = keepRaw(served, names);
  switch (rel.op) {
    case 'union':
      return input;
    case 'project':
      return { ...rel, input, columns: [...rel.columns, ...carried] };
    case 'out-of-fold':
      // Held-out rows show what serving gives, whichever rows they are.
      return { ...rel, input, columns: rel.columns.map((column) => ({ ...column, training: column.serving })) };
    case 'join': {
      const side = servedSide(rel);
      const columns = carried.map(({ name }) => ({ name, side, column: name }));
      return { ...rel, inputs: inputsPair(rel, served, input), columns: [...rel.columns, ...columns] };
    }
    default:
      return withInputs(
        rel,
        inputsOf(rel).map((each) => (each === served ? input : each)),
      );
  }
}

const inputsPair = ({ inputs }: Extract<Rel, { op: 'join' }>, served: Rel, carried: Rel): readonly [Rel, Rel] =>
  inputs[0] === served ? [carried, inputs[1]] : [inputs[0], carried];
