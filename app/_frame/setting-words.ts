import { catalogue } from '@/nodes/catalogue.gen';
import type { SettingName } from '@/nodes/kernel/catalogue';
import { isParameterRef } from '@/nodes/kernel/graph-doc/graph-doc';

/** The name of a setting as its form has it: "Trees › Rounds", "Rules 3 › At least". */
export function settingLabel(type: string, path: readonly (string | number)[]): string {
  let fields: readonly SettingName[] | undefined = catalogue[type]?.settings;
  const words: string[] = [];
  for (const part of path) {
    if (typeof part === 'number') {
      words.push(`${words.pop() ?? ''} ${part + 1}`.trim());
      continue;
    }
    const field = fields?.find((candidate) => candidate.name === part);
    words.push(field?.label ?? part);
    fields = field?.fields;
  }
  return words.join(' › ');
}

/** A value as a person would say it; what is not set is "none". */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (isParameterRef(value)) return `parameter ${value.$param}`;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number' || typeof value === 'string') return String(value).replace(/^-/, '−');
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    if (value.every((entry) => typeof entry === 'string' || typeof entry === 'number')) return value.join(', ');
    return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  }
  const record = value as Record<string, unknown>;
  if (typeof record.name === 'string' && typeof record.hash === 'string') {
    return `${record.name} ${record.hash.slice(0, 7)}`;
  }
  return Object.entries(record)
    .filter(([, entry]) => entry !== undefined && entry !== '')
    .map(([name, entry]) => `${name} ${valueWords(entry)}`)
    .join(', ');
}

/** All of a value, for where there is room. */
export const fullWords = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value, null, 1) : valueWords(value);
