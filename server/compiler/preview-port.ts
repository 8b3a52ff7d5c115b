import { inputsOf, mapScans, type Rel, visitRel, withInputs } from '@/nodes/kernel/rel/rel';
import type { FitStage, RunSpec } from './emit/run-spec';
import { readsOf } from './passes/key-index';
import { scanColumns } from './passes/lower';

/** Rows that a preview reads of each large table. */
export const PREVIEW_ROWS = 1000;
/** Tables of so few rows are read whole: the preview is then what a run would give. */
export const WHOLE_ROWS = 20_000;
/** Partners of sampled rows are looked up in tables up to this size; of larger ones in their first rows only. */
export const LOOKUP_ROWS = 1_000_000;

/** What has to be learned before a preview can be shown. */
export interface PreviewFit extends Pick<FitStage, 'rel' | 'aggregates' | 'task' | 'node'> {
  readonly key: string;
}

/** A look at a port that no run has made: over what there is, without writing anything that lasts. */
export interface PreviewedPort {
  readonly rel: Rel;
  /** In an order in which each comes after those it reads. */
  readonly fits: readonly PreviewFit[];
  /** Rows read of each large table; absent: all rows of all tables. */
  readonly sampleRows?: number;
  /** Some value depends on other rows, of which only the sample was seen. */
  readonly looksAtOthers: boolean;
  /** Nodes above that have to run first: what they make is no relation. */
  readonly waitsFor: readonly string[];
}

/** What is known of artifacts: whether they exist, and how many rows they hold. */
export interface Available {
  has(key: string): boolean;
  rowCount(key: string): number | undefined;
}

/**
 * The rows of a port out of the nearest artifacts that exist, with what has to be learned on the way. Large tables are
 * cut to their first rows; of the two sides of a join only the one whose rows are kept is cut, so that its rows still
 * find their partners. What a fit reads is cut alike: below a split it stays the part of training rows that the compiler wrote.
 */
export function previewPort(spec: RunSpec, port: string, available: Available): PreviewedPort | undefined {
  const opened = spec.ports[port];
  if (!opened?.schema) return undefined;
  const whole = new PreviewBuilder(spec, available, 'whole');
  const columns = scanColumns(opened.schema);
  const scan: Rel = { op: 'scan', key: opened.key, columns };
  const rel = whole.open(scan);
  if (whole.isSmall() && !whole.fits.some(({ task }) => task)) return whole.finish(rel);
  const sampled = new PreviewBuilder(spec, available, 'first rows');
  return sampled.finish(sampled.open(scan));
}

class PreviewBuilder {
  readonly fits: PreviewFit[] = [];
  private readonly relations: ReadonlyMap<string, Rel>;
  private readonly stages: ReadonlyMap<string, FitStage>;
  private readonly makers: ReadonlyMap<string, string>;
  private readonly written = new Map<string, Rel>();
  private readonly missing = new Set<string>();
  private readonly read = new Set<string>();
  private readonly learning = new Set<string>();
  /** What was cut already: two branches over one relation stay one. */
  private readonly cut = { kept: new Map<Rel, Rel>(), lookup: new Map<Rel, Rel>() };
  private isCut = false;

  constructor(
    spec: RunSpec,
    private readonly available: Available,
    private readonly extent: 'whole' | 'first rows',
  ) {
    this.relations = relationsOf(spec);
    const outputs = spec.stages.flatMap((stage) => stage.outputs.map(({ key }) => [key, stage] as const));
    this.stages = new Map(outputs.flatMap(([key, stage]) => (stage.kind === 'fit' ? [[key, stage]] : [])));
    this.makers = new Map(outputs.map(([key, stage]) => [key, stage.node]));
  }

