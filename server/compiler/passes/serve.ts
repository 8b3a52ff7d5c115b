import { contentKey } from '@/nodes/kernel/canonical';
import type { ModelSignature } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic, type Fix } from '@/nodes/kernel/diagnostics';
import { call, col, columnsOf, type Expr, int, visitExpr } from '@/nodes/kernel/expr/expr';
import type { ParseRules } from '@/nodes/kernel/facts';
import { leaveOutOf } from '@/nodes/kernel/leave-out';
import { inputsOf, type NamedExpr, type Rel, withInputs } from '@/nodes/kernel/rel/rel';
import { relColumns } from '@/nodes/kernel/rel/rel-columns';
import { type Column, FOLD_COLUMN, isScalar, PARTITION_COLUMN, type TableSchema } from '@/nodes/kernel/schema';
import { ENGINE_VERSIONS } from '../../engine/versions';
import type { RequestColumn, ServePlan, ServeStep } from '../emit/serve-plan';
import { inline, type KeyIndex } from './key-index';
import type { LinkedNode } from './link';
import type { KeyedNode } from './lower';

export interface ServingResult {
  readonly plan: ServePlan;
  /** Raw and prepared columns side by side, to check parity and to know the training distribution. */
  readonly heldOut: Rel;
  readonly heldOutKey: string;
  readonly heldOutSchema: TableSchema;
  /** The nodes on the way from the source. */
  readonly nodes: readonly string[];
}

export interface ServingProblem {
  readonly problem: Diagnostic;
}

const RAW_PREFIX = 'raw$';

/** Works out what serving a port takes: the raw columns a request carries and the steps that run per row. */
export function planServing(
  publisher: KeyedNode,
  nodes: ReadonlyMap<string, KeyedNode>,
  index: KeyIndex,
): ServingResult | ServingProblem {
  const { linked } = publisher.typed;
  const wire = linked.inputs[linked.definition.serves!];
  if (!wire) return refuse(linked.id, 'Nothing is wired to it.', 'Connect a model or a table.');
  const published = findMaker(wire.node, wire.port, nodes);
  if (!published) return refuse(linked.id, 'What feeds it is not ready.', 'Mend the nodes before it first.');
  const { node: maker, port } = published;
  const judge = published.handedOnBy.find((node) => node.typed.linked.definition.decision);
  const trainer = findTrainer(maker, nodes);
  const signature = trainer.typed.linked.definition.model?.({
    config: trainer.typed.linked.config,
    inputs: trainer.typed.inputs,
  });
  const isModel = maker.typed.linked.definition.ports.out[port]?.type === 'model';
  if (isModel && !signature)
    return refuse(
      linked.id,
      `${trainer.typed.linked.title} does not say what its model reads.`,
      'Choose its target first.',
    );
  const readKey = isModel ? trainer.inputKeys.table! : maker.ports[port]!.key;
  const schema = isModel ? trainer.typed.inputs.table! : maker.typed.outputs[port]!;

  const chain = new Set<string>();
  // Fully written in, down to the source's dataset.
  const rel = inline(
    { op: 'scan', key: readKey, columns: [...schema.columns.map((column) => column.name)] },
    index,
    () => false,
    chain,
  );
  const walked = stepsOf(rel, linked.id);
  if ('problem' in walked) return walked;
  const source = [...nodes.values()].find(
    (node) => node.typed.request && Object.values(node.ports).some((keyed) => keyed.key === walked.datasetKey),
  );
  if (!source) return refuse(linked.id, ...notFromSource(walked.datasetKey, nodes));

  const wanted = signature ? signature.features : schema.columns.map((column) => column.name);
  const { steps, needed, absent } = prune(walked.steps, new Set(wanted), signature?.target);
  if (absent.size > 0) {
    // Named as the answer knows them: what arrives here may have had another name where it is absent.
    const unknowable = wanted.filter((name) => prune(walked.steps, new Set([name]), signature?.target).absent.size > 0);
    return refuse(
      linked.id,
      ...notKnown(unknowable, absent),
      signature && leaveOutFix(trainer.typed.linked, signature, unknowable),
    );
  }
  const raw = source.typed.outputs.table!;
  const request = raw.columns.filter((column) => needed.has(column.name)).flatMap(requestColumn);
  const rules: ParseRules = source.typed.request!.rules;
  const plan: ServePlan = {
    node: maker.typed.linked.id,
    port,
    request,
    parse: rules,
    lookups: [],
    steps,
    ...(signature && isModel
      ? { model: { key: maker.ports[port]!.key, target: signature.target, features: signature.features } }
      : {}),
    ...(judge && isModel ? judgement(judge) : {}),
    result: isModel ? [] : schema.columns,
    fits: [...fitsOf(steps)].sort(),
    rawPrefix: RAW_PREFIX,
  };
  const heldOut = keepRaw(
    rel,
    request.map((column) => column.name),
  );
  const heldOutSchema: TableSchema = {
    columns: [
      ...schema.columns,
      ...request.map(
        (column): Column => ({ name: RAW_PREFIX + column.name, type: column.type, nullable: column.nullable }),
      ),
    ],
    open: false,
    ...(schema.partitioned ? { partitioned: true } : {}),
  };
  return {
    plan,
    heldOut,
    heldOutKey: contentKey(['relation', ENGINE_VERSIONS.duckdb, heldOut]),
    heldOutSchema,
    nodes: [...chain],
  };
}

