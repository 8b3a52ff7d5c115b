import { canonicalJson } from '../canonical';

/** With an entry set, or without it when the value is undefined. */
export function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: NoInfer<T> | undefined,
): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return value === undefined ? rest : { ...record, [key]: value };
}

export function withOptional<T extends object, K extends keyof T>(record: T, key: K, value: T[K] | undefined): T {
  const { [key]: _, ...rest } = record;
  return (value === undefined ? rest : { ...record, [key]: value }) as T;
}

export const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** Equal as JSON: an edit that sets what is there already leaves the document the same object. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b);
