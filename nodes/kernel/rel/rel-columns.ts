import { PARTITION_COLUMN } from '../schema';
import { inputsOf, type Rel } from './rel';

/** The names of a relation's columns, the label column included when rows carry one. */
export function relColumns(rel: Rel): readonly string[] {
  const names = ownColumns(rel).filter((name) => name !== PARTITION_COLUMN);
  return isLabelled(rel) ? [...names, PARTITION_COLUMN] : names;
}

function ownColumns(rel: Rel): readonly string[] {
  switch (rel.op) {
    case 'scan':
    case 'union':
      return rel.columns;
    case 'project':
    case 'join':
    case 'sql':
      return rel.columns.map((column) => column.name);
    case 'asof':
      return [...relColumns(rel.inputs[0]), ...rel.columns.map((column) => column.name)];
    case 'aggregate':
      return [...rel.by, ...rel.aggregates.map((part) => part.name)];
    case 'count-same':
      return [...relColumns(rel.input), rel.name];
    case 'window':
      return [...relColumns(rel.input), ...rel.windows.map((window) => window.name)];
    case 'unpivot':
      return [...rel.keep, rel.name, rel.value];
    case 'label':
    case 'filter':
    case 'part':
    case 'limit':
    case 'sort':
    case 'sample':
    case 'distinct':
      return relColumns(rel.input);
  }
}

/** Whether rows carry a partition label. */
export function isLabelled(rel: Rel): boolean {
  if (rel.op === 'scan') return rel.columns.includes(PARTITION_COLUMN);
  // A person's own query drops the label unless it selects it; as-of, semi and anti joins keep left rows.
  if (rel.op === 'sql') return rel.columns.some((column) => column.name === PARTITION_COLUMN);
  if (rel.op === 'asof' || (rel.op === 'join' && (rel.kind === 'semi' || rel.kind === 'anti')))
    return isLabelled(rel.inputs[0]);
  return rel.op === 'label' || inputsOf(rel).some(isLabelled);
}
