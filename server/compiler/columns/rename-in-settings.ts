import type { AnyNode } from '@/nodes/kernel/define-node';
import type { FieldDescription } from '@/nodes/kernel/describe-config';
import { renameColumns } from '@/nodes/kernel/expr/rename';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import type { NodeAnalysis } from '../analysis';
import { formOf, visitFields } from '../passes/settings';
import type { ChangedThing } from './change-column';
import { expressionTable, isArriving } from './settings-columns';

type Names = ReadonlyMap<string, string>;

/** Columns of an output that have another name than before, at the same place. */
export function renamedColumns(before: NodeAnalysis | undefined, after: NodeAnalysis | undefined, port: string): Names {
  const old = before?.outputs[port]?.schema?.columns ?? [];
  const now = after?.outputs[port]?.schema?.columns ?? [];
  if (old.length !== now.length) return new Map();
  return new Map(old.flatMap(({ name }, index) => (now[index]!.name === name ? [] : [[name, now[index]!.name]])));
}

/** Every setting of a node that names a renamed column, rewritten. */
export function renameInSettings(
  node: NodeAnalysis,
  definition: AnyNode,
  tables: ReadonlyMap<string, Names>,
): { edits: Edit[]; changes: ChangedThing[] } {
  const edits: Edit[] = [];
  const changes: ChangedThing[] = [];
  visitFields(formOf(definition), node.config, (field, value, path) => {
    const input = field.input ?? (field.widget === 'type-map' ? '$output' : 'table');
    const all = tables.get(input);
    // A name that an earlier expression of the node gave anew is no longer the column that arrives.
    const names = field.widget === 'expression' ? arrivingNames(all, node, definition, path, input) : all;
    const renamed = names && names.size > 0 ? rewritten(field, value, names) : undefined;
    if (renamed === undefined) return;
    edits.push({ kind: 'set-setting', id: node.id, path: [...path], value: renamed });
    changes.push({ node: node.id, kind: 'setting', label: field.label, before: words(value), after: words(renamed) });
  });
  return { edits, changes };
}

function arrivingNames(
  names: Names | undefined,
  node: NodeAnalysis,
  definition: AnyNode,
  path: readonly (string | number)[],
  input: string,
): Names | undefined {
  if (!names || names.size === 0) return names;
  const table = expressionTable(node, definition, path, input);
  return new Map([...names].filter(([name]) => isArriving(name, node.inputs[input], table)));
}

/** The setting's value under the new names; undefined when it names none of them. */
function rewritten(field: FieldDescription, value: unknown, names: Names): unknown {
  switch (field.widget) {
    case 'column':
      return names.get(value as string);
    case 'columns': {
      const list = (value ?? []) as readonly string[];
      return list.some((name) => names.has(name)) ? list.map((name) => names.get(name) ?? name) : undefined;
    }
    case 'type-map': {
      const entries = Object.entries((value ?? {}) as Record<string, unknown>);
      if (!entries.some(([name]) => names.has(name))) return undefined;
      return Object.fromEntries(entries.map(([name, type]) => [names.get(name) ?? name, type]));
    }
    case 'expression': {
      const text = renameColumns(String(value ?? ''), names);
      return text === value ? undefined : text;
    }
    default:
      return undefined;
  }
}

const words = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.join(', ')
      : Object.entries(value as object)
          .map((entry) => entry.join(': '))
          .join(', ');
