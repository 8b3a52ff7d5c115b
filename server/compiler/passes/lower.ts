import { contentKey } from '@/nodes/kernel/canonical';
import type { FitAggregate, FitEntry, LearnedRule, Lowered } from '@/nodes/kernel/define-node';
import type { Expr } from '@/nodes/kernel/expr/expr';
import type { FoldUse } from '@/nodes/kernel/folds';
import type { LabelsOf } from '@/nodes/kernel/learned-from';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { columnNames, FOLD_COLUMN, PARTITION_COLUMN, type TableSchema } from '@/nodes/kernel/schema';
import { ENGINE_VERSIONS } from '../../engine/versions';
import type { FitTask } from '../emit/run-spec';
import type { TypedNode } from './infer';
import { type Hoist, labelled, type RoundOf } from './partition/hoist';
import type { RowState } from './partition/row-state';
import { addRounds } from './rounds';

/** An output port's meaning and content key. Keys are known before stages are formed. */
export type KeyedPort =
  | { readonly kind: 'relation'; readonly key: string; readonly rel: Rel; readonly schema: TableSchema }
  | { readonly kind: 'task'; readonly key: string; readonly schema?: TableSchema }
  /** The same artifact as another port. */
  | { readonly kind: 'pass'; readonly key: string; readonly of: string };

export interface Fit {
  readonly key: string;
  /** The rows it learns from: training rows only, below a split. */
  readonly rel: Rel;
  readonly labels: LabelsOf;
  readonly aggregates: Readonly<Record<string, FitAggregate>>;
  readonly task?: FitTask;
}

/** A typed node with a content key at every output. Absent keys: something above is unsound. */
export interface KeyedNode {
  readonly typed: TypedNode;
  readonly inputKeys: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, KeyedPort>>;
  readonly fit?: Fit;
  /** The label that its rows were given to learn from, when the split lies below it. */
  readonly hoist?: string;
  /** Key of its task's work; present when any output is made by a task, or when there is none. */
  readonly taskKey?: string;
  /** What its task reads, by input: the node's inputs, or an output of its own in the place of its table. */
  readonly taskInputs: Readonly<Record<string, string>>;
  /** How it judges on folds. */
  readonly folds?: FoldUse;
  /** Stages that its task is made of, in order. */
  readonly steps?: readonly KeyedStep[];
  /** Set on a node that a round of folds has once more, for itself. */
  readonly round?: RoundCopy;
}

/** A step of a node's task. */
export interface KeyedStep {
  readonly name: string;
  readonly run: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Key of what it makes. */
  readonly key: string;
  /** Keys of the steps it reads, by their names. */
  readonly reads: Readonly<Record<string, string>>;
}

/** Whose copy it is. */
export interface RoundCopy {
  readonly of: TypedNode;
  /** From 1. */
  readonly number: number;
  /** Which folds it is about: the splits that deal them, and the learners above that are told of them. */
  readonly about: string;
  /** How its rows were labelled, when it learns above the split. */
  readonly told: string;
}

/** Lowers every node over scans of its inputs' keys: a key holds the lowered form, never ids, titles or grouping. */
export function lower(
  { nodes, states, hoists }: Leakproof,
  previous?: ReadonlyMap<string, KeyedNode>,
): Map<string, KeyedNode> {
  const keyed = new Map<string, KeyedNode>();
  for (const [id, typed] of nodes) {
    if (!typed.sound) continue;
    const inputKeys = inputKeysOf(typed, keyed);
    if (!inputKeys) continue;
    const rounds = addRounds(states.get(id)!, { keyed, hoists, previous });
    const hoist = hoists.get(id);
    const before = previous?.get(id);
    const keys = { ...inputKeys, ...rounds?.views };
    const isSame = before?.typed === typed && before.hoist === hoist?.key && sameKeys(before.inputKeys, keys);
    keyed.set(id, isSame ? before : lowerNode(typed, keys, { hoist, folds: rounds?.use }));
  }
  return keyed;
}

/** What lowering needs to know: the nodes in order, what their rows know of the splits, and labels computed earlier. */
export interface Leakproof {
  readonly nodes: ReadonlyMap<string, TypedNode>;
  readonly states: ReadonlyMap<string, RowState>;
  readonly hoists: ReadonlyMap<string, Hoist>;
}

