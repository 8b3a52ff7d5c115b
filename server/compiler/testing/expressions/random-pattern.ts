import type { Random } from './random';

const ATOMS = [
  'a',
  'b',
  'é',
  '😀',
  '.',
  '\\d',
  '\\w',
  '\\s',
  '\\S',
  '\\pL',
  '[ab]',
  '[^a]',
  '[a-c0-9]',
  '[[:digit:]]',
  '\\b',
  '^',
  '$',
  '\\.',
  '\n',
  '-',
];
const ENDS = ['', '', '', '*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}', '*?', '+?', '??'];

/** Patterns of the dialect and near it: some cannot be read. */
export function randomPattern(random: Random, depth = 2): string {
  const sequence = () => Array.from({ length: random.whole(1, 3) }, () => randomPart(random, depth)).join('');
  return random.chance(0.2) ? `${sequence()}|${sequence()}` : sequence();
}

function randomPart(random: Random, depth: number): string {
  if (random.chance(0.02)) return random.pick(['(', ')', '[', '*', '{2', '\\', '(?=a)', '\\1']);
  const isGroup = depth > 0 && random.chance(0.3);
  const open = random.pick(['(', '(?:', '(?i:', '(?s:']);
  return `${isGroup ? `${open}${randomPattern(random, depth - 1)})` : random.pick(ATOMS)}${random.pick(ENDS)}`;
}