/** A task made the rows: by a query, by running a model. What it does to a single row is not known. */
function notFromSource(key: string, nodes: ReadonlyMap<string, KeyedNode>): [string, string] {
  const maker = [...nodes.values()].find((node) => Object.values(node.ports).some((port) => port.key === key));
  if (!maker) return ['Its rows do not come from a source.', 'Publish a port below a source.'];
  return [
    `The node ${maker.typed.linked.title} may look at other rows, and a request carries single rows.`,
    'Write what it does as a formula, which is served as it is, or leave it out of the way to the answer.',
  ];
}

/** Follows ports that hand an artifact on (gates) up to the node that made it. */
function findMaker(
  id: string,
  port: string,
  nodes: ReadonlyMap<string, KeyedNode>,
  handedOnBy: readonly KeyedNode[] = [],
): { node: KeyedNode; port: string; handedOnBy: readonly KeyedNode[] } | undefined {
  const node = nodes.get(id);
  const keyed = node?.ports[port];
  if (!node || !keyed) return undefined;
  if (keyed.kind !== 'pass') return { node, port, handedOnBy };
  const wire = node.typed.linked.inputs[keyed.of];
  return wire ? findMaker(wire.node, wire.port, nodes, [...handedOnBy, node]) : undefined;
}

/** Whose model the published one is, or was made of: it says what that reads. */
function findTrainer(maker: KeyedNode, nodes: ReadonlyMap<string, KeyedNode>): KeyedNode {
  const { definition, inputs } = maker.typed.linked;
  const wire = definition.modelFrom === undefined ? undefined : inputs[definition.modelFrom];
  const above = wire && findMaker(wire.node, wire.port, nodes);
  return above ? findTrainer(above.node, nodes) : maker;
}

/** How the node that judged the model decides, and where its report is. */
function judgement({ typed, ports }: KeyedNode): Pick<ServePlan, 'decision' | 'evaluation'> {
  const decision = typed.linked.definition.decision?.(typed.linked.config);
  return { ...(decision ? { decision } : {}), ...(ports.report ? { evaluation: ports.report.key } : {}) };
}

const requestColumn = (column: Column): RequestColumn[] =>
  isScalar(column.type) ? [{ name: column.name, type: column.type, nullable: column.nullable }] : [];

const refuse = (node: string, message: string, hint: string, fix?: Fix): ServingProblem => ({
  problem: diagnostic(
    'not-servable',
    { node },
    `This cannot be published: ${message[0]!.toLowerCase()}${message.slice(1)}`,
    { hint, fix },
  ),
});

/** Columns that a single row cannot have; refused only when something on the way to the answer reads them. */
interface AbsentColumns {
  readonly kind: 'absent';
  readonly columns: readonly string[];
  readonly why: string;
}

const PER_ROW_HINT = 'Publish a port whose rows are computed row by row.';

/** The relation's steps from the raw row up, or why one of them cannot run on a single row. */
function stepsOf(
  rel: Rel,
  node: string,
): { steps: (ServeStep | AbsentColumns)[]; datasetKey: string } | ServingProblem {
  const steps: (ServeStep | AbsentColumns)[] = [];
  let datasetKey = '';
  const visit = (part: Rel): ServingProblem | undefined => {
    if (part.op === 'scan') {
      datasetKey = part.key;
      return undefined;
    }
    const problem = visit(servedInput(part));
    if (problem) return problem;
    switch (part.op) {
      case 'project':
        steps.push({ kind: 'project', columns: part.columns });
        return undefined;
      case 'filter':
        steps.push(filterStep(part));
        return undefined;
      case 'count-same': {
        // A row alone is its only equal.
        const kept = dataColumns(part.input).map((name): NamedExpr => ({ name, expr: col(name) }));
        steps.push({
          kind: 'project',
          columns: [...kept, { name: part.name, expr: int(1) }],
        });
        return undefined;
      }
      case 'join': {
        const side = servedSide(part);
        const own = part.columns.filter((column) => column.side === side || column.side === 'both');
        steps.push({
          kind: 'project',
          columns: own.map(({ name, column, side: of, right }) => ({
            name,
            expr: col(of === 'both' && side === 'right' ? (right ?? column) : column),
          })),
        });
        steps.push({
          kind: 'absent',
          columns: part.columns.filter((column) => !own.includes(column)).map((column) => column.name),
          why: 'comes from the other table of a join, which a request does not carry',
        });
        return undefined;
      }
      case 'out-of-fold': {
        const served = new Map(part.columns.map(({ name, serving }) => [name, serving]));
        steps.push({
          kind: 'project',
          columns: dataColumns(part.input).map((name) => ({ name, expr: served.get(name) ?? col(name) })),
        });
        return undefined;
      }
      case 'asof':
        steps.push({
          kind: 'absent',
          columns: part.columns.map((column) => column.name),
          why: 'is looked up in another table as of a point in time, which a request does not carry',
        });
        return undefined;
      case 'window':
        steps.push({
          kind: 'absent',
          columns: part.windows.map((window) => window.name),
          why: 'is computed from other rows, and a request carries single rows',
        });
        return undefined;
      case 'label':
      case 'part':
      case 'round':
      case 'limit':
      case 'sort':
      case 'sample':
      case 'distinct':
      case 'union':
        // They choose or arrange rows; a row alone stays as it is.
        return undefined;
      case 'aggregate':
        return refuse(
          node,
          'An aggregate before it makes one row out of many, and a request carries single rows.',
          PER_ROW_HINT,
        );
      case 'unpivot':
        return refuse(
          node,
          'An unpivot before it makes many rows out of one, and an answer has one row for each of the request.',
          PER_ROW_HINT,
        );
    }
  };
  return visit(rel) ?? { steps, datasetKey };
}

