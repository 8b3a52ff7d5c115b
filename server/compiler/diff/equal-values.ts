import { canonicalJson } from '@/nodes/kernel/canonical';

/** Equal as plain data: the order of an object's fields does not matter, that of a list does. */
export const equalValues = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a) === canonicalJson(b);
