import { columnNameProblem, isSameName } from '@/nodes/kernel/column-name';
import type { DatasetRequest } from '@/nodes/kernel/facts';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ScalarType } from '@/nodes/kernel/schema';
import type { Analysis, CompileOptions, NodeAnalysis } from '../analysis';
import { analyzeDoc } from '../compile';
import type { RunSpec } from '../emit/run-spec';
import type { ServePlan } from '../emit/serve-plan';
import { formOf } from '../passes/settings';
import { renamedColumns, renameInSettings } from './rename-in-settings';
import { type ColumnPlace, parentsOf, tracedGraph } from './trace-column';

export type ColumnChange =
  | { readonly kind: 'rename'; readonly at: ColumnPlace; readonly to: string }
  | { readonly kind: 'retype'; readonly at: ColumnPlace; readonly to: ScalarType };

/** One thing that would change, for a list a person reads before they agree. */
export interface ChangedThing {
  readonly node: string;
  readonly kind: 'setting' | 'column' | 'endpoint field';
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export type PlannedChange =
  | {
      /** Everything, as one undoable step. */
      readonly edits: readonly Edit[];
      readonly changes: readonly ChangedThing[];
      /** What would be wrong afterwards and is not now, in the words of the compiler. */
      readonly problems: readonly { readonly node?: string; readonly message: string }[];
      readonly maker: string;
    }
  | { readonly refused: string; readonly hint: string };

/**
 * What renaming or retyping a column takes. The column is followed up to the node that makes it; from there every
 * setting that names it, in whatever node, is rewritten. Pure: nothing is applied.
 */
export function planColumnChange(
  doc: GraphDoc,
  before: Analysis,
  options: CompileOptions,
  change: ColumnChange,
): PlannedChange {
  const at = makerOf(before, doc, change, options);
  const maker = before.nodes[at.node];
  const definition = maker && options.registry[maker.type];
  if (!maker || !definition) return { refused: 'This column is not there any more.', hint: 'Choose it again.' };
  const others = maker.outputs[at.port]?.schema?.columns.map((column) => column.name) ?? [];
  if (change.kind === 'rename') {
    const problem = nameProblem(change.to, at.column, others);
    if (problem) return problem;
  }
  const settings =
    change.kind === 'rename'
      ? definition.renameOutput?.(maker.config, at.column, change.to)
      : definition.retypeOutput?.(maker.config, at.column, change.to);
  const made = settings ?? (change.kind === 'rename' ? nameSetting(maker, at.column, change.to, options) : undefined);
  if (!made) {
    return {
      refused: `The ${change.kind === 'rename' ? 'name' : 'type'} of ${at.column} follows from ${maker.title}.`,
      hint: `Put a ${change.kind === 'rename' ? 'Select' : 'Cast'} node after it.`,
    };
  }
  const first = Object.entries(made).map(
    ([name, value]): Edit => ({ kind: 'set-setting', id: maker.id, path: [name], value }),
  );
  return follow(doc, before, withFact(options, maker, at, change), maker, first, change);
}

function follow(
  doc: GraphDoc,
  before: Analysis,
  options: CompileOptions,
  maker: NodeAnalysis,
  first: readonly Edit[],
  change: ColumnChange,
): PlannedChange {
  const edits: Edit[] = [...first];
  const changes: ChangedThing[] = [];
  let changed = applyEdits(doc, first);
  let after = analyzeDoc(changed, options, before);
  if (change.kind === 'rename') {
    const graph = tracedGraph(before.nodes, doc.wires);
    // Every node, in an order in which it comes after all it reads from.
    for (const node of Object.values(before.nodes)) {
      const tables = new Map<string, ReadonlyMap<string, string>>();
      for (const port of Object.keys(node.inputs)) {
        const from = graph.feeds(node.id, port);
        if (from) tables.set(port, renamedColumns(before.nodes[from.node], after.nodes[from.node], from.port));
      }
      if (node.id === maker.id) tables.set('$output', new Map([[change.at.column, change.to]]));
      const rewritten = renameInSettings(node, options.registry[node.type]!, tables);
      if (rewritten.edits.length === 0) continue;
      edits.push(...rewritten.edits);
      changes.push(...rewritten.changes);
      changed = applyEdits(changed, rewritten.edits);
      after = analyzeDoc(changed, options, after);
    }
  }
  changes.push(...changedColumns(before, after), ...changedRequests(before.spec, after.spec));
  const known = new Set(before.diagnostics.map(({ message }) => message));
  const problems = after.diagnostics
    .filter((entry) => entry.severity === 'error' && !known.has(entry.message))
    .map(({ place, message }) => ({ ...(place.node ? { node: place.node } : {}), message }));
  return { edits, changes, problems, maker: maker.id };
}

/** Where the name, or the type, is decided: up through the nodes that keep it. */
function makerOf(
  before: Analysis,
  doc: GraphDoc,
  { at, kind, to }: ColumnChange,
  options: CompileOptions,
): ColumnPlace {
  const graph = tracedGraph(before.nodes, doc.wires);
  let place = at;
  for (;;) {
    const node = before.nodes[place.node];
    if (!node || (kind === 'rename' && nameSetting(node, place.column, to, options))) return place;
    const parent = parentsOf(node, place.port, place.column).find(
      ({ column, how }) => column === place.column && (kind === 'rename' || how === 'same'),
    );
    const from = parent && graph.feeds(place.node, parent.port);
    if (!from) return place;
    place = { ...from, column: place.column };
  }
}

function nameProblem(name: string, own: string, others: readonly string[]): PlannedChange | undefined {
  const problem = columnNameProblem(name);
  if (problem) return { refused: problem, hint: 'Choose another name.' };
  if (!isSameName(name, own) && others.some((other) => isSameName(name, other)))
    return { refused: `There is a column ${name} already.`, hint: 'Upper and lower case are not told apart.' };
  return undefined;
}

/** The setting of a node that holds the column's name. */
function nameSetting(
  maker: NodeAnalysis,
  column: string,
  to: string,
  options: CompileOptions,
): Record<string, unknown> | undefined {
  const form = formOf(options.registry[maker.type]!);
  for (const field of form) {
    const value = maker.config[field.name];
    if (field.makesColumn && value === column) return { [field.name]: to };
    const inner = field.fields?.find((candidate) => candidate.makesColumn);
    if (!inner || !Array.isArray(value)) continue;
    const index = value.findIndex((entry) => entry[inner.name] === column);
    if (index >= 0)
      return { [field.name]: value.map((entry, at) => (at === index ? { ...entry, [inner.name]: to } : entry)) };
  }
  return undefined;
}

/** A renamed or retyped dataset is read again later; until then its schema is known from the one it was. */
function withFact(options: CompileOptions, maker: NodeAnalysis, at: ColumnPlace, change: ColumnChange): CompileOptions {
  const schema = maker.outputs[at.port]?.schema;
  if (!options.registry[maker.type]?.dataset || !schema) return options;
  const columns = schema.columns.map((column) => {
    if (column.name !== at.column) return column;
    return change.kind === 'rename' ? { ...column, name: change.to } : { ...column, type: change.to };
  });
  const fact = { columns, rowCount: 0, unparsedCount: 0 };
  const dataset = (request: DatasetRequest) => options.facts.dataset(request) ?? fact;
  return { ...options, facts: { ...options.facts, dataset } };
}

function changedColumns(before: Analysis, after: Analysis): ChangedThing[] {
  return Object.values(before.nodes).flatMap((node) =>
    Object.entries(node.outputs).flatMap(([port, { schema }]) => {
      const now = after.nodes[node.id]?.outputs[port]?.schema;
      if (!schema || !now || now.columns.length !== schema.columns.length) return [];
      return schema.columns.flatMap((column, index): ChangedThing[] => {
        const other = now.columns[index]!;
        if (other.type === column.type) return [];
        return [{ node: node.id, kind: 'column', label: other.name, before: column.type, after: other.type }];
      });
    }),
  );
}

/** Fields that callers of an endpoint send. */
function changedRequests(before: RunSpec | undefined, after: RunSpec | undefined): ChangedThing[] {
  const requests = (spec: RunSpec | undefined) =>
    new Map(
      (spec?.stages ?? []).flatMap((stage) =>
        stage.kind === 'task' && stage.plan ? [[stage.node, (stage.plan as ServePlan).request] as const] : [],
      ),
    );
  const later = requests(after);
  return [...requests(before)].flatMap(([node, fields]) => {
    const now = later.get(node);
    if (!now || now.length !== fields.length) return [];
    return fields.flatMap((field, index): ChangedThing[] => {
      const other = now[index]!;
      if (other.name === field.name && other.type === field.type) return [];
      const words = ({ name, type }: typeof field) => `${name}: ${type}`;
      return [{ node, kind: 'endpoint field', label: 'Request field', before: words(field), after: words(other) }];
    });
  });
}
