import type { StageState } from '@/drizzle/schema/execution';
import { bindParameters } from '@/nodes/kernel/graph-doc/bind-parameters';
import type { GraphDoc, GraphNode, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
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
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** The pipeline's run before this one. */
  readonly previous?: PreviousRun;
  /** `node` or `node.port`; absent: everything. */
  readonly targets?: readonly string[];
  /** Nodes that run anew with all that follows them, although their results are known. */
  readonly from?: readonly string[];
}

export interface PreviousRun {
  readonly number: number;
  readonly document: GraphDoc;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly stages: readonly Stage[];
  /** How its stages ended, by stage id. */
  readonly states: Readonly<Record<string, StageState>>;
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
  /** It runs although its result is known. */
  readonly anew: boolean;
}

/** Decides for each stage whether it is reused, needed by nobody, or runs; in the spec's order. */
export function planRun(spec: RunSpec, knowledge: PlanKnowledge): PlannedStage[] {
  const byId = new Map(spec.stages.map((stage) => [stage.id, stage]));
  const gates = findGates(spec);
  const anew = followersOf(spec, knowledge.from ?? []);
  const reusable = (stage: Stage) =>
    !stage.publishes &&
    stage.outputs.length > 0 &&
    stage.outputs.every((output) => knowledge.catalogue.has(output.key));
  const runs = new Set<string>();
  for (const id of wantedStages(spec, knowledge.targets, gates)) addRunning(id);

  function addRunning(id: string): void {
    const stage = byId.get(id)!;
    if (runs.has(id) || (reusable(stage) && !anew.has(id))) return;
    runs.add(id);
    for (const parent of stage.dependsOn) addRunning(parent);
  }

  const changes = changesOf(spec, knowledge);
  const above = new Map<string, ReadonlySet<string>>();
  return spec.stages.map((stage) => {
    above.set(stage.id, gatesAbove(stage, gates, above));
    if (!runs.has(stage.id)) {
      return reusable(stage)
        ? { stage, state: 'reused', reason: reusedReason(stage, knowledge), waitsFor: [], gates: [], anew: false }
        : {
            stage,
            state: 'skipped',
            reason: 'Not needed: everything that reads it is reused.',
            waitsFor: [],
            gates: [],
            anew: false,
          };
    }
    const waitedGates = [...above.get(stage.id)!].filter((id) => runs.has(id)).sort();
    const parents = stage.dependsOn.filter((id) => runs.has(id));
    const waitsFor = [...new Set([...parents, ...waitedGates])];
    const isAnew = anew.has(stage.id);
    const reason = isAnew && !stage.publishes ? anewReason(knowledge) : runReason(stage, changes, knowledge);
    return { stage, state: 'waiting', reason, waitsFor, gates: waitedGates, anew: isAnew };
  });
}

/** Stages that do the work of these nodes, and all that depend on them. */
function followersOf(spec: RunSpec, nodes: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const stage of spec.stages)
    if (stage.nodes.some((node) => nodes.includes(node)) || stage.dependsOn.some((id) => found.has(id)))
      found.add(stage.id);
  return found;
}

function anewReason({ from = [], document }: PlanKnowledge): string {
  const titles = from.map((node) => titleOf(document?.nodes[node], node));
  return `Run anew, as asked: from ${titles.join(', ')} on.`;
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

function runReason(stage: Stage, changes: Changes, { previous }: PlanKnowledge): string {
  if (stage.publishes) return 'Always runs: it acts outside the pipeline.';
  if (previous === undefined) return 'First run.';
  const before = previous.stages.find((candidate) => candidate.id === stage.id);
  if (before === undefined)
    return previous.document.nodes[stage.node] ? `Not part of run ${previous.number}.` : 'New in this pipeline.';
  if (before.key === stage.key) return lostReason(stage, previous);
  const { own, upstream } = changes.get(stage.id)!;
  if (own.length > 0) return `Changed: ${listed(own)}.`;
  if (upstream.size > 0) return `Changed upstream: ${listed([...upstream])}.`;
  return 'What feeds it changed: its wires or an import.';
}

/** Why there is no result although it was asked for before, with the same data and settings. */
function lostReason(stage: Stage, { number, states }: PreviousRun): string {
  switch (states[stage.id]) {
    case 'failed':
      return `It failed in run ${number}.`;
    case 'cancelled':
      return `Run ${number} was cancelled before it was done.`;
    case 'skipped':
      return `Run ${number} did not come to it.`;
    default:
      return 'Its result is not in the store.';
  }
}

const mostNamed = 3;
const listed = (words: readonly string[]): string =>
  words.length <= mostNamed
    ? words.join(', ')
    : `${words.slice(0, mostNamed).join(', ')} and ${words.length - mostNamed} more`;

/** What changed since the run before: of a stage's own nodes, and of those above it. */
type Changes = ReadonlyMap<string, { readonly own: readonly string[]; readonly upstream: ReadonlySet<string> }>;

function changesOf(spec: RunSpec, { document, parameters, previous }: PlanKnowledge): Changes {
  const changes = new Map<string, { own: string[]; upstream: Set<string> }>();
  if (previous === undefined) return changes;
  const before = bindParameters(previous.document, previous.parameters);
  const after = document && bindParameters(document, parameters);
  const ofNode = new Map<string, string[]>();
  const changedIn = (node: string): string[] => {
    const known = ofNode.get(node) ?? changedSettings(node, before, after);
    ofNode.set(node, known);
    return known;
  };
  for (const stage of spec.stages) {
    const upstream = new Set<string>();
    for (const parent of stage.dependsOn) {
      const { own = [], upstream: above = [] } = changes.get(parent) ?? {};
      for (const words of [...above, ...own]) upstream.add(words);
    }
    changes.set(stage.id, { own: stage.nodes.flatMap(changedIn), upstream });
  }
  return changes;
}

/** `Train: Rounds 100 → 80`, in the words of the form, for the settings of a node that differ between two drawings. */
function changedSettings(node: string, before: GraphDoc, after: GraphDoc | undefined): string[] {
  const [old, now] = [before.nodes[node], after?.nodes[node]];
  if (now === undefined) return [];
  const definition = registry[now.type];
  const title = titleOf(now, node);
  if (old === undefined) return [`${title} (new)`];
  return diffSettings(old, now, registry).map((change) => {
    const label = definition ? labelAt(definition, change.path) : change.path.join('.');
    return `${title}: ${label}${valuesInWords(change)}`;
  });
}

const titleOf = (node: GraphNode | undefined, id: string): string =>
  node?.title ?? (node ? registry[node.type]?.title : undefined) ?? id;

/** The two values, when they are short enough to be read in a sentence. */
function valuesInWords({ before, after }: SettingChange): string {
  const isShort = (value: unknown) =>
    ['number', 'boolean', 'string'].includes(typeof value) && String(value).length <= 24;
  if (!isShort(after)) return '';
  return before === undefined ? ` → ${String(after)}` : isShort(before) ? ` ${String(before)} → ${String(after)}` : '';
}
