import { binLabels, MISSING_BIN } from '@/nodes/kernel/expr/bin-labels';
import type { Expr } from '@/nodes/kernel/expr/expr';
import { inputsOf, type Rel } from '@/nodes/kernel/rel/rel';

export interface ComponentSources {
  /** Component names of the vector columns of an artifact. */
  components(key: string): Readonly<Record<string, readonly string[]>>;
  learned(fit: string, name: string): unknown;
}

/** The component names of a relation's vector columns: `contract=One year`, and so on. */
export function vectorComponents(rel: Rel, sources: ComponentSources): Record<string, readonly string[]> {
  if (rel.op === 'scan') return { ...sources.components(rel.key) };
  const inputs = inputsOf(rel).map((input) => vectorComponents(input, sources));
  if (rel.op === 'aggregate') return {};
  if (rel.op === 'join' || rel.op === 'asof') return joinedComponents(rel, inputs);
  const input = inputs[0]!;
  if (rel.op !== 'project') return input;
  const output: Record<string, readonly string[]> = {};
  for (const { name, expr } of rel.columns) {
    const components = componentsOf(name, expr, input, sources);
    if (components) output[name] = components;
  }
  return output;
}

type Components = Readonly<Record<string, readonly string[]>>;

function joinedComponents(
  rel: Extract<Rel, { op: 'join' | 'asof' }>,
  [left, right]: readonly Components[],
): Components {
  const output: Record<string, readonly string[]> = rel.op === 'asof' ? { ...left } : {};
  for (const { name, side, column } of rel.columns) {
    const components = (side === 'right' ? right : left)?.[column];
    if (components) output[name] = components;
  }
  return output;
}

function componentsOf(
  name: string,
  expr: Expr,
  input: Readonly<Record<string, readonly string[]>>,
  sources: ComponentSources,
): readonly string[] | undefined {
  if (expr.op === 'column') return input[expr.name];
  if (expr.op !== 'call') return undefined;
  const values = listOf(expr.args[1], sources);
  switch (expr.fn) {
    case 'one_hot':
      return values.map((value) => `${name}=${value}`);
    case 'one_hot_unknown':
      return [...values.map((value) => `${name}=${value}`), `${name}=other`];
    case 'bin_one_hot': {
      const labels = binLabels(values.map(Number), listOf(expr.args[2], sources));
      const missing = expr.args[3]?.op === 'literal' && expr.args[3].value === true ? [MISSING_BIN] : [];
      return [...labels, ...missing].map((label) => `${name}=${label}`);
    }
    case 'gather':
      return listOf(expr.args[0], sources);
    default:
      return undefined;
  }
}

function listOf(list: Expr | undefined, sources: ComponentSources): string[] {
  const values = list?.op === 'learned' ? sources.learned(list.fit, list.name) : list?.op === 'literal' && list.value;
  return Array.isArray(values) ? values.map(String) : [];
}
