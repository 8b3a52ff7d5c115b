import { mapScans, type Rel } from '@/nodes/kernel/rel/rel';
import type { RunSpec } from './emit/run-spec';
import { readsOf } from './passes/key-index';
import { scanColumns } from './passes/lower';

export interface OpenedPort {
  /** The port's rows over artifacts that exist. */
  readonly rel: Rel;
  /** Keys it reads that do not exist yet: run up to here first. */
  readonly missing: readonly string[];
}

/** How to look into a table port: from the nearest artifacts that exist, without writing anything. */
export function openPort(spec: RunSpec, port: string, has: (key: string) => boolean): OpenedPort | undefined {
  const opened = spec.ports[port];
  if (!opened?.schema) return undefined;
  const relations = new Map<string, Rel>();
  for (const { key, rel } of Object.values(spec.ports)) if (rel && rel.op !== 'scan') relations.set(key, rel);
  const written = new Map<string, Rel>();
  const write = (rel: Rel): Rel =>
    mapScans(rel, (scan) => {
      const below = has(scan.key) ? undefined : relations.get(scan.key);
      if (!below) return scan;
      const known = written.get(scan.key) ?? write(below);
      written.set(scan.key, known);
      return known;
    });
  const rel = write({ op: 'scan', key: opened.key, columns: scanColumns(opened.schema) });
  const { tables, fits } = readsOf(rel);
  return { rel, missing: [...tables, ...fits].filter((key) => !has(key)) };
}
