import { nodeTitle, runStateWords } from '@/app/_editor/timeline/stage-words';
import { settingLabel, valueWords } from '@/app/_frame/setting-words';
import { formatDuration, formatFigure, formatInteger } from '@/app/_ui/figures';
import { registry } from '@/nodes/registry.gen';
import type { RunDetail } from '@/server/db/run-views';

/** One thing that is said of every run, in the order of the runs. */
export interface ComparedRow {
  readonly key: string;
  readonly label: string;
  /** In words; empty where a run has no such thing. */
  readonly words: readonly string[];
  /** Where it is a number: for the picture, and the distance to the first run. */
  readonly values?: readonly (number | null)[];
  readonly differs: boolean;
}

export interface ComparedGroup {
  readonly title: string;
  readonly rows: readonly ComparedRow[];
}

/** What came of the runs, then everything that may explain why they differ. */
export function compareRuns(runs: readonly RunDetail[]): ComparedGroup[] {
  return [
    { title: 'Runs', rows: facts(runs) },
    { title: 'Results', rows: resultRows(runs) },
    { title: 'Data', rows: dataRows(runs) },
    { title: 'Parameters', rows: parameterRows(runs) },
    { title: 'Settings', rows: settingRows(runs) },
  ].filter(({ rows }) => rows.length > 0);
}

const row = (
  key: string,
  label: string,
  words: readonly string[],
  values?: readonly (number | null)[],
): ComparedRow => ({
  key,
  label,
  words,
  ...(values ? { values } : {}),
  differs: new Set(words).size > 1,
});

function facts(runs: readonly RunDetail[]): ComparedRow[] {
  const took = runs.map(({ createdAt, endedAt }) =>
    endedAt === null ? null : new Date(endedAt).getTime() - new Date(createdAt).getTime(),
  );
  return [
    row(
      'document',
      'Pipeline',
      runs.map(({ document }) => document.name),
    ),
    row(
      'state',
      'State',
      runs.map(({ state }) => runStateWords(state)),
    ),
    row(
      'version',
      'Version',
      runs.map(({ versionNumber }) => (versionNumber === null ? 'draft' : `v${versionNumber}`)),
    ),
    row(
      'took',
      'Took',
      took.map((time) => (time === null ? '…' : formatDuration(time))),
      took,
    ),
    row(
      'spec',
      'Spec',
      runs.map(({ specHash }) => specHash.slice(0, 12)),
    ),
  ];
}

/** Tables that come from outside: which bytes, and how many rows. */
function dataRows(runs: readonly RunDetail[]): ComparedRow[] {
  const sources = unionOf(runs, ({ document }) =>
    Object.entries(document.nodes).flatMap(([id, { type }]) => (registry[type]?.category === 'source' ? [id] : [])),
  );
  return sources.flatMap((id) => {
    const port = (run: RunDetail) => run.ports[`${id}.table`];
    const label = nodeTitle(runs.find(({ document }) => document.nodes[id])!.document, id);
    const counts = runs.map((run) => port(run)?.rowCount ?? null);
    return [
      row(
        `${id} version`,
        `${label}, version`,
        runs.map((run) => port(run)?.key.slice(0, 12) ?? ''),
      ),
      row(
        `${id} rows`,
        `${label}, rows`,
        counts.map((count) => (count === null ? '' : formatInteger(count))),
        counts,
      ),
    ];
  });
}

function parameterRows(runs: readonly RunDetail[]): ComparedRow[] {
  return unionOf(runs, ({ document }) => Object.keys(document.parameters)).map((name) => {
    const given = runs.map((run) => run.parameters[name] ?? run.document.parameters[name]?.default);
    return row(
      `parameter ${name}`,
      name,
      given.map((value) => (value === undefined ? '' : valueWords(value))),
      given.every((value) => typeof value === 'number' || value === undefined)
        ? given.map((value) => (typeof value === 'number' ? value : null))
        : undefined,
    );
  });
}

/** Settings that are not the same in every run, with defaults filled in. */
function settingRows(runs: readonly RunDetail[]): ComparedRow[] {
  const settings = runs.map(({ document }) => {
    const all = new Map<string, { label: string; value: unknown }>();
    for (const [id, node] of Object.entries(document.nodes)) {
      const parsed = registry[node.type]?.config.safeParse(node.config);
      for (const [path, value] of leaves(parsed?.success ? parsed.data : node.config)) {
        const label = `${nodeTitle(document, id)} › ${settingLabel(node.type, path)}`;
        all.set(`${id} ${node.type} ${path.join('.')}`, { label, value });
      }
    }
    return all;
  });
  return [...new Set(settings.flatMap((all) => [...all.keys()]))].flatMap((key) => {
    const label = settings.find((all) => all.has(key))!.get(key)!.label;
    const values = settings.map((all) => all.get(key)?.value);
    const compared = row(
      `setting ${key}`,
      label,
      values.map((value) => (value === undefined ? '' : valueWords(value))),
      values.every((value) => typeof value === 'number' || value === undefined)
        ? values.map((value) => (typeof value === 'number' ? value : null))
        : undefined,
    );
    return compared.differs ? [compared] : [];
  });
}

function resultRows(runs: readonly RunDetail[]): ComparedRow[] {
  return unionOf(runs, ({ results }) => Object.keys(results)).map((figure) => {
    const [node = '', ...name] = figure.split('.');
    const title = nodeTitle(runs.find(({ document }) => document.nodes[node])?.document ?? runs[0]!.document, node);
    const values = runs.map(({ results }) => results[figure] ?? null);
    return row(
      `result ${figure}`,
      `${title} › ${name.join('.').replaceAll('_', ' ')}`,
      values.map((value) => (value === null ? '' : formatFigure(value))),
      values,
    );
  });
}

const unionOf = (runs: readonly RunDetail[], of: (run: RunDetail) => readonly string[]): string[] => [
  ...new Set(runs.flatMap(of)),
];

/** Values by path; lists are one value. */
function leaves(value: unknown, path: readonly string[] = []): [readonly string[], unknown][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || '$param' in value) return [[path, value]];
  return Object.entries(value).flatMap(([name, entry]) => leaves(entry, [...path, name]));
}
