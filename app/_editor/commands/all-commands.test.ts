import { expect, it } from 'vitest';
import { allCommands } from './all-commands';
import { commandGroups } from './command';
import { linesOf } from './keys-sheet';

const doubled = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

it('gives every command a name and every key one meaning', () => {
  expect(doubled(allCommands.map(({ name }) => name))).toEqual([]);
  // Escape closes what is open first, one thing at a time.
  const keys = allCommands.flatMap((command) => command.keys).filter((chord) => chord !== 'escape');
  expect(doubled(keys)).toEqual([]);
});

it('has every key in the sheet', () => {
  const shown = commandGroups.flatMap(linesOf).flatMap(({ keys }) => keys).length;
  const first = allCommands.flatMap(({ family, keys }) => keys.slice(0, family === undefined ? 2 : 1)).length;
  expect(shown).toBe(first);
});

it('says of every command that is not always possible what it needs', () => {
  expect(allCommands.filter(({ when, needs }) => when && !needs).map(({ name }) => name)).toEqual([]);
});
