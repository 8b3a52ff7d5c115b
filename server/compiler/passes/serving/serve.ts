import { contentKey } from '@/nodes/kernel/canonical';
import type { ParseRules } from '@/nodes/kernel/facts';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { type Column, isScalar, type TableSchema } from '@/nodes/kernel/schema';
import { ENGINE_VERSIONS } from '../../../engine/versions';
import type { RequestColumn, ServePlan } from '../../emit/serve-plan';
import { inline, type KeyIndex } from '../key-index';
import type { KeyedNode } from '../lower';
import { keepRaw, RAW_PREFIX } from './keep-raw';
import { fitsOf, leaveOutFix, notKnown, pruneSteps } from './prune-steps';
import { findMaker, findTrainer, judgement, notFromSource } from './published-port';
import { refuse, type ServingProblem } from './serving-problem';
import { stepsOf } from './serving-steps';

export interface ServingResult {
  readonly plan: ServePlan;
  /** Raw and prepared columns side by side, to check parity and to know the training distribution. */
  readonly heldOut: Rel;
  readonly heldOutKey: string;
  readonly heldOutSchema: TableSchema;
  /** The nodes on the way from the source. */
  readonly nodes: readonly string[];
}

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
  const { steps, needed, absent } = pruneSteps(walked.steps, new Set(wanted), signature?.target);
  if (absent.size > 0) {
    // Named as the answer knows them: what arrives here may have had another name where it is absent.
    const unknowable = wanted.filter(
      (name) => pruneSteps(walked.steps, new Set([name]), signature?.target).absent.size > 0,
    );
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

const requestColumn = (column: Column): RequestColumn[] =>
  isScalar(column.type) ? [{ name: column.name, type: column.type, nullable: column.nullable }] : [];