/** The key at every wired input; undefined when something above is unsound. */
export function inputKeysOf(
  { linked }: TypedNode,
  keyed: ReadonlyMap<string, KeyedNode>,
): Record<string, string> | undefined {
  const keys: Record<string, string> = {};
  for (const [port, from] of Object.entries(linked.inputs)) {
    const key = keyed.get(from.node)?.ports[from.port]?.key;
    if (key === undefined) return undefined;
    keys[port] = key;
  }
  return keys;
}

export const sameKeys = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean => {
  const ports = Object.keys(a);
  return ports.length === Object.keys(b).length && ports.every((port) => a[port] === b[port]);
};

export const scanColumns = (schema: TableSchema): string[] => [
  ...columnNames(schema),
  ...(schema.partitioned ? [PARTITION_COLUMN] : []),
  ...(schema.partitioned && schema.folds ? [FOLD_COLUMN] : []),
];

/** What a node is told beside its inputs' keys. */
interface Told {
  readonly hoist?: Hoist | undefined;
  /** How the rows of a round are labelled where that is not known yet. */
  readonly round?: RoundOf | undefined;
  readonly folds?: FoldUse | undefined;
}

export function lowerNode(
  typed: TypedNode,
  inputKeys: Readonly<Record<string, string>>,
  { hoist, round, folds }: Told,
): KeyedNode {
  const { definition, config } = typed.linked;
  const inputs: Record<string, Rel> = {};
  for (const [port, schema] of Object.entries(typed.inputs)) {
    const key = inputKeys[port];
    if (schema && key) inputs[port] = { op: 'scan', key, columns: scanColumns(schema) };
  }
  const fit = fitOf(typed, inputs, hoist, round);
  const learned = (name: string): Expr => {
    const rule: LearnedRule | undefined = fit?.aggregates[name] ?? fit?.task?.learns[name];
    if (!fit || !rule) throw new Error(`${definition.type} reads “${name}”, which its fit does not learn`);
    return { op: 'learned', fit: fit.key, name, type: rule.type };
  };
  const lowered: Record<string, Lowered> =
    definition.lower?.({ config, inputs, schemas: typed.inputs, outputs: typed.outputs, learned }) ?? {};
  const needsTask =
    Object.keys(definition.ports.out).length === 0 ||
    Object.keys(definition.ports.out).some((port) => (lowered[port]?.kind ?? 'task') === 'task');
  const taskInputs = { ...inputKeys, ...ownTable(lowered) };
  const steps = needsTask ? keyedSteps(typed, taskInputs, folds) : [];
  const stepKeys = Object.fromEntries(steps.map(({ name, key }) => [name, key]));
  const taskKey = needsTask ? taskKeyOf(typed, { ...taskInputs, ...stepKeys }) : undefined;
  const ports: Record<string, KeyedPort> = {};
  for (const port of Object.keys(definition.ports.out)) {
    const meaning = lowered[port] ?? { kind: 'task' as const };
    const schema = typed.outputs[port];
    if (meaning.kind === 'relation') {
      ports[port] = { kind: 'relation', key: relationKey(meaning.rel), rel: meaning.rel, schema: schema! };
    } else if (meaning.kind === 'pass') {
      ports[port] = { kind: 'pass', key: inputKeys[meaning.input]!, of: meaning.input };
    } else {
      ports[port] = { kind: 'task', key: taskPortKey(typed, taskKey!, port), ...(schema ? { schema } : {}) };
    }
  }
  return {
    typed,
    inputKeys,
    ports,
    taskInputs,
    ...(hoist ? { hoist: hoist.key } : {}),
    ...(fit ? { fit } : {}),
    ...(taskKey ? { taskKey } : {}),
    ...(folds ? { folds } : {}),
    ...(steps.length > 0 ? { steps } : {}),
  };
}

/** The key of the output that a node's task reads as its table, when one says so. */
function ownTable(lowered: Readonly<Record<string, Lowered>>): { table?: string } {
  const task = Object.values(lowered).find((meaning) => meaning.kind === 'task' && meaning.reads !== undefined);
  const read = task?.kind === 'task' ? lowered[task.reads!] : undefined;
  return read?.kind === 'relation' ? { table: relationKey(read.rel) } : {};
}

