import fc from 'fast-check';
import { OPERATORS, type Operator, type Syntax } from '../syntax';

const range = { from: 0, to: 0 };
const names = fc.oneof(
  fc.constantFrom(
    'a',
    'tenure',
    'select',
    'and',
    'Not',
    'date',
    'a.b',
    '"quoted"',
    '😀',
    'größe',
    '1st',
    ' ',
    '\n',
    "it's",
  ),
  fc.string({ minLength: 1, unit: 'binary' }),
);

/** A tree of any shape that a person could have typed. */
export const arbitrarySyntax: fc.Arbitrary<Syntax> = fc.letrec<{ node: Syntax }>((tie) => ({
  node: fc.oneof({ maxDepth: 5, withCrossShrink: true }, leaf(), ...inner(tie('node'))),
})).node;

function leaf(): fc.Arbitrary<Syntax> {
  return fc.oneof(
    names.map((name): Syntax => ({ kind: 'column', name, quoted: false, ...range })),
    fc
      .constantFrom('0', '42', '1.5', '0.001', '1e-3', '12345678901234567890')
      .map((text): Syntax => ({ kind: 'number', text, ...range })),
    fc.string({ unit: 'binary' }).map((value): Syntax => ({ kind: 'text', value, ...range })),
    fc.boolean().map((value): Syntax => ({ kind: 'bool', value, ...range })),
    fc.constant<Syntax>({ kind: 'null', ...range }),
    fc.constant<Syntax>({ kind: 'moment', type: 'date', value: '2026-01-31', ...range }),
    fc.constant<Syntax>({ kind: 'moment', type: 'timestamp', value: '1969-12-31 23:59:59.25', ...range }),
  );
}

function inner(node: fc.Arbitrary<Syntax>): fc.Arbitrary<Syntax>[] {
  const many = (least: number) => fc.array(node, { minLength: least, maxLength: least + 4 });
  const lists = many(2).map((items): Syntax => ({ kind: 'list', items, ...range }));
  const calls = fc
    .tuple(fc.constantFrom('if', 'lower', 'date', 'between', 'and'), many(0))
    .map(([name, args]): Syntax => ({ kind: 'call', name, at: range, args, ...range }));
  const cases = fc
    .record({
      subject: fc.option(node, { nil: undefined }),
      branches: fc.array(fc.record({ when: node, value: node }), { minLength: 1, maxLength: 3 }),
      otherwise: fc.option(node, { nil: undefined }),
    })
    .map((parts): Syntax => ({ kind: 'case', ...parts, ...range }));
  const operators = (Object.keys(OPERATORS) as Operator[]).map((operator) => {
    const { form } = OPERATORS[operator];
    const counts = { prefix: [1, 1], postfix: [1, 1], infix: [2, 2], between: [3, 3], chain: [2, 4], in: [2, 5] }[form];
    return fc
      .array(node, { minLength: counts[0]!, maxLength: counts[1]! })
      .map((operands): Syntax => ({ kind: 'operator', operator, at: range, operands, ...range }));
  });
  return [lists, calls, cases, ...operators];
}

/** The tree without its characters, to be compared. */
export function withoutRanges(syntax: unknown): unknown {
  if (Array.isArray(syntax)) return syntax.map(withoutRanges);
  if (typeof syntax !== 'object' || syntax === null) return syntax;
  const entries = Object.entries(syntax).filter(
    ([key, value]) => !['from', 'to', 'at', 'quoted'].includes(key) && value !== undefined,
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutRanges(value)]));
}
