import { describe, expect, test } from 'vitest';
import type { TableSchema } from '../schema';
import { signatureHelp } from './caret';
import { completeExpr } from './complete';

const schema: TableSchema = {
  open: false,
  columns: [
    { name: 'customer_id', type: 'int', nullable: false },
    { name: 'city', type: 'text', nullable: true },
    { name: 'monthly_charges', type: 'float', nullable: false },
    { name: 'total_charges', type: 'float', nullable: true },
    { name: 'signup date', type: 'date', nullable: false },
    { name: 'encoded', type: 'vector', nullable: false },
  ],
};

/** Completes at `|`. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, items } = completeExpr(text, offset, schema);
  /** The text after choosing the item of a label, the caret marked. */
  const choose = (label: string) => {
    const item = items.find((candidate) => candidate.label === label)!;
    const written = `${item.insert.slice(0, item.caret)}|${item.insert.slice(item.caret)}`;
    return text.slice(0, from) + written + text.slice(to);
  };
  return { labels: items.map((item) => item.label), items, choose };
}

describe('autocomplete', () => {
  test('an empty field offers columns first, in their order, then functions and words', () => {
    const { labels } = at('|');
    expect(labels.slice(0, 5)).toEqual(['customer_id', 'city', 'monthly_charges', 'total_charges', 'signup date']);
    expect(labels).toContain('coalesce');
  });

  test('names that begin with what is typed come before names that hold it', () => {
    expect(at('ch|').labels.slice(0, 2)).toEqual(['monthly_charges', 'total_charges']);
    expect(at('c|').labels.slice(0, 2)).toEqual(['customer_id', 'city']);
    expect(at('tc|').labels).toContain('total_charges');
    expect(at('tot|').labels[0]).toBe('total_charges');
    expect(at('tot|').labels).not.toContain('to_int');
  });

  test('a chosen column replaces the whole word, quoted where it must be', () => {
    expect(at('1 + mon|th').choose('monthly_charges')).toBe('1 + monthly_charges|');
    expect(at('sign|').choose('signup date')).toBe('"signup date"|');
    expect(at('"sign|').choose('signup date')).toBe('"signup date"|');
    expect(at('"sign| + 1').choose('signup date')).toBe('"signup date"| + 1');
  });

  test('a chosen function leaves the caret between its parentheses', () => {
    expect(at('coa|').choose('coalesce')).toBe('coalesce(|)');
  });

  test('tells a column’s type and a function’s signature, summary and example', () => {
    const { items } = at('|');
    expect(items[1]).toMatchObject({ kind: 'column', label: 'city', detail: 'text, may be missing' });
    expect(at('coalesce|').items[0]).toMatchObject({
      kind: 'function',
      detail: 'coalesce(value: any type, otherwise…: same type) → same type',
      summary: 'The first value that is not missing.',
      example: 'coalesce(null, 2, 3) → 2',
    });
  });

  test('after a value come operators, and inside a case its words', () => {
    expect(at('city |').labels).toEqual([
      'and',
      'or',
      'in (…)',
      'not in (…)',
      'between … and …',
      'is null',
      'is not null',
    ]);
    expect(at('city i|').choose('in (…)')).toBe('city in (|)');
    expect(at('case when city |').labels.slice(0, 2)).toEqual(['when', 'then']);
  });

  test('what fits the parameter comes first', () => {
    expect(at('concat(|').labels[0]).toBe('city');
    expect(at('and(|').labels).not.toEqual([]);
    expect(at('abs(|').labels.slice(0, 3)).toEqual(['customer_id', 'monthly_charges', 'total_charges']);
  });

  test('nothing is offered inside a text or a number', () => {
    expect(at("city = 'os|").labels).toEqual([]);
    expect(at("city = 'o|s'").labels).toEqual([]);
    expect(at('12|').labels).toEqual([]);
  });

  test('after a closed text an operator is offered', () => {
    expect(at("city = 'oslo' |").labels[0]).toBe('and');
  });

  test('5,000 columns are searched at once', () => {
    const wide: TableSchema = {
      open: false,
      columns: Array.from({ length: 5_000 }, (_, index) => ({ name: `c${index}`, type: 'int', nullable: false })),
    };
    const started = performance.now();
    expect(completeExpr('c4999', 5, wide).items[0]!.label).toBe('c4999');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('signature help', () => {
  const help = (marked: string) => {
    const found = signatureHelp(marked.replace('|', ''), marked.indexOf('|'));
    return found && `${found.name} ${found.signature.parameters[found.active]?.name}`;
  };

  test.each([
    ['if(|', 'if condition'],
    ['if(a, |)', 'if value'],
    ['if(a, coalesce(b, |', 'coalesce otherwise'],
    ['if(a, coalesce(b, c), |', 'if otherwise'],
    ['coalesce(a, b, c, d|', 'coalesce otherwise'],
    ['is_null(a, |', 'is_null undefined'],
    ["if('a,b(', |", 'if value'],
    ['IF(a|', 'if condition'],
    ['nothing(a|', undefined],
    ['(a|', undefined],
    ['if(a)|', undefined],
  ])('%s', (marked, expected) => {
    expect(help(marked)).toBe(expected);
  });
});
