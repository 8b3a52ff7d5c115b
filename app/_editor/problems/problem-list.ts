import { catalogue } from '@/nodes/catalogue.gen';
import { settingName } from '@/nodes/kernel/catalogue';
import type { Diagnostic, Severity } from '@/nodes/kernel/diagnostics';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunDetail } from '../api';
import { partWords } from '../timeline/stage-words';

/** Something that is wrong, with the drawing or with what a run found. */
export interface Problem {
  /** The same as long as it says the same. */
  readonly key: string;
  readonly severity: Severity;
  /** Undefined: the pipeline as a whole. */
  readonly node: string | undefined;
  /** What kind of problem, for grouping: the compiler's code, or what the run did. */
  readonly rule: string;
  readonly message: string;
  readonly hint: string | undefined;
  /** Within the node: “Target”, “input Table”, “Rules 2, Column”. */
  readonly where: string | undefined;
  readonly from:
    | { readonly kind: 'drawing'; readonly diagnostic: Diagnostic }
    | { readonly kind: 'run'; readonly run: number };
}

export function drawingProblems(
  diagnostics: readonly Diagnostic[],
  nodes: Readonly<Record<string, GraphNode>>,
): Problem[] {
  return diagnostics.map((diagnostic) => ({
    key: `${diagnostic.code} ${diagnostic.place.node ?? ''} ${diagnostic.place.path?.join('.') ?? ''} ${diagnostic.place.port ?? ''} ${diagnostic.message}`,
    severity: diagnostic.severity,
    node: diagnostic.place.node,
    rule: diagnostic.code,
    message: diagnostic.message,
    hint: diagnostic.hint,
    where: whereOf(diagnostic, nodes),
    from: { kind: 'drawing', diagnostic },
  }));
}

function whereOf({ place }: Diagnostic, nodes: Readonly<Record<string, GraphNode>>): string | undefined {
  if (place.parameter !== undefined) return `parameter ${place.parameter}`;
  const definition = catalogue[(place.node !== undefined && nodes[place.node]?.type) || ''];
  if (!definition) return undefined;
  if (place.port !== undefined) {
    const input = definition.ports.in[place.port];
    return input ? `input ${input.title}` : `output ${place.port}`;
  }
  if (!place.path || place.path.length === 0) return undefined;
  const entry = place.path.find((part) => typeof part === 'number');
  return [settingName(definition.settings, place.path), typeof entry === 'number' ? `entry ${entry + 1}` : undefined]
    .filter(Boolean)
    .join(', ');
}

/** What the shown run found: stages that failed, gates that did not pass, warnings of reports. */
export function runProblems(run: RunDetail | undefined): Problem[] {
  if (!run) return [];
  const from = { kind: 'run', run: run.number } as const;
  const failed = run.stages.flatMap((stage): Problem[] =>
    stage.error && stage.state === 'failed'
      ? [
          {
            key: `run ${run.id} ${stage.id}`,
            severity: 'error',
            node: stage.node,
            rule: stage.error.kind === 'gate' ? 'gate' : 'failed',
            message: stage.error.message,
            hint: stage.error.hint,
            where: partWords(stage),
            from,
          },
        ]
      : [],
  );
  const warned = Object.entries(run.ports).flatMap(([id, { type, summary }]): Problem[] => {
    const [node = ''] = id.split('.');
    const count = Number(summary?.warned ?? summary?.warnings ?? 0);
    if (type !== 'report' || !(count > 0) || failed.some((problem) => problem.node === node)) return [];
    return [
      {
        key: `run ${run.id} ${id}`,
        severity: 'warning',
        node,
        rule: 'warned',
        message:
          typeof summary?.note === 'string'
            ? summary.note
            : `${count} ${count === 1 ? 'warning' : 'warnings'} in its report.`,
        hint: 'Open its results to see what it found.',
        where: undefined,
        from,
      },
    ];
  });
  return [...failed, ...warned];
}

export type GroupBy = 'node' | 'rule';

export interface ProblemGroup {
  /** Node id, or rule. */
  readonly key: string;
  readonly problems: readonly Problem[];
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** By node in the order of the canvas, or by rule; the worst first, in each group and of the groups. */
export function groupProblems(
  problems: readonly Problem[],
  by: GroupBy,
  placeOf: (node: string) => number | undefined = () => undefined,
): ProblemGroup[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = by === 'node' ? (problem.node ?? '') : problem.rule;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  const place = (node: string | undefined) => (node === undefined ? -1 : (placeOf(node) ?? -1));
  for (const group of groups.values())
    group.sort((a, b) => rank[a.severity] - rank[b.severity] || place(a.node) - place(b.node));
  return [...groups]
    .map(([key, group]) => ({ key, problems: group }))
    .sort(
      (a, b) =>
        rank[a.problems[0]!.severity] - rank[b.problems[0]!.severity] ||
        (by === 'node' ? place(a.key || undefined) - place(b.key || undefined) : b.problems.length - a.problems.length),
    );
}

export interface ProblemCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

export function countProblems(problems: readonly Pick<Problem, 'severity'>[]): ProblemCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  return counts;
}

const ruleTitles: Readonly<Record<string, string>> = {
  failed: 'Failed in the run',
  gate: 'Gate did not pass',
  warned: 'Warned in the run',
  'setting-missing': 'Setting is missing',
  'setting-invalid': 'Setting is not right',
  'input-missing': 'Input without a wire',
  'column-unknown': 'Unknown column',
  'column-type': 'Wrong column type',
  'expression-invalid': 'Expression is not right',
  'not-servable': 'Cannot be served',
  'node-advice': 'Advice',
};

/** `leak-mixed-rows` as “Leak mixed rows”, where there is no better name. */
export const ruleTitle = (rule: string): string =>
  ruleTitles[rule] ?? `${rule[0]?.toUpperCase() ?? ''}${rule.slice(1).replaceAll('-', ' ')}`;

/** Fixes that take away only what never had an effect: they may be done in one go. */
export const safeFixes = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter(({ fix }) => fix?.isSafe);
