import { expect, test } from 'vitest';
import { explainFailure, isPortTaken, isStillLeaving } from './explain-failure';

const place = { folder: '/home/me/.sluice/postgres' };

test('a full disk is named as such, with the folder and the next step', () => {
  const said = 'FATAL:  could not write to file "pg_wal/xlogtemp.31": No space left on device';
  expect(explainFailure(said, place)).toMatchObject({
    code: 'disk_full',
    blame: 'environment',
    place,
    hint: expect.stringContaining('Free some space'),
  });
});

test('what may pass by itself is told apart from what does not', () => {
  expect(isPortTaken(explainFailure('could not bind IPv4 address "127.0.0.1": Address already in use', place))).toBe(
    true,
  );
  expect(
    isStillLeaving(explainFailure('FATAL:  pre-existing shared memory block (key 1) is still in use', place)),
  ).toBe(true);
  expect(isStillLeaving(explainFailure('FATAL:  lock file "postmaster.pid" already exists', place))).toBe(true);
});

test('an unknown failure quotes what Postgres said last', () => {
  const said = 'LOG:  starting\nFATAL:  configuration file "postgresql.conf" contains errors\nLOG:  shutting down';
  const error = explainFailure(said, place);
  expect(error.code).toBe('postgres_failed');
  expect(error.message).toContain('configuration file "postgresql.conf" contains errors');
});
