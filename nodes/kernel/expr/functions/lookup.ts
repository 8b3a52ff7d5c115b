import type { Expr } from '../expr';
import type { CallShape, FunctionRow } from '../function-row';
import * as onnx from '../onnx/lookup';
import { sqlText } from '../sql-text';

/** A value for each of many keys: what encoders learn, and what people write out as a short table. */
export const lookups = {
  lookup: {
    group: 'categories',
    summary:
      'The value at the place of the key in a list of keys; missing for a key that is not in it. The first of equal keys counts.',
    signatures: (['number-list', 'text-list'] as const).map((values) => ({
      parameters: ['text', 'text-list', values],
      names: ['key', 'keys', 'values'],
      result: values === 'text-list' ? 'text' : 'float',
    })),
    nulls: 'own',
    agreement: 'exact',
    constants: [1, 2],
    check: (call) => {
      const [keys, values] = listsOf(call);
      return keys.length === values.length
        ? undefined
        : {
            argument: 2,
            message: `There are ${keys.length} keys and ${values.length} values.`,
            hint: 'Write a value for every key, in the same order.',
          };
    },
    duckdb: ([key], call) => lookupSql(key!, ...listsOf(call), isTextList(call.args[2])),
    onnx: ([key, keys, values]) => onnx.lookup(key!, keys!, values!),
    example: { of: "lookup('b', ('a', 'b'), (1, 2))", is: 2 },
  },
  /** Which of several folds a row belongs to, by its identity: never by its place among the rows. */
  fold: {
    group: 'categories',
    summary: 'A fold from 0 for the row whose identity the values are, by seed.',
    signatures: [{ parameters: ['int', 'int'], names: ['seed', 'folds', 'identity'], rest: 'any', result: 'text' }],
    nulls: 'never',
    agreement: { notServable: 'folds are of training rows' },
    constants: [0, 1],
    internal: true,
    duckdb: ([seed, folds, ...identity]) => {
      const parts = identity.map((part) => `coalesce(${part}::varchar, chr(1))`);
      const digest = `md5(concat_ws(chr(31), 'fold', ${seed}, ${parts.join(', ')}))`;
      return `(('0x' || substr(${digest}, 1, 13))::bigint % ${folds})::varchar`;
    },
  },
} satisfies Record<string, FunctionRow>;

type Items = readonly (string | number)[];

function listsOf({ args }: CallShape): [Items, Items] {
  const [keys, values] = [args[1], args[2]].map(
    (arg): Items => (arg?.op === 'literal' && Array.isArray(arg.value) ? arg.value : []),
  );
  return [keys!, values!];
}

const isTextList = (list: Expr | undefined): boolean => list?.op === 'literal' && list.type === 'text-list';

/**
 * An enum is a hash table of its labels, so the cost hardly grows with the keys (a million rows: 0.14 s for 10,000 keys,
 * where a map literal takes 0.8 s and a join 0.2 s), and rows keep their count and order, which a join does not keep.
 * The values are text to be cast, which is read once: ten thousand literals take as long to bind as a million lookups.
 */
export function lookupSql(key: string, allKeys: Items, allValues: Items, isText: boolean): string {
  const { keys, values } = onnx.withoutRepeats(allKeys, allValues);
  if (keys.length === 0) return isText ? 'null::varchar' : 'null::double';
  const labels = keys.map((item) => sqlText(String(item))).join(', ');
  const list = isText
    ? `[${values.map((value) => sqlText(String(value))).join(', ')}]`
    : `'[${values.map(String).join(', ')}]'::double[]`;
  return `(${list})[enum_code(try_cast((${key})::varchar as enum(${labels})))::bigint + 1]`;
}
