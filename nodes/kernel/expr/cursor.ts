import { lex, shown, type Token } from './lex';
import type { ExprProblem } from './read-expr';
import { MAX_DEPTH, MAX_PROBLEMS, partsOf, type Range, type Syntax } from './syntax';

/** What to do about a problem, in words; or also as what to write in place of the underlined characters. */
export type Hint = string | { readonly say: string; readonly write: string } | undefined;

/** Problems in the order they were found: one per place, and not more than help. */
export class Problems {
  readonly found: ExprProblem[] = [];
  private readonly places = new Set<number>();

  private closed = false;

  get full(): boolean {
    return this.closed || this.found.length >= MAX_PROBLEMS;
  }

  /** Nothing more is worth saying. */
  close(): void {
    this.closed = true;
  }

  /** The hint may cost a search over thousands of names: it is asked for only when it is shown. */
  add(at: Range, message: string, hint?: Hint | (() => Hint)): void {
    if (!this.isNew(at.from)) return;
    const found = typeof hint === 'function' ? hint() : hint;
    const advice = typeof found === 'object' ? { hint: found.say, replacement: found.write } : { hint: found };
    this.found.push({ message, ...(found === undefined ? {} : advice), from: at.from, to: at.to });
  }

  /** The text ends too early, for however many reasons: the end is one place. */
  addAtEnd(at: Range, message: string, hint?: string): void {
    if (!this.isNew(Number.POSITIVE_INFINITY)) return;
    this.found.push({ message, ...(hint === undefined ? {} : { hint }), isUnfinished: true, from: at.from, to: at.to });
  }

  private isNew(place: number): boolean {
    if (this.full || this.places.has(place)) return false;
    this.places.add(place);
    return true;
  }
}

/** Walks the tokens of a text, and builds nodes no deeper than anything that walks them can bear. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private at = 0;
  private readonly depths = new WeakMap<Syntax, number>();
  private level = 0;
  /** Nodes that stand in parentheses. */
  readonly bracketed = new WeakSet<Syntax>();

  constructor(
    text: string,
    readonly problems: Problems,
  ) {
    this.tokens = lex(text);
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  get following(): Token {
    return this.tokens[Math.min(this.at + 1, this.tokens.length - 1)]!;
  }

  /** Where the token before this one ends. */
  get end(): number {
    return this.tokens[this.at - 1]?.to ?? 0;
  }

  /** The last character read: something missing at the end is underlined there. */
  lastCharacter(): Range {
    return { from: Math.max(0, this.end - 1), to: this.end };
  }

  isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** The token, reported if something is wrong with it; the end is never passed. */
  next(): Token {
    const token = this.token;
    if (token.problem) this.problems.add(token, token.problem.message, token.problem.hint);
    if (token.kind !== 'end') this.at += 1;
    return token;
  }

  is(kind: 'symbol' | 'keyword', value: string): boolean {
    return this.token.kind === kind && this.token.value === value;
  }

  accept(kind: 'symbol' | 'keyword', value: string): Token | undefined {
    return this.is(kind, value) ? this.next() : undefined;
  }

  /** Passes an expected symbol or word; its absence is reported once and nothing is skipped. */
  expect(kind: 'symbol' | 'keyword', value: string, opened?: Range): boolean {
    if (this.accept(kind, value)) return true;
    const hint = opened ? 'Every ( needs its ).' : undefined;
    if (this.isAtEnd()) {
      this.problems.addAtEnd(opened ?? this.lastCharacter(), `A “${value}” is missing at the end.`, hint);
    } else this.problems.add(this.token, `A “${value}” is expected before “${shown(this.token.value)}”.`, hint);
    return false;
  }

  /** Runs a rule one level deeper; too deep ends the reading. */
  deeper(rule: () => Syntax): Syntax {
    if (this.level >= MAX_DEPTH) return this.giveUp();
    this.level += 1;
    const built = rule();
    this.level -= 1;
    return built;
  }

  /** Registers a node built of others; `extra` levels where it will be lowered to more than one call. */
  build(node: Syntax, extra = 0): Syntax {
    let deepest = 0;
    for (const part of partsOf(node)) deepest = Math.max(deepest, this.depths.get(part) ?? 0);
    const depth = deepest + 1 + extra;
    if (depth > MAX_DEPTH) return this.giveUp();
    this.depths.set(node, depth);
    return node;
  }

  private giveUp(): Syntax {
    const { from, to } = this.token;
    this.problems.add(
      { from, to },
      `This is nested more than ${MAX_DEPTH} levels deep.`,
      'Split it into several formulas.',
    );
    this.problems.close();
    this.at = this.tokens.length - 1;
    return { kind: 'missing', from, to };
  }
}
