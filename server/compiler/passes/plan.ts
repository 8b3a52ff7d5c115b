import { contentKey } from '@/nodes/kernel/canonical';
import { STEP_OUTPUT } from '@/nodes/kernel/define-run';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { QueryStage, Stage, StageInput, TaskStage, TaughtBy } from '../emit/run-spec';
import { indexKeys, inline, type KeyIndex, readsOf } from './key-index';
import type { KeyedNode, KeyedPort, KeyedStep } from './lower';
import { planServing } from './serving/serve';
import { portsToMaterialise } from './written-ports';

export interface Plan {
  readonly stages: readonly Stage[];
  /** Stage that writes a key. */
  readonly makers: ReadonlyMap<string, string>;
  /** What each node's stages were made of, so that the next plan can keep them. */
  readonly parts: ReadonlyMap<string, PlannedPart>;
}

/** A node's stages with all that decided them: the same parts above, the same keys, the same ports written. */
export interface PlannedPart {
  readonly node: KeyedNode;
  readonly above: readonly PlannedPart[];
  readonly written: string;
  /** Stage ids of the gates above it. */
  readonly gates: ReadonlySet<string>;
  readonly stages: readonly Stage[];
}

/** Groups ports into stages: a chain of relations becomes one query, up to what a task reads or nobody else does. */
export function plan(nodes: ReadonlyMap<string, KeyedNode>, previous?: Plan): Plan {
  const index = indexKeys(nodes);
  const materialised = portsToMaterialise(nodes, index);
  const builder = new StageBuilder(nodes, index, materialised, previous?.parts);
  for (const node of nodes.values()) builder.add(node);
  return builder.finish();
}

