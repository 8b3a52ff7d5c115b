import { findColumn, isScalar, type TableSchema } from '../schema';
import { checkCase } from './check-case';
import { checkIn } from './check-in';
import { type Hint, Problems } from './cursor';
import { explainMisfit } from './explain-misfit';
import { col, text } from './expr';
import type { FunctionRow } from './function-row';
import { FUNCTIONS, type FunctionName } from './functions';
import { shown } from './lex';
import { mayBeNull } from './nullable';
import { lowerCall, resolve } from './resolve';
import { OPERATORS, type Range, type Syntax, type SyntaxOf } from './syntax';
import { leaf, type Typed, unknown } from './typed';
import { TYPED_FUNCTIONS, unknownColumnHint, unknownFunctionHint } from './unknown-name';

/** An expression beyond this many nodes once it is lowered is refused: `case` and `in` may repeat what they read. */
const MAX_SIZE = 20_000;

const INT_MAX = 9_223_372_036_854_775_807n;

/** Finds the type of every part, bottom up, and lowers it. One per reading. */
export class Checker {
  readonly problems = new Problems();
  readonly columns = new Set<string>();

  constructor(readonly schema: TableSchema) {}

  check(syntax: Syntax): Typed {
    switch (syntax.kind) {
      case 'column':
        return this.column(syntax);
      case 'number':
        return this.number(syntax, syntax.text);
      case 'text':
        return leaf(syntax, 'text', text(syntax.value));
      case 'bool':
        return leaf(syntax, 'bool', { op: 'literal', type: 'bool', value: syntax.value });
      case 'null':
        return { kind: 'null', nullable: true, syntax, size: 1 };
      case 'moment':
        return syntax.value === ''
          ? { ...unknown(syntax), kind: syntax.type }
          : leaf(syntax, syntax.type, { op: 'literal', type: syntax.type, value: syntax.value });
      case 'list': {
        const items = syntax.items.map((item) => this.check(item));
        return { kind: 'list', nullable: false, syntax, items, size: items.length };
      }
      case 'call':
        return this.named(syntax);
      case 'operator':
        return this.operator(syntax);
      case 'case':
        return checkCase(this, syntax);
      case 'missing':
        for (const part of syntax.parts ?? []) this.check(part);
        return unknown(syntax);
    }
  }

  /** Reports a problem; what it stands in becomes unknown, so that one mistake is one sentence. */
  wrong(syntax: Syntax, at: Range, message: string, hint?: Hint | (() => Hint)): Typed {
    this.problems.add(at, message, hint);
    return unknown(syntax);
  }

  /** The call of a function with checked arguments. `at` is its name or sign. */
  call(fn: FunctionName, args: readonly Typed[], syntax: Syntax, at: Range, written: string = fn): Typed {
    const row: FunctionRow = FUNCTIONS[fn];
    const found = resolve(row, args);
    if (!found) {
      const misfit = explainMisfit(row, args, at, written);
      return this.wrong(syntax, misfit.at, misfit.message, misfit.hint);
    }
    const unwritten = row.constants?.find((position) => position < args.length && !isConstant(args[position]!));
    if (unwritten !== undefined) {
      const name = found.signature.names[Math.min(unwritten, found.signature.names.length - 1)];
      const message = `The ${name} of “${written}” must be written out; it cannot come from a column or be computed.`;
      return this.wrong(syntax, args[unwritten]!.syntax, message, row.example && `As in ${row.example.of}.`);
    }
    const expr = lowerCall(fn, found, args);
    const fault = expr?.op === 'call' ? row.check?.(expr) : undefined;
    if (fault) return this.wrong(syntax, args[fault.argument]?.syntax ?? at, fault.message, fault.hint);
    return this.sized({
      kind: found.result,
      nullable: mayBeNull(
        row,
        args.map((arg) => arg.nullable),
      ),
      syntax,
      size: sizeOf(args),
      ...(expr ? { expr } : {}),
    });
  }

