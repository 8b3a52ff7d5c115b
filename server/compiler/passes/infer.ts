import { isSameName, TakenNames } from '@/nodes/kernel/column-name';
import { type Traits, traitsOf } from '@/nodes/kernel/define-node';
import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type {
  BindingFact,
  BindingRequest,
  DatasetFact,
  DatasetRequest,
  FactError,
  FactRequest,
  Facts,
} from '@/nodes/kernel/facts';
import { sameData } from '@/nodes/kernel/same-data';
import { emptyOpenSchema, type TableSchema } from '@/nodes/kernel/schema';
import { expressionProblems } from './expressions';
import type { LinkedNode } from './link';
import { columnProblems, formOf } from './settings';

/** A linked node whose tables are known. */
export interface TypedNode {
  readonly linked: LinkedNode;
  readonly traits: Traits;
  readonly inputs: Readonly<Record<string, TableSchema | undefined>>;
  readonly outputs: Readonly<Record<string, TableSchema>>;
  readonly dataset?: DatasetFact;
  readonly request?: DatasetRequest;
  readonly binding?: BindingFact;
  readonly needs: readonly FactRequest[];
  readonly diagnostics: readonly Diagnostic[];
  /** No error of its own. */
  readonly sound: boolean;
}

/** Schemas and column checks of every port, in order. What is not known is open, and raises no further errors. */
export function infer(
  nodes: readonly LinkedNode[],
  facts: Facts,
  previous?: ReadonlyMap<string, TypedNode>,
): Map<string, TypedNode> {
  const typed = new Map<string, TypedNode>();
  for (const linked of nodes) {
    const inputs: Record<string, TableSchema | undefined> = {};
    for (const [port, from] of Object.entries(linked.inputs)) inputs[port] = typed.get(from.node)?.outputs[from.port];
    const request = requestOf(linked);
    const fact = request ? facts.dataset(request) : undefined;
    const query = linked.configured ? linked.definition.binding?.({ config: linked.config, inputs }) : undefined;
    const bound = query ? facts.binding?.(query) : undefined;
    const before = previous?.get(linked.id);
    typed.set(
      linked.id,
      before && isSame(before, linked, inputs, { fact, bound })
        ? before
        : keepSchemas(inferNode(linked, inputs, { request, fact, query, bound }), before),
    );
  }
  return typed;
}

/** Schemas that say what they said before stay the same objects: what lies below then has nothing to infer anew. */
function keepSchemas(node: TypedNode, before: TypedNode | undefined): TypedNode {
  if (!before) return node;
  const outputs = Object.fromEntries(
    Object.entries(node.outputs).map(([port, schema]) => {
      const earlier = before.outputs[port];
      return [port, earlier && sameData(earlier, schema) ? earlier : schema];
    }),
  );
  return { ...node, outputs };
}

const requests = new WeakMap<LinkedNode, { readonly request: DatasetRequest | undefined }>();

/** The dataset a node asks for, hashed once per setting. */
function requestOf(linked: LinkedNode): DatasetRequest | undefined {
  if (!linked.configured || !linked.definition.dataset) return undefined;
  const known = requests.get(linked);
  if (known) return known.request;
  const request = linked.definition.dataset(linked.config);
  requests.set(linked, { request });
  return request;
}

/** What a node asks of the world, and the answers so far. */
interface Asked {
  readonly request?: DatasetRequest;
  readonly fact?: ReturnType<Facts['dataset']>;
  readonly query?: BindingRequest;
  readonly bound?: BindingFact | FactError;
}

function isSame(
  before: TypedNode,
  linked: LinkedNode,
  inputs: TypedNode['inputs'],
  { fact, bound }: Pick<Asked, 'fact' | 'bound'>,
): boolean {
  return (
    before.linked === linked &&
    before.dataset === fact &&
    before.binding === bound &&
    Object.keys(linked.inputs).every((port) => before.inputs[port] === inputs[port])
  );
}

