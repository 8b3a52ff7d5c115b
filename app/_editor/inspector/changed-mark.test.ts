import { describe, expect, it } from 'vitest';
import { describeConfig } from '@/nodes/kernel/describe-config';
import { registry } from '@/nodes/registry.gen';
import { defaultWords, isChanged } from './changed-mark';

const fieldOf = (type: string, name: string) => {
  const field = describeConfig(registry[type]!.config).find((candidate) => candidate.name === name);
  if (!field) throw new Error(`${type} has no setting ${name}`);
  return field;
};

describe('the mark beside a setting', () => {
  it('stands where a value differs from the default', () => {
    const seed = fieldOf('split', 'seed');
    expect(isChanged(seed, undefined)).toBe(false);
    expect(isChanged(seed, seed.initial)).toBe(false);
    expect(isChanged(seed, 8)).toBe(true);
    expect(isChanged(seed, { $param: 'seed' })).toBe(true);
  });

  it('stands beside no setting that has no default to go back to', () => {
    expect(isChanged(fieldOf('sql', 'query'), 'select 1')).toBe(false);
  });

  it('names the default as the control does', () => {
    expect(defaultWords(fieldOf('sql', 'timeLimit'))).toBe('60 s');
    expect(defaultWords(fieldOf('impute', 'numbers'))).toBe('Median');
    expect(defaultWords(fieldOf('impute', 'except'))).toBe('empty');
  });
});
