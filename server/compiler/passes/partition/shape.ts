import type { Expr } from '@/nodes/kernel/expr/expr';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { TypedNode } from '../infer';
import { scanColumns } from '../lower';

const shapes = new WeakMap<TypedNode, Readonly<Record<string, Rel | undefined>>>();

/** What a node makes of its rows, by output port: its own relation over scans named for its input ports. */
export function shapeOf(typed: TypedNode): Readonly<Record<string, Rel | undefined>> {
  const known = shapes.get(typed);
  if (known) return known;
  const shape = typed.sound ? lowerAlone(typed) : {};
  shapes.set(typed, shape);
  return shape;
}

function lowerAlone(typed: TypedNode): Record<string, Rel | undefined> {
  const { definition, config } = typed.linked;
  const inputs: Record<string, Rel> = {};
  for (const [port, schema] of Object.entries(typed.inputs))
    if (schema) inputs[port] = { op: 'scan', key: port, columns: scanColumns(schema) };
  const required = Object.entries(definition.ports.in).filter(([, port]) => port.required);
  if (!definition.lower || required.some(([port]) => !typed.linked.inputs[port])) return {};
  const learned = (name: string): Expr => ({ op: 'learned', fit: '', name, type: 'float' });
  const lowered = definition.lower({ config, inputs, schemas: typed.inputs, outputs: typed.outputs, learned });
  return Object.fromEntries(
    Object.entries(lowered).map(([port, meaning]) => [port, meaning.kind === 'relation' ? meaning.rel : undefined]),
  );
}
