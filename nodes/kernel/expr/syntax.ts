import type { FunctionName } from './functions';

/** Characters of the text, as UTF-16 offsets. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What was typed, before it is known what its names are. Every node knows its characters. */
export type Syntax = Range &
  (
    | { readonly kind: 'column'; readonly name: string; readonly quoted: boolean }
    /** Digits as written, without a sign. */
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'null' }
    /** `date '2026-01-31'`; the value as it was read, or empty where it is no such moment. */
    | { readonly kind: 'moment'; readonly type: 'date' | 'timestamp'; readonly value: string }
    | { readonly kind: 'list'; readonly items: readonly Syntax[] }
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly at: Range;
        readonly args: readonly Syntax[];
        /** The text ends before its parenthesis does: arguments may be missing. */
        readonly isOpen?: true;
      }
    | {
        readonly kind: 'operator';
        readonly operator: Operator;
        readonly at: Range;
        readonly operands: readonly Syntax[];
      }
    | {
        readonly kind: 'case';
        readonly subject?: Syntax;
        readonly branches: readonly { readonly when: Syntax; readonly value: Syntax }[];
        readonly otherwise?: Syntax;
      }
    /** Where an operand is expected and none stands, or parts do not belong together; a problem says so. */
    | { readonly kind: 'missing'; readonly parts?: readonly Syntax[] }
  );

export type SyntaxOf<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>;

interface OperatorRow {
  /** How tightly it binds. */
  readonly binds: number;
  /** The function it stands for. */
  readonly fn: FunctionName;
  /** The same with `not` around it. */
  readonly negated?: true;
  readonly form: 'infix' | 'chain' | 'prefix' | 'postfix' | 'between' | 'in';
}

/** Binding strengths, loosest first; comparisons do not chain. */
export const BINDS = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  orElse: 5,
  join: 6,
  add: 7,
  multiply: 8,
  negate: 9,
  atom: 10,
};

/** Every operator as it is printed. */
export const OPERATORS = {
  or: { binds: BINDS.or, fn: 'or', form: 'chain' },
  and: { binds: BINDS.and, fn: 'and', form: 'chain' },
  not: { binds: BINDS.not, fn: 'not', form: 'prefix' },
  '=': { binds: BINDS.compare, fn: 'equal', form: 'infix' },
  '!=': { binds: BINDS.compare, fn: 'not_equal', form: 'infix' },
  '<': { binds: BINDS.compare, fn: 'less', form: 'infix' },
  '<=': { binds: BINDS.compare, fn: 'less_or_equal', form: 'infix' },
  '>': { binds: BINDS.compare, fn: 'greater', form: 'infix' },
  '>=': { binds: BINDS.compare, fn: 'greater_or_equal', form: 'infix' },
  'is null': { binds: BINDS.compare, fn: 'is_null', form: 'postfix' },
  'is not null': { binds: BINDS.compare, fn: 'is_not_null', form: 'postfix' },
  in: { binds: BINDS.compare, fn: 'in_set', form: 'in' },
  'not in': { binds: BINDS.compare, fn: 'in_set', negated: true, form: 'in' },
  between: { binds: BINDS.compare, fn: 'between', form: 'between' },
  'not between': { binds: BINDS.compare, fn: 'between', negated: true, form: 'between' },
  '??': { binds: BINDS.orElse, fn: 'coalesce', form: 'chain' },
  '||': { binds: BINDS.join, fn: 'concat', form: 'chain' },
  '+': { binds: BINDS.add, fn: 'add', form: 'infix' },
  '-': { binds: BINDS.add, fn: 'subtract', form: 'infix' },
  '*': { binds: BINDS.multiply, fn: 'multiply', form: 'infix' },
  '/': { binds: BINDS.multiply, fn: 'divide', form: 'infix' },
  '%': { binds: BINDS.multiply, fn: 'mod', form: 'infix' },
  negate: { binds: BINDS.negate, fn: 'negate', form: 'prefix' },
} as const satisfies Record<string, OperatorRow>;

export type Operator = keyof typeof OPERATORS;

/** Other spellings, read and printed as the one on the right. */
export const SPELLINGS: Readonly<Record<string, Operator>> = { '==': '=', '<>': '!=' };

/** A tree deeper than this is refused, so that nothing that walks it runs out of stack. */
export const MAX_DEPTH = 200;
/** In UTF-16 units. */
export const MAX_LENGTH = 200_000;
/** A text with more problems than this is garbage, and more sentences would not help. */
export const MAX_PROBLEMS = 20;

/** The parts of a node, in the order they are written. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'list':
      return syntax.items;
    case 'call':
      return syntax.args;
    case 'operator':
      return syntax.operands;
    case 'case':
      return [
        ...(syntax.subject ? [syntax.subject] : []),
        ...syntax.branches.flatMap((branch) => [branch.when, branch.value]),
        ...(syntax.otherwise ? [syntax.otherwise] : []),
      ];
    case 'missing':
      return syntax.parts ?? [];
    default:
      return [];
  }
}
