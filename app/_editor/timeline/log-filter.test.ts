import { expect, it } from 'vitest';
import { filterLines, type LogFilter, levelOf, type StageLine, textOf } from './log-filter';

const line = (id: number, title: string, message: string, level = 'info', attempt = 1): StageLine => ({
  id,
  attempt,
  level,
  message,
  createdAt: '2026-01-01T10:00:00.000Z',
  title,
  nodes: [title.toLowerCase()],
});
const lines = [
  line(1, 'Encode', '16 columns to 33'),
  line(2, 'Train', 'Warning: tenure by itself tells churn'),
  line(3, 'Train', 'rows 4,926 train'),
  line(4, 'Rejected', 'INSERT denied', 'error', 2),
];
const ids = (filter: Partial<LogFilter>) =>
  filterLines(lines, { node: undefined, level: 'all', text: '', ...filter }).map(({ id }) => id);

it('finds lines by node, level and text, together', () => {
  expect(ids({})).toEqual([1, 2, 3, 4]);
  expect(ids({ node: 'train' })).toEqual([2, 3]);
  expect(ids({ level: 'warn' })).toEqual([2, 4]);
  expect(ids({ level: 'error' })).toEqual([4]);
  expect(ids({ text: 'ROWS' })).toEqual([3]);
  expect(ids({ text: 'encode' })).toEqual([1]);
  expect(ids({ node: 'train', level: 'warn', text: 'tenure' })).toEqual([2]);
});

it('takes a warning for one by its word, and copies lines with who said them and which try', () => {
  expect(lines.map(levelOf)).toEqual(['info', 'warn', 'info', 'error']);
  expect(textOf([lines[3]!])).toMatch(/^\S+\tRejected\tattempt 2: INSERT denied$/);
});