class StageBuilder {
  private readonly stages = new Map<string, Stage>();
  private readonly makers = new Map<string, string>();
  private readonly schemas = new Map<string, KeyedPort>();
  private readonly parts = new Map<string, PlannedPart>();
  private readonly gatesAbove = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly nodes: ReadonlyMap<string, KeyedNode>,
    private readonly index: KeyIndex,
    private readonly materialised: ReadonlyMap<string, { node: string; port: string }>,
    private readonly previous?: ReadonlyMap<string, PlannedPart>,
  ) {
    for (const node of nodes.values())
      for (const port of Object.values(node.ports)) if (!this.schemas.has(port.key)) this.schemas.set(port.key, port);
  }

  add(node: KeyedNode): void {
    const { id, inputs } = node.typed.linked;
    const copies = node.folds?.refitted
      ? Object.values(node.taskInputs).map((key) => this.index.relations.get(key))
      : [];
    const above = [...Object.values(inputs), ...copies].flatMap((from) => (from && this.parts.get(from.node)) ?? []);
    const written = this.writtenPorts(node);
    const before = this.previous?.get(id);
    if (before && before.node === node && before.written === written && sameParts(before.above, above)) {
      for (const stage of before.stages) this.put(stage);
      this.parts.set(id, before);
      this.gatesAbove.set(id, before.gates);
      return;
    }
    this.noteGates(node);
    const first = this.stages.size;
    this.addStages(node);
    this.parts.set(id, {
      node,
      above,
      written,
      gates: this.gatesAbove.get(id)!,
      stages: [...this.stages.values()].slice(first),
    });
  }

  /** Which of a node's ports it writes itself, and which another node with the same key writes. */
  private writtenPorts(node: KeyedNode): string {
    const { id } = node.typed.linked;
    const ports = Object.entries(node.ports).map(([port, { key }]) => {
      const wanted = this.materialised.get(key);
      return wanted
        ? `${wanted.node === id && wanted.port === port ? 'own' : wanted.node}`
        : (this.makers.get(key) ?? '');
    });
    const fit = node.fit ? this.index.fits.get(node.fit.key)?.node : '';
    return [...ports, fit].join('|');
  }

  private addStages(node: KeyedNode): void {
    const { id } = node.typed.linked;
    if (node.fit && this.index.fits.get(node.fit.key)?.node === id) this.addFit(node);
    // A gate's own rows wait for its verdict too: a join that would explode is not begun.
    const isJudgedFirst = node.typed.traits.gate === true && readsOnlyInputs(node);
    if (isJudgedFirst && node.taskKey !== undefined) this.addTask(node);
    for (const [port, keyed] of Object.entries(node.ports)) {
      const wanted = this.materialised.get(keyed.key);
      if (keyed.kind === 'relation' && wanted?.node === id && wanted.port === port) this.addQuery(node, port, keyed);
    }
    if (!isJudgedFirst && node.taskKey !== undefined) this.addTask(node);
  }

  finish(): Plan {
    return { stages: [...this.stages.values()], makers: this.makers, parts: this.parts };
  }

  private readonly isWritten = (key: string): boolean => this.materialised.has(key) || !this.index.relations.has(key);

  private noteGates(node: KeyedNode): void {
    const gates = new Set<string>();
    for (const from of Object.values(node.typed.linked.inputs)) {
      for (const gate of this.gatesAbove.get(from.node) ?? []) gates.add(gate);
      if (this.nodes.get(from.node)?.typed.traits.gate) gates.add(this.drawn(from.node));
    }
    this.gatesAbove.set(node.typed.linked.id, gates);
  }

  /** The node on the canvas, whichever round a copy is for. */
  private readonly drawn = (id: string): string => this.nodes.get(id)?.round?.of.linked.id ?? id;

  /** Where a stage's work is shown, and whose it is: what it is called, and all nodes of a fused chain. */
  private shown(node: KeyedNode, part: string, chain: Iterable<string> = []) {
    const { id } = node.typed.linked;
    const drawn = this.drawn(id);
    const nodes = [...new Set([id, ...chain].map(this.drawn))].sort();
    if (!node.round) return { id: part === '' ? id : `${id}:${part}`, node: id, nodes };
    const round = id.slice(drawn.length);
    return { id: `${drawn}:${part || 'table'}${round}`, node: drawn, nodes, round: node.round.number };
  }

  /** Data it reads and gates it waits for, as stage ids that exist by now. */
  private dependencies(inputs: readonly StageInput[], nodes: ReadonlySet<string>, own: string): string[] {
    const found = new Set<string>();
    for (const input of inputs) {
      const maker = this.makers.get(input.key);
      if (maker) found.add(maker);
    }
    for (const node of nodes) {
      for (const gate of this.gatesAbove.get(node) ?? []) found.add(gate);
      const drawn = this.drawn(node);
      if (this.nodes.get(node)?.typed.traits.gate && drawn !== own) found.add(drawn);
    }
    found.delete(own);
    return [...found].filter((id) => this.stages.has(id)).sort();
  }

  private inputsOf(rel: Rel): StageInput[] {
    const { tables, fits } = readsOf(rel);
    return [
      ...[...tables].map((key) => this.tableInput(key, key)),
      ...[...fits].map((key): StageInput => ({ name: `learned:${key}`, key, kind: 'learned' })),
    ];
  }

  private tableInput(name: string, key: string): StageInput {
    const port = this.schemas.get(key);
    const schema = port && port.kind !== 'pass' ? port.schema : undefined;
    return { name, key, kind: 'table', ...(schema ? { schema } : {}) };
  }

  private addFit(node: KeyedNode): void {
    const { id } = node.typed.linked;
    const fit = node.fit!;
    const chain = new Set<string>();
    const rel = inline(fit.rel, this.index, this.isWritten, chain);
    const inputs = this.inputsOf(rel);
    const shown = this.shown(node, 'fit');
    this.put({
      kind: 'fit',
      ...shown,
      key: fit.key,
      rel,
      labels: fit.labels,
      aggregates: fit.aggregates,
      ...(fit.task ? { task: fit.task } : {}),
      inputs,
      outputs: [{ name: 'learned', key: fit.key, kind: 'learned' }],
      dependsOn: this.dependencies(inputs, new Set([id, ...chain]), shown.id),
      publishes: false,
    });
  }

  private addQuery(node: KeyedNode, port: string, keyed: Extract<KeyedPort, { kind: 'relation' }>): void {
    const { id, definition } = node.typed.linked;
    const chain = new Set<string>();
    const rel = inline(keyed.rel, this.index, this.isWritten, chain);
    const inputs = this.inputsOf(rel);
    const main = Object.keys(definition.ports.out)[0] === port && node.taskKey === undefined;
    const shown = this.shown(node, main ? '' : port, chain);
    const stage: QueryStage = {
      kind: 'query',
      ...shown,
      key: contentKey(['query', keyed.key]),
      relations: { [port]: rel },
      inputs,
      outputs: [{ name: port, key: keyed.key, kind: 'table', schema: keyed.schema }],
      dependsOn: this.dependencies(inputs, new Set([id, ...chain]), shown.id),
      publishes: false,
    };
    this.put(stage);
  }

  private addTask(node: KeyedNode): void {
    const { linked, request, traits } = node.typed;
    const { id, definition, config } = linked;
    const serving = definition.serves === undefined ? undefined : planServing(node, this.nodes, this.index);
    if (serving && 'problem' in serving) return;
    const inputs: StageInput[] = [];
    for (const [port, key] of Object.entries(node.taskInputs)) {
      if (port === definition.serves) continue;
      if (node.typed.inputs[port.split('@')[0]!] === undefined) inputs.push({ name: port, key, kind: 'json' });
      else inputs.push(this.tableInput(port, key));
    }
    if (serving) inputs.push(...this.servingInputs(node, serving));
    const taughtBy = this.taughtBy(node);
    const known = new Set(inputs.map((input) => input.name));
    for (const { key } of taughtBy)
      if (!known.has(`learned:${key}`)) inputs.push({ name: `learned:${key}`, key, kind: 'learned' });
    const outputs = Object.entries(node.ports)
      .filter(([, port]) => port.kind === 'task')
      .map(([name, port]) => ({
        name,
        key: port.key,
        kind: definition.ports.out[name]!.type === 'table' ? ('table' as const) : ('json' as const),
        ...(port.kind === 'task' && port.schema ? { schema: port.schema } : {}),
      }));
    const shown = this.shown(node, '');
    const task = {
      kind: 'task' as const,
      type: definition.type,
      version: definition.version,
      ...(request ? { dataset: request } : {}),
      ...(node.folds ? { folds: node.folds } : {}),
    };
    const steps = node.steps ?? [];
    for (const step of steps) this.addStep(node, step, { task, inputs });
    inputs.push(...steps.map(({ name, key }): StageInput => ({ name, key, kind: 'json' })));
    const stage: TaskStage = {
      ...task,
      ...shown,
      key: contentKey(['task', node.taskKey!]),
      config,
      inputs,
      outputs,
      dependsOn: this.dependencies(inputs, new Set([id]), shown.id),
      publishes: traits.effect === 'publishes',
      ...(taughtBy.length > 0 ? { taughtBy } : {}),
      ...(serving ? { plan: serving.plan } : {}),
    };
    this.put(stage);
  }

  /** A step of a task is a task of its own: it reads what the node reads, and steps before it. */
  private addStep(
    node: KeyedNode,
    { name, run, config, key, reads }: KeyedStep,
    { task, inputs }: { task: Pick<TaskStage, 'kind' | 'type' | 'version' | 'folds'>; inputs: readonly StageInput[] },
  ): void {
    const shown = this.shown(node, name);
    const read = [
      ...inputs.filter(({ kind }) => kind !== 'learned'),
      ...Object.entries(reads).map(([step, of]): StageInput => ({ name: step, key: of, kind: 'json' })),
    ];
    this.put({
      ...task,
      ...shown,
      key: contentKey(['task', key]),
      step: run,
      config,
      inputs: read,
      outputs: [{ name: STEP_OUTPUT, key, kind: 'json' }],
      dependsOn: this.dependencies(read, new Set([node.typed.linked.id]), shown.id),
      publishes: false,
    });
  }

  /** The fits that what makes or publishes a model builds on. */
  private taughtBy({ typed: { linked } }: KeyedNode): TaughtBy[] {
    if (!linked.definition.model && linked.definition.serves === undefined) return [];
    return [...this.fitsAbove(linked.inputs)].map((id): TaughtBy => {
      const { typed, fit } = this.nodes.get(id)!;
      const { type, title } = typed.linked.definition;
      return { key: fit!.key, type, title, labels: fit!.labels };
    });
  }

  /** Ids of the nodes above that learn, from the source down; the same values learned twice are one. */
  private fitsAbove(inputs: KeyedNode['typed']['linked']['inputs']): Set<string> {
    const seen = new Set<string>();
    const found = new Map<string, string>();
    const visit = (id: string): void => {
      const node = this.nodes.get(id);
      if (!node || seen.has(id)) return;
      seen.add(id);
      for (const from of Object.values(node.typed.linked.inputs)) visit(from.node);
      if (node.fit && !found.has(node.fit.key)) found.set(node.fit.key, id);
    };
    for (const from of Object.values(inputs)) visit(from.node);
    return new Set(found.values());
  }

  /** The model, learned values and held-out rows that packaging reads; the rows are a stage of their own. */
  private servingInputs(
    node: KeyedNode,
    serving: Extract<ReturnType<typeof planServing>, { plan: unknown }>,
  ): StageInput[] {
    const { id } = node.typed.linked;
    const chain = new Set<string>(serving.nodes);
    const rel = inline(serving.heldOut, this.index, this.isWritten, chain);
    const inputs = this.inputsOf(rel);
    const stageId = `${id}:rows`;
    if (!this.makers.has(serving.heldOutKey)) {
      this.put({
        kind: 'query',
        id: stageId,
        key: contentKey(['query', serving.heldOutKey]),
        node: id,
        nodes: [id],
        relations: { heldOut: rel },
        inputs,
        outputs: [{ name: 'heldOut', key: serving.heldOutKey, kind: 'table', schema: serving.heldOutSchema }],
        dependsOn: this.dependencies(inputs, new Set([id, ...chain]), stageId),
        publishes: false,
      });
    }
    return [
      ...(serving.plan.model ? [{ name: 'model', key: serving.plan.model.key, kind: 'json' as const }] : []),
      ...(serving.plan.evaluation ? [{ name: 'evaluation', key: serving.plan.evaluation, kind: 'json' as const }] : []),
      ...serving.plan.fits.map((key) => ({ name: `learned:${key}`, key, kind: 'learned' as const })),
      { name: 'heldOut', key: serving.heldOutKey, kind: 'table', schema: serving.heldOutSchema },
    ];
  }

  private put(stage: Stage): void {
    this.stages.set(stage.id, stage);
    for (const output of stage.outputs) if (!this.makers.has(output.key)) this.makers.set(output.key, stage.id);
  }
}

/** The task reads what arrives, and no output of its own node. */
function readsOnlyInputs({ taskInputs, inputKeys }: KeyedNode): boolean {
  const arriving = new Set(Object.values(inputKeys));
  return Object.values(taskInputs).every((key) => arriving.has(key));
}

const sameParts = (a: readonly PlannedPart[], b: readonly PlannedPart[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);
