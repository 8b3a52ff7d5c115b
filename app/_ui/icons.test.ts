import { expect, test } from 'vitest';
import { registry } from '@/nodes/registry.gen';
import { iconNames } from './icons';

test('every node has an icon of the list: another name would be drawn as a plain box', () => {
  const unknown = Object.values(registry).filter(({ ui }) => !iconNames.includes(ui.icon));
  expect(unknown.map(({ type, ui }) => `${type}: ${ui.icon}`)).toEqual([]);
});
