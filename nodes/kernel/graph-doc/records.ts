import { canonicalJson } from '../canonical';

/**
 * Records and lists that a run of edits made itself: it may write into them, where it would otherwise copy all of a
 * document's nodes for each of thousands of edits.
 */
export type Owned = WeakSet<object>;

/** With an entry set, or without it when the value is undefined. */
export function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: NoInfer<T> | undefined,
  owned?: Owned,
): Record<string, T> {
  const own: Record<string, T> = owned?.has(record) ? record : { ...record };
  owned?.add(own);
  if (value === undefined) delete own[key];
  else own[key] = value;
  return own;
}

export function withOptional<T extends object, K extends keyof T>(record: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = record;
  return (value === undefined ? rest : { ...record, [key]: value }) as T;
}

export const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** Equal as JSON: an edit that sets what is there already leaves the document the same object. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b);
