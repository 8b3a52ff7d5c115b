import { z } from 'zod';
import { graphDocSchema } from '@/nodes/kernel/graph-doc/graph-doc-schema';
import { registry } from '@/nodes/registry.gen';
import { runSpecSchema } from './spec-schema';

type JsonSchema = Record<string, unknown>;

/** JSON Schema (draft 2020-12) of the graph document; `$defs` has the settings of every node type of this build. */
export function graphJsonSchema(): JsonSchema {
  const settings = Object.entries(registry).map(([type, definition]) => [
    `${type}@${definition.version}`,
    z.toJSONSchema(definition.config, { io: 'input', unrepresentable: 'any' }),
  ]);
  return {
    ...z.toJSONSchema(graphDocSchema, { io: 'input', unrepresentable: 'any' }),
    $id: 'https://sluice.invalid/schema/graph@1.json',
    title: 'Sluice graph document',
    $defs: Object.fromEntries(settings),
  };
}

/** JSON Schema of what the compiler emits. */
export function specJsonSchema(): JsonSchema {
  return {
    ...z.toJSONSchema(runSpecSchema, { unrepresentable: 'any' }),
    $id: 'https://sluice.invalid/schema/spec@1.json',
    title: 'Sluice run spec',
  };
}
