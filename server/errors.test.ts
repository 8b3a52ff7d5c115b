import { expect, test } from 'vitest';
import { AppError, consequences, toAppError, toTerminal, toWire } from './errors';

test('blame decides status, log level and retry', () => {
  const of = (blame: 'user' | 'environment' | 'bug', code = 'x') =>
    consequences(new AppError({ code, blame, message: 'm' }));
  expect(of('user', 'not_found').httpStatus).toBe(404);
  expect(of('user', 'too_large').httpStatus).toBe(413);
  expect(of('user', 'anything_else')).toEqual({ httpStatus: 422, logLevel: 'info', retry: false });
  expect(of('environment')).toEqual({ httpStatus: 503, logLevel: 'warn', retry: true });
  expect(of('bug')).toEqual({ httpStatus: 500, logLevel: 'error', retry: false });
});

test('neither the cause nor the stack crosses the wire', () => {
  const cause = new Error('select secret from passwords');
  const error = new AppError({
    code: 'invalid',
    blame: 'user',
    message: 'No.',
    place: { row: 3 },
    hint: 'Yes.',
    cause,
  });
  expect(toWire(error)).toEqual({ code: 'invalid', blame: 'user', message: 'No.', place: { row: 3 }, hint: 'Yes.' });
  expect(JSON.stringify(toWire(cause))).not.toContain('secret');
});

test('a full disk is the environment, anything unknown is a bug', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(toAppError(full)).toMatchObject({ code: 'disk_full', blame: 'environment' });
  expect(toAppError('text')).toMatchObject({ code: 'internal', blame: 'bug' });
});

test('a terminal shows message, place and next step', () => {
  const error = new AppError({ code: 'x', blame: 'user', message: 'No.', place: { file: 'a.csv' }, hint: 'Yes.' });
  expect(toTerminal(error)).toBe('No.\n  file: a.csv\n  → Yes.');
});
