import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from '@/nodes/kernel/nearest-name';
import { EXPORT_TARGETS, type ExportTarget } from './export-pipeline';
import { misuse } from './output';

export type Command =
  | { readonly name: 'help'; readonly topic?: string }
  | ({
      readonly name: 'run';
      readonly publish: boolean;
      /** Run this node and what follows it, although the results are known. */
      readonly from?: string;
      /** Run only what leads to this node. */
      readonly to?: string;
    } & FileCommand)
  | ({ readonly name: 'compile' } & FileCommand)
  | { readonly name: 'diff'; readonly a: string; readonly b: string; readonly json: boolean }
  | ({ readonly name: 'export'; readonly to: ExportTarget; readonly output?: string } & FileCommand)
  | {
      readonly name: 'predict';
      readonly target: string;
      readonly rows: string;
      readonly key?: string;
      readonly json: boolean;
    }
  | { readonly name: 'gc'; readonly dryRun: boolean; readonly keepRuns?: number; readonly json: boolean };

interface FileCommand {
  readonly file: string;
  /** Values of run parameters, as typed. */
  readonly set: Readonly<Record<string, string>>;
  /** Paths of sources; `hash` when the content is meant to differ from what the file says. */
  readonly data: Readonly<Record<string, BoundPath>>;
  readonly json: boolean;
}

export interface BoundPath {
  readonly path: string;
  readonly hash?: string;
}

export const COMMANDS = ['run', 'compile', 'diff', 'export', 'predict', 'gc', 'help'] as const;

const json = { json: { type: 'boolean', default: false } } as const;
const binding = {
  set: { type: 'string', multiple: true, default: [] as string[] },
  data: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Reads the words after `sluice`; throws `usage` for what it does not know. */
export function parseCommand(words: readonly string[]): Command {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h') return { name: 'help' };
  if (rest.includes('--help') || rest.includes('-h')) return { name: 'help', topic: name };
  switch (name) {
    case 'help':
      return { name: 'help', ...(rest[0] === undefined ? {} : { topic: rest[0] }) };
    case 'run': {
      const { values, positionals } = read(rest, {
        ...json,
        ...binding,
        publish: { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
      });
      const { publish, from, to } = values;
      return { name, ...fileCommand(name, positionals, values), publish, ...given({ from, to }) };
    }
    case 'compile': {
      const { values, positionals } = read(rest, { ...json, ...binding });
      return { name, ...fileCommand(name, positionals, values) };
    }
    case 'diff': {
      const { values, positionals } = read(rest, json);
      const [a, b] = exactly(2, positionals, 'sluice diff BEFORE.json AFTER.json');
      return { name, a: a!, b: b!, json: values.json };
    }
    case 'export': {
      const options = { ...json, ...binding, to: { type: 'string' }, output: { type: 'string', short: 'o' } } as const;
      const { values, positionals } = read(rest, options);
      const { to, output } = values;
      return {
        name,
        ...fileCommand(name, positionals, values),
        to: target(to),
        ...(output === undefined ? {} : { output }),
      };
    }
    case 'predict': {
      const { values, positionals } = read(rest, {
        ...json,
        rows: { type: 'string', default: '-' },
        key: { type: 'string' },
      });
      const [what] = exactly(1, positionals, 'sluice predict ENDPOINT|FILE --rows ROWS.json');
      const key = values.key === undefined ? {} : { key: values.key };
      return { name, target: what!, rows: values.rows, ...key, json: values.json };
    }
    case 'gc': {
      const options = {
        ...json,
        'dry-run': { type: 'boolean', default: false },
        'keep-runs': { type: 'string' },
      } as const;
      const { values, positionals } = read(rest, options);
      exactly(0, positionals, 'sluice gc [--dry-run] [--keep-runs N]');
      const keepRuns = values['keep-runs'] === undefined ? {} : { keepRuns: wholeNumber(values['keep-runs']) };
      return { name, dryRun: values['dry-run'], ...keepRuns, json: values.json };
    }
    default: {
      const meant = nearestName(name, COMMANDS);
      throw misuse(
        `There is no command “${name}”.`,
        meant ? `Did you mean “${meant}”?` : `Commands: ${COMMANDS.join(', ')}.`,
      );
    }
  }
}

function read<const O extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. To specify')[0]! : String(cause);
    throw misuse(`${message.replace(/\.$/, '')}.`, 'See: npm run --silent sluice -- help');
  }
}

const given = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

function exactly(count: number, positionals: readonly string[], usage: string): readonly string[] {
  if (positionals.length === count) return positionals;
  throw misuse(
    `This command takes ${count} ${count === 1 ? 'name' : 'names'}; ${positionals.length} were given.`,
    `Usage: ${usage}`,
  );
}

function fileCommand(
  name: string,
  positionals: readonly string[],
  values: { json: boolean; set: string[]; data: string[] },
): FileCommand {
  const [file] = exactly(1, positionals, `sluice ${name} FILE`);
  return {
    file: file!,
    set: Object.fromEntries(values.set.map((each) => pair(each, '--set name=value'))),
    data: Object.fromEntries(values.data.map((each) => boundPath(each))),
    json: values.json,
  };
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw misuse(`“${text}” is not a number of runs.`, 'Usage: sluice gc --keep-runs 20');
}

function pair(text: string, usage: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw misuse(`“${text}” names no value.`, `Usage: ${usage}`);
}

function boundPath(text: string): [string, BoundPath] {
  const [node, location] = pair(text, '--data source=path or --data source=path#sha256');
  const [, path, hash] = /^(.*)#([0-9a-f]{64})$/i.exec(location) ?? [];
  return [node, path !== undefined && hash !== undefined ? { path, hash: hash.toLowerCase() } : { path: location }];
}

function target(to: string | undefined): ExportTarget {
  const found = EXPORT_TARGETS.find((each) => each === to);
  if (found !== undefined) return found;
  throw misuse(
    to === undefined ? 'Say what to export to.' : `Sluice does not export to “${to}”.`,
    `Usage: sluice export FILE --to ${EXPORT_TARGETS.join('|')}`,
  );
}