  /** A relation over artifacts that exist; notes what is missing and what has to be learned. */
  open(rel: Rel): Rel {
    const inlined = this.inline(rel);
    const opened = this.extent === 'whole' ? inlined : this.firstRows(inlined);
    const { tables, fits } = readsOf(opened);
    for (const key of tables) {
      this.read.add(key);
      if (!this.available.has(key)) this.missing.add(key);
    }
    for (const key of fits) this.learn(key);
    return opened;
  }

  isSmall(): boolean {
    return [...this.read].every((key) => (this.available.rowCount(key) ?? 0) <= WHOLE_ROWS);
  }

  finish(rel: Rel): PreviewedPort {
    return {
      rel,
      fits: this.fits,
      ...(this.isCut ? { sampleRows: PREVIEW_ROWS } : {}),
      looksAtOthers: this.isCut && looksAtOthers(rel),
      waitsFor: [...new Set([...this.missing].map((key) => this.makers.get(key) ?? key))],
    };
  }

  private learn(key: string): void {
    if (this.available.has(key) || this.learning.has(key)) return;
    this.learning.add(key);
    const stage = this.stages.get(key);
    if (!stage) {
      this.missing.add(key);
      return;
    }
    const rel = this.open(stage.rel);
    const { aggregates, task, node } = stage;
    this.fits.push({ key, node, rel, aggregates, ...(task ? { task } : {}) });
  }

  private inline(rel: Rel): Rel {
    return mapScans(rel, (scan) => {
      const below = this.available.has(scan.key) ? undefined : this.relations.get(scan.key);
      if (!below) return scan;
      // What two branches read is one object, so that a query computes it once.
      const known = this.written.get(scan.key) ?? this.inline(below);
      this.written.set(scan.key, known);
      return known;
    });
  }

  private firstRows(rel: Rel, isLookup = false): Rel {
    const known = this.cut[isLookup ? 'lookup' : 'kept'];
    const made = known.get(rel) ?? this.cutOff(rel, isLookup);
    known.set(rel, made);
    return made;
  }

  private cutOff(rel: Rel, isLookup: boolean): Rel {
    if (rel.op === 'scan') {
      const rows = this.available.rowCount(rel.key) ?? 0;
      if (rows <= (isLookup ? LOOKUP_ROWS : PREVIEW_ROWS)) return rel;
      this.isCut = true;
      return { ...rel, first: PREVIEW_ROWS };
    }
    const kept = keptSides(rel);
    const inputs = inputsOf(rel).map((input, side) => this.firstRows(input, isLookup || !kept[side]));
    return withInputs(rel, inputs);
  }
}

/** Which inputs give a relation its rows; the others are looked up. */
function keptSides(rel: Rel): readonly boolean[] {
  if (rel.op === 'asof') return [true, false];
  if (rel.op === 'join')
    return rel.kind === 'full' ? [true, true] : rel.kind === 'right' ? [false, true] : [true, false];
  return inputsOf(rel).map(() => true);
}

/** Every table that is a query, by the key of what it makes: ports of the drawing, and those of the rounds of folds. */
function relationsOf(spec: RunSpec): Map<string, Rel> {
  const relations = new Map<string, Rel>();
  for (const { key, rel } of Object.values(spec.ports)) if (rel && rel.op !== 'scan') relations.set(key, rel);
  for (const stage of spec.stages) {
    if (stage.kind !== 'query') continue;
    for (const { name, key } of stage.outputs) {
      const rel = stage.relations[name];
      if (rel && !relations.has(key)) relations.set(key, rel);
    }
  }
  return relations;
}

const OTHER_ROWS: ReadonlySet<Rel['op']> = new Set(['aggregate', 'count-same', 'distinct', 'window', 'sort', 'sample']);

/** A value, or who is there, depends on rows besides the row itself. */
function looksAtOthers(rel: Rel): boolean {
  let found = false;
  visitRel(rel, (part) => {
    const isRanked = part.op === 'label' && (part.method.kind === 'stratified' || part.method.kind === 'time');
    if (isRanked || OTHER_ROWS.has(part.op)) found = true;
  });
  return found;
}
