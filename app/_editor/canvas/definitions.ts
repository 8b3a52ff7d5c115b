import type { Registry } from '@/server/compiler/analysis';

let loaded: Registry | undefined;

/** Node types with the rules of their settings: much more than the catalogue, so fetched by the first gesture in the editor. */
export async function loadDefinitions(): Promise<Registry> {
  loaded ??= (await import('@/nodes/registry.gen')).registry;
  return loaded;
}

/** Undefined until they are there. */
export const loadedDefinitions = (): Registry | undefined => loaded;