  sized(typed: Typed): Typed {
    if (typed.size <= MAX_SIZE) return typed;
    return this.wrong(typed.syntax, typed.syntax, 'This expression is too large.', 'Split it into several formulas.');
  }

  private column(syntax: SyntaxOf<'column'>): Typed {
    const { name } = syntax;
    this.columns.add(name);
    const column = findColumn(this.schema, name);
    if (!column) {
      if (this.schema.open) return unknown(syntax);
      return this.wrong(syntax, syntax, `There is no column “${shown(name)}” here.`, () =>
        unknownColumnHint(syntax, this.schema),
      );
    }
    if (isScalar(column.type)) return leaf(syntax, column.type, col(name), column.nullable);
    const hint = 'Use the column it was made of, before the step that encodes it.';
    return this.wrong(
      syntax,
      syntax,
      `“${shown(name)}” holds several numbers per row; an expression takes single values.`,
      hint,
    );
  }

  private number(syntax: Syntax, written: string): Typed {
    if (/^-?\d+$/.test(written)) {
      const value = BigInt(written);
      if (value > INT_MAX || value < -INT_MAX - 1n) {
        const hint = `Write ${written}.0 for the nearest float, or '${written}' for a text.`;
        return this.wrong(syntax, syntax, 'This is beyond the largest int (64 bits).', hint);
      }
      const isSafe = Number.isSafeInteger(Number(value));
      return leaf(syntax, 'int', { op: 'literal', type: 'int', value: isSafe ? Number(value) : String(value) });
    }
    const value = Number(written);
    if (!Number.isFinite(value)) {
      return this.wrong(syntax, syntax, 'This is beyond the largest float.', 'The largest is about 1.8e308.');
    }
    return leaf(syntax, 'float', { op: 'literal', type: 'float', value });
  }

  private named(syntax: SyntaxOf<'call'>): Typed {
    const { name, at } = syntax;
    const args = syntax.args.map((arg) => this.check(arg));
    const row: FunctionRow | undefined = TYPED_FUNCTIONS.get(name);
    const isShort = row?.signatures.every(
      (signature) => args.length < signature.parameters.length - (signature.optional ?? 0),
    );
    // What is missing is said of the parenthesis.
    if (syntax.isOpen && isShort) return unknown(syntax);
    if (row) return this.call(name as FunctionName, args, syntax, at);
    return this.wrong(syntax, at, `There is no function “${shown(name)}”.`, () =>
      unknownFunctionHint(name, this.schema),
    );
  }

  private operator(syntax: SyntaxOf<'operator'>): Typed {
    const { operator, operands, at } = syntax;
    const row = OPERATORS[operator];
    if (row.form === 'in') return checkIn(this, syntax);
    const [first] = operands;
    if (operator === 'negate' && first?.kind === 'number') return this.number(syntax, `-${first.text}`);
    const args = operands.map((operand) => this.check(operand));
    const written = operator === 'negate' ? '-' : operator;
    const nothing =
      operator === '=' || operator === '!=' ? operands.find((operand) => operand.kind === 'null') : undefined;
    if (nothing) {
      const hint = `Write “${operator === '=' ? 'is null' : 'is not null'}”.`;
      return this.wrong(syntax, nothing, 'Comparing with null is always missing, neither true nor false.', hint);
    }
    const made = this.call(row.fn, args, syntax, at, written);
    return 'negated' in row ? this.not(made) : made;
  }

  /** The opposite of a condition that was just made. */
  not(made: Typed): Typed {
    return made.kind === 'unknown' ? made : this.call('not', [made], made.syntax, made.syntax);
  }
}

/** A literal, or what will be one once its own problem is mended. */
const isConstant = (arg: Typed): boolean =>
  arg.items
    ? arg.items.every(isConstant)
    : arg.expr?.op === 'literal' || (arg.kind === 'unknown' && arg.syntax.kind !== 'column');

const sizeOf = (args: readonly Typed[]): number => args.reduce((sum, arg) => sum + arg.size, 1);