function inferNode(linked: LinkedNode, inputs: TypedNode['inputs'], asked: Asked): TypedNode {
  const { request, fact, query, bound } = asked;
  const { definition, config, id } = linked;
  const diagnostics: Diagnostic[] = [];
  const base = { linked, inputs, ...(request ? { request } : {}) };
  if (!linked.configured) {
    const traits = safeTraits(linked);
    return { ...base, traits, outputs: openOutputs(linked), needs: [], diagnostics, sound: false };
  }
  const traits = traitsOf(definition, config);
  if (fact && 'error' in fact) {
    diagnostics.push(
      diagnostic('dataset-unreadable', { node: id, path: ['file'] }, fact.error, {
        hint: fact.hint ?? 'Correct the file or the settings of the source.',
      }),
    );
    return { ...base, traits, outputs: openOutputs(linked), needs: [], diagnostics, sound: false };
  }
  if (request && !fact)
    return { ...base, traits, outputs: openOutputs(linked), needs: [request], diagnostics, sound: false };
  if (bound && 'error' in bound) {
    const range = bound.at === undefined ? {} : { range: { from: bound.at, to: bound.at + 1 } };
    diagnostics.push(
      diagnostic('expression-invalid', { node: id, path: ['query'], ...range }, withLine(bound, query?.query), {
        hint: bound.hint,
      }),
    );
    return { ...base, traits, outputs: openOutputs(linked), needs: [], diagnostics, sound: false };
  }
  const context = { config, inputs, ...(fact ? { dataset: fact } : {}), ...(bound ? { binding: bound } : {}) };
  const outputs = definition.outputSchema(context) as Record<string, TableSchema>;
  const tables = { ...inputs, $output: outputs.table };
  diagnostics.push(...columnProblems(formOf(definition), config, tables, id));
  const tableAt = (path: readonly (string | number)[]) => definition.expressionTable?.(context, path);
  diagnostics.push(...expressionProblems(formOf(definition), config, tables, id, tableAt));
  // A check may rely on the columns its settings name.
  if (diagnostics.length === 0) {
    definition.check?.({
      ...context,
      nodeId: id,
      report: (code, path, message, more) => diagnostics.push(diagnostic(code, { node: id, path }, message, more)),
    });
  }
  diagnostics.push(...duplicateColumns(linked, outputs));
  const isBound = definition.binding === undefined || bound !== undefined;
  const needs = query && !isBound && diagnostics.length === 0 ? [query] : [];
  const sound = isBound && diagnostics.every((entry) => entry.severity !== 'error');
  return {
    ...base,
    traits,
    outputs: sound ? outputs : openOutputs(linked),
    needs,
    diagnostics,
    sound,
    ...(fact ? { dataset: fact } : {}),
    ...(bound ? { binding: bound } : {}),
  };
}

/** The line of a long query at which something is wrong. */
function withLine({ error, at }: FactError, query = ''): string {
  if (at === undefined || !query.includes('\n')) return error;
  return `Line ${query.slice(0, at).split('\n').length}: ${error}`;
}

function duplicateColumns(linked: LinkedNode, outputs: Readonly<Record<string, TableSchema>>): Diagnostic[] {
  return Object.entries(outputs).flatMap(([port, schema]) => {
    const taken = new TakenNames();
    const twice = schema.columns.find((column) => !taken.take(column.name));
    if (!twice) return [];
    const other = schema.columns.find((column) => isSameName(column.name, twice.name))!;
    const what = other.name === twice.name ? '' : `, one of them written ${other.name}`;
    return [
      diagnostic(
        'column-twice',
        { node: linked.id, port },
        `${linked.title} would make two columns named ${twice.name}${what}.`,
        { hint: 'Rename or drop one of them before this node.' },
      ),
    ];
  });
}

function openOutputs(linked: LinkedNode): Record<string, TableSchema> {
  const tables = Object.entries(linked.definition.ports.out).filter(([, port]) => port.type === 'table');
  return Object.fromEntries(tables.map(([port]) => [port, emptyOpenSchema]));
}

function safeTraits(linked: LinkedNode): Traits {
  const { traits } = linked.definition;
  if (typeof traits !== 'function') return traits;
  const defaults = linked.definition.config.safeParse({});
  return traits(defaults.success ? defaults.data : { rules: [], shares: {} });
}
