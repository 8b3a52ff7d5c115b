import { expect, test } from 'vitest';
import { logLine } from './serve-browser-problem';

test('writes what broke on a page, and where, as one entry of the log', () => {
  const entry = logLine({
    page: '/pipelines/1',
    panel: 'The inspector',
    message: 'no columns',
    stack: 'Error: no columns\n    at ColumnsTab',
  });
  expect(entry.split('\n')[0]).toBe('[browser] /pipelines/1: The inspector broke: no columns');
  expect(entry).toContain('at ColumnsTab');
});

test('lets no browser write lines that look like the server’s', () => {
  const entry = logLine({ page: '/', message: 'x\n[api] all is well\r\u001b[2J' });
  expect(entry.split('\n').slice(1)).toEqual(['    [api] all is well  [2J']);
});
