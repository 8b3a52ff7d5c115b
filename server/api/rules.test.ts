import { expect, test } from 'vitest';
import type { CallContext } from './context';
import { callerOf } from './root';

/** Suites need neither a database nor a reader. */
const { rules } = callerOf({} as CallContext);

test('a suite becomes settings of a validate node, and a suite again', async () => {
  const expectation = {
    type: 'expect_column_values_to_be_unique',
    kwargs: { column: 'id' },
    meta: {},
    severity: 'critical',
  };
  const read = await rules.readSuite({ suite: { name: 'people', expectations: [expectation] } });
  expect(read).toEqual({ rules: [{ kind: 'unique', column: 'id', action: 'fail' }], table: {}, kept: '', notUsed: [] });
  const written = await rules.writeSuite({ config: { rules: [...read.rules] }, name: 'people' });
  expect(written).toMatchObject({ name: 'people', expectations: [expectation] });
});

test('what is no suite is refused in words, and is the caller’s to mend', async () => {
  await expect(rules.readSuite({ suite: { rules: [] } })).rejects.toMatchObject({
    message: expect.stringContaining('This is no Great Expectations suite'),
    cause: { blame: 'user' },
  });
});
