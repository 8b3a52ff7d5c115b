import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { diffSettings, type SettingChange } from '@/server/compiler/diff/diff-settings';
import type { RunSpec, Stage } from '@/server/compiler/emit/run-spec';
import { labelAt } from '@/server/compiler/passes/settings';

/** What a plan needs to know of the world. */
export interface PlanKnowledge {
  /** Keys in the catalogue, each with the number of the run that made it (null: an import). */
  readonly catalogue: ReadonlyMap<string, number | null>;
  /** The drawing to be run, for the words of the reasons. */
  readonly document?: GraphDoc;
  /** The pipeline's run before this one. */
  readonly previous?: { readonly document: GraphDoc; readonly stages: readonly Stage[] };
  /** `node` or `node.port`; absent: everything. */
  readonly targets?: readonly string[];
}

export interface PlannedStage {
  readonly stage: Stage;
  readonly state: 'reused' | 'skipped' | 'waiting';
  /** In words, for the card. */
  readonly reason: string;
  /** Ids of stages that it waits for: those it reads and the gates above it, as far as they run. */
  readonly waitsFor: readonly string[];
  /** Gates among `waitsFor`: they are part of what the computation is. */
  readonly gates: readonly string[];
}

/** Decides for each stage whether it is reused, needed by nobody, or runs; in the spec's order. */
export function planRun(spec: RunSpec, knowledge: PlanKnowledge): PlannedStage[] {
  const byId = new Map(spec.stages.map((stage) => [stage.id, stage]));
  const gates = findGates(spec);
  const reusable = (stage: Stage) =>
    !stage.publishes &&
    stage.outputs.length > 0 &&
    stage.outputs.every((output) => knowledge.catalogue.has(output.key));
  const runs = new Set<string>();
  for (const id of wantedStages(spec, knowledge.targets, gates)) addRunning(id);

  function addRunning(id: string): void {
    const stage = byId.get(id)!;
    if (runs.has(id) || reusable(stage)) return;
    runs.add(id);
    for (const parent of stage.dependsOn) addRunning(parent);
  }

  const above = new Map<string, ReadonlySet<string>>();
  return spec.stages.map((stage) => {
    above.set(stage.id, gatesAbove(stage, gates, above));
    if (!runs.has(stage.id)) {
      return reusable(stage)
        ? { stage, state: 'reused', reason: reusedReason(stage, knowledge), waitsFor: [], gates: [] }
        : {
            stage,
            state: 'skipped',
            reason: 'Not needed: everything that reads it is reused.',
            waitsFor: [],
            gates: [],
          };
    }
    const waitedGates = [...above.get(stage.id)!].filter((id) => runs.has(id)).sort();
    const parents = stage.dependsOn.filter((id) => runs.has(id));
    const waitsFor = [...new Set([...parents, ...waitedGates])];
    return { stage, state: 'waiting', reason: runReason(stage, byId, knowledge), waitsFor, gates: waitedGates };
  });
}

/** Stages that somebody waits for without reading them. */
function findGates(spec: RunSpec): Set<string> {
  const writers = new Map(
    spec.stages.flatMap((stage) => stage.outputs.map((output) => [output.key, stage.id] as const)),
  );
  const gates = new Set<string>();
  for (const stage of spec.stages) {
    const read = new Set(stage.inputs.map((input) => writers.get(input.key)));
    for (const parent of stage.dependsOn) if (!read.has(parent)) gates.add(parent);
  }
  return gates;
}

/** Gates hold through what is reused: a check that fails stops all that lies below it. */
function gatesAbove(
  stage: Stage,
  gates: ReadonlySet<string>,
  above: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const found = new Set<string>();
  for (const parent of stage.dependsOn) {
    if (gates.has(parent)) found.add(parent);
    for (const gate of above.get(parent) ?? []) found.add(gate);
  }
  return found;
}

/** What a run is for: what nobody reads, every gate, and everything when nothing was named. */
function wantedStages(spec: RunSpec, targets: readonly string[] | undefined, gates: ReadonlySet<string>): string[] {
  if (targets === undefined) {
    const read = new Set(spec.stages.flatMap((stage) => stage.dependsOn));
    return spec.stages.filter((stage) => !read.has(stage.id) || gates.has(stage.id)).map((stage) => stage.id);
  }
  const byPort = targets.flatMap((target) => spec.ports[target]?.stage ?? []);
  const byNode = spec.stages
    .filter((stage) => stage.round === undefined && stage.nodes.some((node) => targets.includes(node)))
    .map((stage) => stage.id);
  return [...byPort, ...byNode];
}

function reusedReason(stage: Stage, { catalogue }: PlanKnowledge): string {
  const numbers = stage.outputs.map((output) => catalogue.get(output.key) ?? 0);
  const latest = Math.max(...numbers);
  return latest > 0 ? `Reused from run ${latest}: same data and settings.` : 'Reused: same data and settings.';
}

function runReason(stage: Stage, byId: ReadonlyMap<string, Stage>, { document, previous }: PlanKnowledge): string {
  if (stage.publishes) return 'Always runs: it acts outside the pipeline.';
  if (previous === undefined) return 'First run.';
  const before = previous.stages.find((candidate) => candidate.id === stage.id);
  if (before === undefined) return 'New in this pipeline.';
  if (before.key === stage.key) return 'Its result is not in the store.';
  const own = stage.nodes.flatMap((node) => changedSettings(node, previous.document, document));
  if (own.length > 0) return `Changed: ${own.join(', ')}.`;
  const upstream = nodesAbove(stage, byId).flatMap((node) => changedSettings(node, previous.document, document));
  if (upstream.length > 0) return `Changed upstream: ${upstream.join(', ')}.`;
  return 'What feeds it changed: its wires, a parameter or an import.';
}

/** `Train: Rounds 100 → 80`, in the words of the form, for the settings of a node that differ between two drawings. */
function changedSettings(node: string, before: GraphDoc, after: GraphDoc | undefined): string[] {
  const [old, now] = [before.nodes[node], after?.nodes[node]];
  if (now === undefined) return [];
  const definition = registry[now.type];
  const title = now.title ?? definition?.title ?? node;
  if (old === undefined) return [`${title} (new)`];
  return diffSettings(old, now, registry).map((change) => {
    const label = definition ? labelAt(definition, change.path) : change.path.join('.');
    return `${title}: ${label}${valuesInWords(change)}`;
  });
}

/** The two values, when they are short enough to be read in a sentence. */
function valuesInWords({ before, after }: SettingChange): string {
  const isShort = (value: unknown) =>
    ['number', 'boolean', 'string'].includes(typeof value) && String(value).length <= 24;
  if (!isShort(after)) return '';
  return before === undefined ? ` → ${String(after)}` : isShort(before) ? ` ${String(before)} → ${String(after)}` : '';
}

function nodesAbove(stage: Stage, byId: ReadonlyMap<string, Stage>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const look = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    const parent = byId.get(id)!;
    parent.dependsOn.forEach(look);
    for (const node of parent.nodes) found.add(node);
  };
  stage.dependsOn.forEach(look);
  return [...found];
}
