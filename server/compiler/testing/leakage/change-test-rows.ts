import { type Dice, rollDice } from './dice';
import { GROUPS, randomPerson, randomVisit, type Tables } from './random-tables';

export interface Changed {
  readonly tables: Tables;
  readonly changed: number;
  readonly added: number;
  readonly deleted: number;
}

/**
 * Other test rows: values changed in every column that no split reads, rows taken away, and `newcomers` put in. With
 * labels that are ranks only values change, since how many rows there are decides where the ranks are cut.
 */
export function changeTestRows(
  { people, visits }: Tables,
  seed: number,
  { isTest, newcomers, ranked }: { isTest: (id: number) => boolean; newcomers: Tables['people']; ranked: boolean },
): Changed {
  const dice = rollDice(seed);
  let changed = 0;
  let deleted = 0;
  const alter = <Row extends Tables['people'][number]>(rows: readonly Row[], remake: (row: Row) => Row): Row[] =>
    rows.flatMap((row) => {
      if (!isTest(row.id as number)) return [row];
      if (!ranked && dice.chance(0.25)) {
        deleted += 1;
        return [];
      }
      changed += 1;
      return [remake(row)];
    });
  const altered = {
    people: alter(people, (row) => ({
      ...randomPerson(dice, row.id as number),
      grp: row.grp!,
      ...(ranked ? { at: row.at!, target: row.target! } : {}),
      ...extremes(dice),
    })),
    visits: alter(visits, (row) => ({ ...randomVisit(dice, row.id as number), spent: dice.number() * 1e9 })),
  };
  const moreVisits = newcomers.flatMap(({ id }) => [randomVisit(dice, id as number), randomVisit(dice, id as number)]);
  return {
    tables: {
      people: shuffleIn(altered.people, newcomers, dice),
      visits: shuffleIn(altered.visits, moreVisits, dice),
    },
    changed,
    deleted,
    added: newcomers.length,
  };
}

/** Values that would show in any mean, maximum or list of categories. */
const extremes = (dice: Dice) => ({
  ...(dice.chance(0.4) ? { income: dice.one([1e12, -1e12]) } : {}),
  ...(dice.chance(0.4) ? { city: `town ${dice.below(1000)}` } : {}),
  ...(dice.chance(0.4) ? { plan: 'plan of a test row' } : {}),
  ...(dice.chance(0.4) ? { age: 10_000 + dice.below(1000) } : {}),
});

/** Candidates with ids no one has; which of them are test rows is for the split to say. */
export function candidates(seed: number): Tables['people'] {
  const dice = rollDice(seed);
  return Array.from({ length: 40 }, (_, index) => ({
    ...randomPerson(dice, 100_000 + index),
    grp: dice.below(GROUPS + 6),
    ...extremes(dice),
  }));
}

/** New rows between the others, which keep their order. */
function shuffleIn<Row>(rows: readonly Row[], more: readonly Row[], dice: Dice): Row[] {
  const mixed = [...rows];
  for (const row of more) mixed.splice(dice.below(mixed.length + 1), 0, row);
  return mixed;
}
