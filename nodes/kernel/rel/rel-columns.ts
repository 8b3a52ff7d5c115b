import { FOLD_COLUMN, PARTITION_COLUMN } from '../schema';
import { inputsOf, type Rel } from './rel';

const isLabel = (name: string): boolean => name === PARTITION_COLUMN || name === FOLD_COLUMN;

/** The names of a relation's columns, the label columns included when rows carry them. */
export function relColumns(rel: Rel): readonly string[] {
  return [...ownColumns(rel).filter((name) => !isLabel(name)), ...labelColumns(rel)];
}

/** The label columns that rows carry: none, the partition, or the partition and the fold. */
export function labelColumns(rel: Rel): readonly string[] {
  if (!isLabelled(rel)) return [];
  return hasFolds(rel) ? [PARTITION_COLUMN, FOLD_COLUMN] : [PARTITION_COLUMN];
}

/** Whether training rows carry a fold. A group may hold rows of several folds, so an aggregate ends them. */
export function hasFolds(rel: Rel): boolean {
  switch (rel.op) {
    case 'scan':
      return rel.columns.includes(FOLD_COLUMN);
    case 'label':
      return rel.folds !== undefined;
    case 'aggregate':
      return false;
    case 'union':
      return rel.inputs.every(hasFolds);
    case 'asof':
      return hasFolds(rel.inputs[0]);
    case 'join':
      return hasFolds(rel.inputs[0]) || (rel.kind !== 'semi' && rel.kind !== 'anti' && hasFolds(rel.inputs[1]));
    default:
      return hasFolds(rel.input);
  }
}

function ownColumns(rel: Rel): readonly string[] {
  switch (rel.op) {
    case 'scan':
    case 'union':
      return rel.columns;
    case 'project':
    case 'join':
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
    case 'round':
    case 'limit':
    case 'sort':
    case 'sample':
    case 'distinct':
    case 'out-of-fold':
      return relColumns(rel.input);
  }
}

/** Whether rows carry a partition label. */
export function isLabelled(rel: Rel): boolean {
  if (rel.op === 'scan') return rel.columns.includes(PARTITION_COLUMN);
  // As-of, semi and anti joins keep left rows.
  if (rel.op === 'asof' || (rel.op === 'join' && (rel.kind === 'semi' || rel.kind === 'anti')))
    return isLabelled(rel.inputs[0]);
  return rel.op === 'label' || inputsOf(rel).some(isLabelled);
}