const dataColumns = (rel: Rel): string[] =>
  relColumns(rel).filter((name) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN);

const servedSide = ({ kind }: Extract<Rel, { op: 'join' }>): 'left' | 'right' => (kind === 'right' ? 'right' : 'left');

/** The input whose rows a request carries: of a union the first, of a join the side that keeps its rows. */
function servedInput(rel: Exclude<Rel, { op: 'scan' }>): Rel {
  return inputsOf(rel)[rel.op === 'join' && servedSide(rel) === 'right' ? 1 : 0]!;
}

function filterStep({ where, reasons }: Extract<Rel, { op: 'filter' }>): ServeStep {
  return {
    kind: 'filter',
    where,
    reasons: reasons ?? [{ when: call('not', call('is_true', where)), reason: 'filtered out' }],
  };
}

/** Whether a condition is about the target, which a request does not carry. */
const isAboutTarget = (when: Expr, targets: ReadonlySet<string>): boolean =>
  columnsOf(when).some((name) => targets.has(name.startsWith('$same$') ? name.slice('$same$'.length) : name));

/** Drops columns nothing needs, from the answer back to the request. `absent`: needed columns no single row has, and why. */
function prune(
  steps: readonly (ServeStep | AbsentColumns)[],
  wanted: Set<string>,
  target: string | undefined,
): { steps: ServeStep[]; needed: Set<string>; absent: Map<string, string> } {
  let needed = wanted;
  const absent = new Map<string, string>();
  let targets = new Set(target === undefined ? [] : [target]);
  const kept: ServeStep[] = [];
  for (const step of [...steps].reverse()) {
    if (step.kind === 'absent') {
      for (const name of step.columns) if (needed.delete(name)) absent.set(name, step.why);
      continue;
    }
    if (step.kind === 'filter') {
      const reasons = step.reasons.filter((row) => !isAboutTarget(row.when, targets));
      if (reasons.length === 0) continue;
      for (const row of reasons) for (const name of columnsOf(row.when)) needed.add(name);
      kept.unshift({ kind: 'filter', where: call('not', call('or', ...reasons.map((row) => row.when))), reasons });
      continue;
    }
    targets = new Set(step.columns.filter(({ name }) => targets.has(name)).flatMap((column) => columnsOf(column.expr)));
    const columns = step.columns.filter((column) => needed.has(column.name));
    needed = new Set(columns.flatMap((column) => columnsOf(column.expr)));
    kept.unshift({ kind: 'project', columns });
  }
  return { steps: kept, needed, absent };
}

function notKnown(columns: readonly string[], absent: ReadonlyMap<string, string>): [string, string] {
  const [[first, why]] = [...absent] as [[string, string]];
  const names =
    columns.length > 4 ? `${columns.slice(0, 4).join(', ')} and ${columns.length - 4} more` : columns.join(', ');
  const message =
    columns.length <= 1 ? `The column ${first} ${why}.` : `No single row has ${names}: the column ${first} ${why}.`;
  return [message, `Leave ${names || first} out of the features.`];
}

function leaveOutFix(
  { id, definition }: LinkedNode,
  { features }: ModelSignature,
  columns: readonly string[],
): Fix | undefined {
  const settings = definition.withFeatures?.(features.filter((name) => !columns.includes(name)));
  if (!settings || columns.length === 0 || columns.length >= features.length) return undefined;
  return leaveOutOf(id, settings, columns);
}

function fitsOf(steps: readonly ServeStep[]): Set<string> {
  const fits = new Set<string>();
  const collect = (expr: Expr) =>
    visitExpr(expr, (part) => {
      if (part.op === 'learned') fits.add(part.fit);
    });
  for (const step of steps) {
    if (step.kind === 'project') for (const column of step.columns) collect(column.expr);
    else for (const row of step.reasons) collect(row.when);
  }
  return fits;
}

/** The same rows with the raw columns carried along beside what is made of them. */
function keepRaw(rel: Rel, names: readonly string[]): Rel {
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