/** A relation that is nothing but its input is its input: equal values, equal key. */
export const relationKey = (rel: Rel): string =>
  rel.op === 'scan' ? rel.key : contentKey(['relation', ENGINE_VERSIONS.duckdb, rel]);

/** Changes when what is written of a fit does; since 2 it tells the rows it learned from. */
const FIT_VERSION = 'fit@2';

function fitOf(
  typed: TypedNode,
  inputs: Readonly<Record<string, Rel>>,
  hoist: Hoist | undefined,
  round: RoundOf | undefined,
): Fit | undefined {
  const { definition, config } = typed.linked;
  const table = inputs.table;
  if (!definition.fit || !table) return undefined;
  const entries = definition.fit({ config, inputs: typed.inputs });
  if (Object.keys(entries).length === 0) return undefined;
  const { aggregates, learns } = byMeans(entries);
  // The author never filters: below a split what is learned is learned from training rows.
  const isLabelled = typed.inputs.table?.partitioned === true;
  const labels: LabelsOf = hoist ? 'computed-earlier' : isLabelled ? 'carried' : 'none';
  const rows: Rel = hoist ? labelled(hoist, table, round) : table;
  const rel: Rel = labels === 'none' ? table : { op: 'part', input: rows, parts: ['train'] };
  const key = [FIT_VERSION, ENGINE_VERSIONS.duckdb, rel, meaningOf(aggregates)];
  if (Object.keys(learns).length === 0) return { key: contentKey(key), rel, labels, aggregates };
  const { type, version, implementation } = definition;
  const byTask = [type, version, implementation ?? null, ENGINE_VERSIONS, config, meaningOf(learns)];
  const task: FitTask = { type, config, schema: typed.inputs.table!, learns };
  return { key: contentKey([...key, byTask]), rel, labels, aggregates, task };
}

/** What is learned by aggregates, and what by code. */
export function byMeans(entries: Readonly<Record<string, FitEntry>>) {
  const aggregates: Record<string, FitAggregate> = {};
  const learns: Record<string, LearnedRule> = {};
  for (const [name, entry] of Object.entries(entries)) {
    if ('task' in entry) {
      const { task: _, ...rule } = entry;
      learns[name] = rule;
    } else aggregates[name] = entry;
  }
  return { aggregates, learns };
}

/** Limits decide what is learned or refused; the sentences that say so do not. */
const meaningOf = (rules: Readonly<Record<string, LearnedRule>>) =>
  Object.entries(rules).map(([name, { required, atMost, ...rule }]) => [
    name,
    rule,
    required !== undefined,
    atMost?.count ?? null,
  ]);

function taskKeyOf(typed: TypedNode, inputKeys: Readonly<Record<string, string>>): string {
  const { definition, config } = typed.linked;
  if (typed.request) return typed.request.key;
  return contentKey([
    'task',
    definition.type,
    definition.version,
    definition.implementation ?? null,
    ENGINE_VERSIONS,
    config,
    inputKeys,
  ]);
}

/** A step's key is of its own settings and what it reads: equal trials of two searches are one. */
function keyedSteps(
  { linked: { definition, config }, inputs }: TypedNode,
  taskInputs: Readonly<Record<string, string>>,
  folds: FoldUse | undefined,
): KeyedStep[] {
  const keys = new Map<string, string>();
  const steps = definition.steps?.({ config, inputs, ...(folds ? { folds } : {}) }) ?? {};
  return Object.entries(steps).map(([name, { run, config: own, reads: names }]) => {
    const reads = Object.fromEntries(names.map((read) => [read, keys.get(read)!]));
    const { type, version, implementation } = definition;
    const key = contentKey([
      'step',
      type,
      version,
      implementation ?? null,
      ENGINE_VERSIONS,
      run,
      own,
      taskInputs,
      reads,
    ]);
    keys.set(name, key);
    return { name, run, config: own, key, reads };
  });
}

/** The main output of a dataset's import is found by the request's own key, which the facts are asked for. */
function taskPortKey(typed: TypedNode, taskKey: string, port: string): string {
  return typed.request && port === 'table' ? taskKey : contentKey(['port', taskKey, port]);
}
