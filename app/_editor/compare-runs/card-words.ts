import { formatDuration, formatFigure, formatInteger } from '@/app/_ui/figures';
import type { ComparedFigure, ComparedNode, Pair } from './compared-runs';

/** Done and reused are the same result, come by in two ways. */
export const cameOut = (state: string | null) => (state === 'Reused' ? 'Done' : state);

/** The line at the foot of a card: the change that matters most, and its effect. */
export function cardWords(node: ComparedNode): { words: string; effect?: string } {
  if (node.kind === 'added') return { words: 'Only in B', ...time(node.tookMs[1]) };
  if (node.kind === 'removed') return { words: 'Only in A', ...time(node.tookMs[0]) };
  const took = effectWords(node.tookMs);
  const effect = took === undefined ? {} : { effect: took };
  const noise = node.figures.find(({ isNoise }) => isNoise);
  if (node.kind === 'same')
    return { words: noise ? `${figureChange(noise)}, within noise` : 'the same', ...(noise ? {} : effect) };
  const [stateA, stateB] = node.state;
  if (cameOut(stateA) !== cameOut(stateB)) return { words: `${stateA ?? '—'} → ${stateB ?? '—'}`, ...effect };
  const figure = node.figures.find(({ differs, values }) => differs && values[0] !== null && values[1] !== null);
  if (figure && figure.name !== 'rows') return { words: figureChange(figure), ...effect };
  if (node.rows[0] !== node.rows[1])
    return { words: `${count(node.rows[0])} → ${count(node.rows[1])} rows`, ...effect };
  const [setting] = node.settings;
  if (setting)
    return { words: `${setting.label} ${setting.values[0] ?? '—'} → ${setting.values[1] ?? '—'}`, ...effect };
  return { words: 'changed', ...effect };
}

const figureChange = ({ name, values: [a, b] }: ComparedFigure): string =>
  `${name} ${a === null ? '—' : formatFigure(a, 3)} → ${b === null ? '—' : formatFigure(b, 3)}`;

const time = (ms: number | null) => (ms === null ? {} : { effect: formatDuration(ms) });
const count = (rows: number | null) => (rows === null ? '—' : formatInteger(rows));

/** Durations of both, where both worked: what is reused took no time to be held against. */
function effectWords([a, b]: Pair<number>): string | undefined {
  if (a === null || b === null) return undefined;
  return `${formatDuration(a)} → ${formatDuration(b)}`;
}
