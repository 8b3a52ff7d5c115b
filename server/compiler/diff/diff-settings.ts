import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '../analysis';
import { equalValues } from './equal-values';

export interface SettingChange {
  readonly path: readonly (string | number)[];
  /** Absent: the setting did not exist. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The settings that differ, each at the deepest place that tells the whole change. */
export function diffSettings(before: GraphNode, after: GraphNode, registry: Registry): SettingChange[] {
  const [a, b] = [meantConfig(before, registry), meantConfig(after, registry)];
  return diffRecords(a, b, []);
}

/** The config in its present version, with the defaults of fields that are left out. */
function meantConfig(node: GraphNode, registry: Registry): Record<string, unknown> {
  const definition = registry[node.type];
  if (definition === undefined) return node.config;
  const config = node.version < definition.version ? migrated(node, registry) : node.config;
  const defaults = Object.entries(definition.config.shape).flatMap(([name, schema]) => {
    const initial = (schema as { safeParse(value: unknown): { success: boolean; data?: unknown } }).safeParse(
      undefined,
    );
    return initial.success && initial.data !== undefined ? [[name, initial.data]] : [];
  });
  return { ...Object.fromEntries(defaults), ...config };
}

function migrated(node: GraphNode, registry: Registry): Record<string, unknown> {
  try {
    return registry[node.type]?.migrate?.(node.config, node.version) ?? node.config;
  } catch {
    // A config that its own migration cannot read is compared as it was written.
    return node.config;
  }
}

function diffValues(before: unknown, after: unknown, path: readonly (string | number)[]): SettingChange[] {
  if (equalValues(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return diffRecords(before, after, path);
  if (isListOfRecords(before) && isListOfRecords(after) && before.length === after.length) {
    return before.flatMap((entry, index) => diffValues(entry, after[index], [...path, index]));
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function diffRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  path: readonly (string | number)[],
): SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => diffValues(before[name], after[name], [...path, name]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfRecords = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRecord);
