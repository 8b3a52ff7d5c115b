import type { GraphDoc, Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import type { PlainValue } from '@/server/worker/reader/match-rows';
import { type Carried, carriedValues } from './carried-values';
import type { CellChange, Probe, ProbeStep, StepKind, StepPort, Values } from './probe';

/** What a port answers when it is asked for a row. */
export interface Answered {
  readonly count: number;
  readonly rows: readonly { readonly place: number; readonly part: string | null; readonly values: Values }[];
  readonly isPreview: boolean;
}

export interface Following {
  readonly doc: GraphDoc;
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  /** Looks for a row in a port; undefined when only a run can make it. */
  ask(port: string, values: Values): Promise<Answered | undefined>;
  /** What a model that comes out of the node says of a row that goes in. */
  predict(node: string, port: string, values: Values): Promise<string | undefined>;
}

/** A pipeline of thousands of nodes is not walked to its end for a look. */
const MOST_STEPS = 120;

/** Follows a row from where it was picked, node by node, along every wire it travels on. */
export async function followRow(probe: Probe, following: Following): Promise<ProbeStep[]> {
  const { doc } = following;
  const [start = '', name = ''] = splitPort(probe.port);
  const found = await following.ask(probe.port, probe.values);
  const first = found && stepPort(doc, start, name, found);
  const steps: ProbeStep[] = [
    {
      node: start,
      kind: found === undefined ? 'waits' : found.count === 0 ? 'gone' : 'start',
      ports: first ? [first] : [],
      changes: [],
      by: Object.keys(probe.values),
    },
  ];
  if (!first || first.count === 0) return steps;
  const here = new Map([[probe.port, first]]);
  for (const node of nodesBelow(doc, start)) {
    if (steps.length >= MOST_STEPS) break;
    const wires = doc.wires.filter(({ from, to }) => to.node === node && here.has(`${from.node}.${from.port}`));
    if (wires.length === 0) continue;
    const step = await stepAt(node, wires, here, following);
    steps.push(step);
    for (const port of step.ports) if (port.count > 0) here.set(port.id, port);
  }
  return steps;
}

async function stepAt(
  node: string,
  wires: readonly Wire[],
  here: ReadonlyMap<string, StepPort>,
  { doc, nodes, ask, predict }: Following,
): Promise<ProbeStep> {
  const analysis = nodes[node];
  const step = (kind: StepKind, more: Partial<ProbeStep> = {}): ProbeStep => ({
    node,
    kind,
    ports: [],
    changes: [],
    by: [],
    ...more,
  });
  if (!analysis) return step('waits');
  const outputs = Object.entries(analysis.outputs);
  const arrived = wires.map((wire) => ({ port: wire.to.port, row: here.get(`${wire.from.node}.${wire.from.port}`)! }));
  const tables = outputs.filter(([, { type }]) => type === 'table');
  // What judges a model, or hands it on, says nothing of its own.
  const takesModel = Object.values(registry[analysis.type]?.ports.in ?? {}).some(({ accepts }) =>
    accepts.includes('model'),
  );
  const model = takesModel ? undefined : outputs.find(([, { type }]) => type === 'model');
  const prediction = model && (await predict(node, model[0], arrived[0]!.row.values));
  const said = prediction === undefined ? {} : { prediction };
  if (tables.length === 0) return step('ends', said);
  const ports: StepPort[] = [];
  let by: Carried | undefined;
  let source = arrived[0]!;
  let isUnknown = false;
  for (const [name, { schema, key }] of tables) {
    if (!schema || key === undefined) {
      isUnknown = true;
      continue;
    }
    const carried = arrived.flatMap((each) => {
      const input = analysis.inputs[each.port];
      const values =
        input && carriedValues(each.row.values, { port: each.port, schema: input }, schema, analysis.inputs);
      return values ? [{ each, values }] : [];
    });
    const best = carried.find(({ values }) => values.isKey) ?? carried[0];
    if (!best) continue;
    const found = await ask(`${node}.${name}`, best.values.values);
    if (!found) {
      isUnknown = true;
      continue;
    }
    by ??= best.values;
    if (ports.length === 0) source = best.each;
    const port = stepPort(doc, node, name, found);
    if (port.count > 0 || ports.length === 0) ports.push(port);
  }
  const names = Object.keys(by?.values ?? {});
  if (ports.length === 0) return step(isUnknown ? 'waits' : 'lost', said);
  const leaving = ports.filter(({ count }) => count > 0);
  const main = leaving[0];
  // Rows that a filter leaves out leave by a port of their own: they are out, and can be followed there.
  if (!main || leaving.every(({ isAside }) => isAside))
    return step('gone', { ports: main ? leaving : ports, by: names, ...said });
  const isGrouped = analysis.traits.rows === 'changes' && wasGrouped(analysis, main);
  const kind = isGrouped ? 'grouped' : main.count > 1 ? 'more' : 'kept';
  return step(kind, { ports: leaving, by: names, changes: changesOf(source.row.values, main.values), ...said });
}

/** Some column is made of many rows: this row is one of them. */
function wasGrouped({ outputs }: NodeAnalysis, port: StepPort): boolean {
  const schema = outputs[splitPort(port.id)[1] ?? '']?.schema;
  return schema?.columns.some(({ lineage }) => lineage?.how === 'aggregated') ?? false;
}

function stepPort(doc: GraphDoc, node: string, name: string, { count, rows, isPreview }: Answered): StepPort {
  const definition = registry[doc.nodes[node]?.type ?? ''];
  return {
    id: `${node}.${name}`,
    title: definition?.ports.out[name]?.title ?? name,
    isAside: definition?.ports.out[name]?.secondary === true,
    count,
    values: rows[0]?.values ?? {},
    part: rows[0]?.part ?? null,
    places: rows.map(({ place }) => place),
    isPreview,
  };
}

export function changesOf(before: Values, after: Values): CellChange[] {
  return Object.entries(after).flatMap(([column, value]): CellChange[] => {
    const was = before[column];
    if (was === undefined) return [{ column, after: value }];
    return sameValue(was, value) ? [] : [{ column, before: was, after: value }];
  });
}

const sameValue = (a: PlainValue, b: PlainValue): boolean =>
  Array.isArray(a) || Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;

/** Nodes that a row can reach, each after those it gets rows from. */
export function nodesBelow({ wires }: Pick<GraphDoc, 'wires'>, start: string): string[] {
  const below = new Map<string, string[]>();
  for (const { from, to } of wires) below.set(from.node, [...(below.get(from.node) ?? []), to.node]);
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (node: string) => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const next of below.get(node) ?? []) visit(next);
    order.unshift(node);
  };
  visit(start);
  return order.slice(1);
}

export function splitPort(port: string): [string, string] {
  const dot = port.lastIndexOf('.');
  return [port.slice(0, dot), port.slice(dot + 1)];
}
