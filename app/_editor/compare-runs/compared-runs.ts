import { formatFigure, formatInteger } from '@/app/_ui/figures';
import { bindParameters } from '@/nodes/kernel/graph-doc/bind-parameters';
import { registry } from '@/nodes/registry.gen';
import { type ChangedNode, diffDocs } from '@/server/compiler/diff/diff-docs';
import { labelAt } from '@/server/compiler/passes/settings';
import type { RunDetail } from '../api';
import { figureName, figureRank } from '../run/figure-names';
import { nodeTitle, stageStateWords } from '../timeline/stage-words';
import { cameOut } from './card-words';
import { isWithinNoise, type ReportPair } from './noise';

export type ComparedSide = 'a' | 'both' | 'b';

/** Two runs side by side; A is the one that is held against. */
export interface ComparedRuns {
  readonly a: RunDetail;
  readonly b: RunDetail;
  /** Which of them the cards show. */
  readonly side: ComparedSide;
  /** Every node of either run, in the order of B, those that only A has last. */
  readonly nodes: Readonly<Record<string, ComparedNode>>;
  /** What tables held, by `node.port`, where the two differ. */
  readonly ports: Readonly<Record<string, string>>;
  /** What told noise from difference. */
  readonly reports?: Reports;
}

export interface ComparedNode {
  readonly id: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  /** Null on the side where it has none. */
  readonly state: Pair<string>;
  readonly tookMs: Pair<number>;
  readonly rows: Pair<number>;
  /** What it found out, where both or one of them says it. */
  readonly figures: readonly ComparedFigure[];
  /** Settings that are not the same. */
  readonly settings: readonly { readonly label: string; readonly values: Pair<string> }[];
}

export type Pair<T> = readonly [a: T | null, b: T | null];

export interface ComparedFigure {
  readonly name: string;
  readonly values: Pair<number>;
  /** The two are not the same, and more apart than chance would bring them. */
  readonly differs: boolean;
  /** They are not the same, but A lies within the interval of B. */
  readonly isNoise: boolean;
}

export type Reports = ReadonlyMap<string, ReportPair>;

/** `reports`: by node, of those that tell intervals; without one, any difference of a figure is one. */
export function compareRuns(a: RunDetail, b: RunDetail, reports: Reports = new Map()): Omit<ComparedRuns, 'side'> {
  const drawn = diffDocs(boundDocument(a), boundDocument(b), registry);
  const ids = [...new Set([...Object.keys(b.document.nodes), ...Object.keys(a.document.nodes)])];
  const figures = figuresByNode(a, b, reports);
  const changed = new Map(drawn.nodes.changed.map((node) => [node.id, node]));
  const stages = [stagesByNode(a), stagesByNode(b)] as const;
  const nodes = ids.map((id) =>
    comparedNode(id, {
      a,
      b,
      changed: changed.get(id),
      figures: figures.get(id) ?? [],
      stages: [stages[0].get(id) ?? [], stages[1].get(id) ?? []],
    }),
  );
  return { a, b, nodes: Object.fromEntries(nodes.map((node) => [node.id, node])), ports: comparedPorts(a, b) };
}

/** The drawing as its nodes were told in the run. */
const boundDocument = ({ document, parameters }: RunDetail) => bindParameters(document, parameters);

interface Sources {
  readonly a: RunDetail;
  readonly b: RunDetail;
  readonly changed: ChangedNode | undefined;
  readonly figures: readonly ComparedFigure[];
  readonly stages: readonly [a: readonly Stage[], b: readonly Stage[]];
}

type Stage = RunDetail['stages'][number];

function stagesByNode({ stages }: RunDetail): Map<string, Stage[]> {
  const found = new Map<string, Stage[]>();
  for (const stage of stages)
    for (const node of stage.nodes) {
      const known = found.get(node);
      if (known) known.push(stage);
      else found.set(node, [stage]);
    }
  return found;
}

function comparedNode(id: string, { a, b, changed, figures, stages }: Sources): ComparedNode {
  const [inA, inB] = [a.document.nodes[id], b.document.nodes[id]];
  const state: Pair<string> = [stateOf(stages[0]), stateOf(stages[1])];
  const rows: Pair<number> = [rowsOf(a, id), rowsOf(b, id)];
  const settings = settingsOf(id, changed, b);
  const differs =
    settings.length > 0 ||
    rows[0] !== rows[1] ||
    figures.some((figure) => figure.differs) ||
    cameOut(state[0]) !== cameOut(state[1]);
  return {
    id,
    title: nodeTitle(inB ? b.document : a.document, id),
    kind: !inA ? 'added' : !inB ? 'removed' : differs ? 'changed' : 'same',
    state,
    tookMs: [tookOf(stages[0], id), tookOf(stages[1], id)],
    rows,
    figures,
    settings,
  };
}

const ranking = ['failed', 'running', 'queued', 'waiting', 'cancelled', 'skipped', 'done', 'reused'] as const;

function stateOf(stages: readonly Stage[]): string | null {
  const states = stages.map(({ state }) => state);
  const first = ranking.find((state) => states.includes(state));
  return first ? stageStateWords(first) : null;
}

function tookOf(stages: readonly Stage[], id: string): number | null {
  const worked = stages.filter(
    ({ node, state, durationMs }) => node === id && state !== 'reused' && durationMs !== null,
  );
  return worked.length === 0 ? null : worked.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
}

/** Of its first table. */
function rowsOf(run: RunDetail, id: string): number | null {
  const type = run.document.nodes[id]?.type;
  const outputs = Object.keys((type && registry[type]?.ports.out) || {});
  return outputs.map((port) => run.ports[`${id}.${port}`]?.rowCount ?? null).find((count) => count !== null) ?? null;
}

function settingsOf(id: string, changed: ChangedNode | undefined, b: RunDetail): ComparedNode['settings'] {
  const definition = registry[b.document.nodes[id]?.type ?? ''];
  return (changed?.settings ?? []).map(({ path, before, after }) => ({
    label: definition ? labelAt(definition, path) : path.join('.'),
    values: [wordsOf(before), wordsOf(after)],
  }));
}

function wordsOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : typeof value === 'number' ? formatFigure(value) : JSON.stringify(value);
}

function figuresByNode(a: RunDetail, b: RunDetail, reports: Reports): Map<string, ComparedFigure[]> {
  const found = new Map<string, ComparedFigure[]>();
  for (const key of new Set([...Object.keys(b.results), ...Object.keys(a.results)])) {
    const [node = '', ...name] = key.split('.');
    const values: Pair<number> = [a.results[key] ?? null, b.results[key] ?? null];
    const said = figureName(name.join('.'));
    const pair = reports.get(node);
    const isEqual = values[0] === values[1];
    const isNoise =
      !isEqual && pair !== undefined && values[0] !== null && isWithinNoise(pair, said, values[0]) === true;
    const figure = { name: said, values, differs: !isEqual && !isNoise, isNoise };
    found.set(node, [...(found.get(node) ?? []), figure]);
  }
  for (const figures of found.values()) figures.sort((x, y) => figureRank(x.name) - figureRank(y.name));
  return found;
}

function comparedPorts(a: RunDetail, b: RunDetail): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [port, { rowCount }] of Object.entries(b.ports)) {
    const before = a.ports[port]?.rowCount ?? null;
    if (before === null || rowCount === null || before === rowCount) continue;
    found[port] = `${formatInteger(before)} → ${formatInteger(rowCount)}`;
  }
  return found;
}
