/** A text as an RE2 pattern that matches just it. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** What is known of a pattern of the language's dialect. */
export interface PatternFacts {
  /** Capturing groups. */
  readonly groups: number;
  readonly matchesEmpty: boolean;
  /**
   * The first match is also the longest: no alternatives, and at most one repetition of no fixed count. onnxruntime
   * looks for longest matches, DuckDB for first ones.
   */
  readonly firstIsLongest: boolean;
}

export type ReadPattern = { readonly facts: PatternFacts } | { readonly problem: string };

const LONGEST_PATTERN = 1000;
/** RE2 refuses repetitions above this, also of repetitions. */
const MOST_REPEATS = 1000;
/** A rough bound on the compiled size, far below what RE2 refuses for its memory. */
const MOST_STATES = 20_000;
const CATEGORIES = /^(?:L[ltmou]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/;
const CLASSES = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** Reads a pattern of the dialect: the part of RE2 that SEMANTICS.md lists. Engines are given nothing else. */
export function readPattern(pattern: string): ReadPattern {
  if ([...pattern].length > LONGEST_PATTERN) return { problem: `A pattern has at most ${LONGEST_PATTERN} characters.` };
  try {
    return { facts: new PatternReader([...pattern]).read() };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { problem: thrown.message };
    throw thrown;
  }
}

class Unreadable extends Error {}

interface Part {
  readonly matchesEmpty: boolean;
  readonly repeats: number;
  readonly states: number;
}
const NOTHING: Part = { matchesEmpty: true, repeats: 1, states: 0 };
const character = (states = 1): Part => ({ matchesEmpty: false, repeats: 1, states });

class PatternReader {
  private at = 0;
  private groups = 0;
  private readonly names = new Set<string>();
  private choices = 0;

  constructor(private readonly points: readonly string[]) {}

  read(): PatternFacts {
    const all = this.alternatives();
    if (this.at < this.points.length) throw new Unreadable('There is a “)” without its “(”.');
    if (all.states > MOST_STATES) throw new Unreadable('The pattern is too large.');
    return { groups: this.groups, matchesEmpty: all.matchesEmpty, firstIsLongest: this.choices <= 1 };
  }

  private get next(): string | undefined {
    return this.points[this.at];
  }

  private takes(text: string): boolean {
    const found = this.points.slice(this.at, this.at + text.length).join('') === text;
    if (found) this.at += text.length;
    return found;
  }

  private alternatives(): Part {
    let all = this.sequence();
    while (this.takes('|')) {
      this.choices += 2;
      const other = this.sequence();
      all = {
        matchesEmpty: all.matchesEmpty || other.matchesEmpty,
        repeats: Math.max(all.repeats, other.repeats),
        states: all.states + other.states,
      };
    }
    return all;
  }

  private sequence(): Part {
    let all = NOTHING;
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      const choicesBefore = this.choices;
      const part = this.repeated(this.atom(), choicesBefore);
      all = {
        matchesEmpty: all.matchesEmpty && part.matchesEmpty,
        repeats: Math.max(all.repeats, part.repeats),
        states: all.states + part.states,
      };
    }
    return all;
  }

  private repeated(part: Part, choicesBefore: number): Part {
    const bounds = this.bounds();
    if (bounds === undefined) return part;
    const [least, most] = bounds;
    // A choice that is made several times, or a repetition of no fixed count.
    if (this.choices > choicesBefore) this.choices += 2;
    else if (least !== most) this.choices += 1;
    if (this.takes('?')) this.choices += 2;
    if (this.bounds() !== undefined) throw new Unreadable('A repetition cannot be repeated without brackets.');
    const times = Math.max(least, most === Number.POSITIVE_INFINITY ? 1 : most);
    const repeats = part.repeats * Math.max(times, 2);
    if (part.repeats * times > MOST_REPEATS)
      throw new Unreadable(`At most ${MOST_REPEATS} repetitions can be counted.`);
    return { matchesEmpty: part.matchesEmpty || least === 0, repeats, states: part.states * Math.max(times, 1) + 1 };
  }

  private bounds(): readonly [least: number, most: number] | undefined {
    if (this.takes('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.takes('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.takes('?')) return [0, 1];
    const counted = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.points.slice(this.at, this.at + 12).join(''));
    if (!counted) return undefined;
    this.at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
    if (most < least) throw new Unreadable(`${counted[0]} counts downwards.`);
    if (Math.max(least, most === Number.POSITIVE_INFINITY ? 0 : most) > MOST_REPEATS) {
      throw new Unreadable(`At most ${MOST_REPEATS} repetitions can be counted.`);
    }
    return [least, most];
  }

  private atom(): Part {
    const point = this.points[this.at++]!;
    switch (point) {
      case '(':
        return this.group();
      case '[':
        return this.characterClass();
      case '\\':
        return this.escape(false);
      case '^':
      case '$':
        return NOTHING;
      case '*':
      case '+':
      case '?':
        throw new Unreadable(`“${point}” has nothing before it to repeat.`);
      case '.':
        return character(10);
      default:
        return character();
    }
  }

  private group(): Part {
    if (this.takes('?P<')) {
      const name = this.until('>');
      if (!/^[A-Za-z_]\w*$/.test(name) || this.names.has(name)) throw new Unreadable(`“${name}” cannot name a group.`);
      this.names.add(name);
      this.groups += 1;
    } else if (this.takes('?')) {
      const rest = this.points.slice(this.at).join('');
      if (/^(?:=|!|<=|<!)/.test(rest)) throw new Unreadable('Looking ahead or behind, (?= or (?<!, is not in RE2.');
      const flags = /^[ims]*(?:-[ims]+)?:/.exec(rest);
      if (!flags) throw new Unreadable('After “(?” come “:”, “P<name>”, or flags as in “(?i:…)”.');
      this.at += flags[0].length;
    } else {
      this.groups += 1;
    }
    const inside = this.alternatives();
    if (!this.takes(')')) throw new Unreadable('There is a “(” without its “)”.');
    return inside;
  }

  private until(end: string): string {
    const begin = this.at;
    while (this.next !== undefined && this.next !== end) this.at += 1;
    if (this.at++ >= this.points.length) throw new Unreadable(`“${end}” is missing.`);
    return this.points.slice(begin, this.at - 1).join('');
  }

  private characterClass(): Part {
    this.takes('^');
    let isFirst = true;
    for (;;) {
      const point = this.points[this.at];
      if (point === undefined) throw new Unreadable('There is a “[” without its “]”.');
      if (point === ']' && !isFirst) break;
      isFirst = false;
      const named = point === '[' ? CLASSES.exec(this.points.slice(this.at, this.at + 14).join('')) : null;
      if (named) {
        this.at += named[0].length;
        continue;
      }
      const low = this.classPoint();
      if (this.next === '-' && this.points[this.at + 1] !== ']' && this.points[this.at + 1] !== undefined) {
        this.at += 1;
        const high = this.classPoint();
        if (low === undefined || high === undefined || low > high) {
          throw new Unreadable('A range in “[…]” goes from a character to a later one.');
        }
      }
    }
    this.at += 1;
    return character(10);
  }

  /** The code point of one member of a class; undefined for an escape that stands for many. */
  private classPoint(): number | undefined {
    const point = this.points[this.at++]!;
    if (point === '[' && this.next === ':') throw new Unreadable('“[:” begins the name of a class, as in [[:alpha:]].');
    if (point !== '\\') return point.codePointAt(0);
    const letter = this.next;
    this.escape(true);
    if (letter === undefined || /[dDwWsSpP]/.test(letter)) return undefined;
    const control = { n: 10, t: 9, r: 13, f: 12, v: 11 }[letter];
    return control ?? letter.codePointAt(0);
  }

  private escape(inClass: boolean): Part {
    const point = this.points[this.at++];
    if (point === undefined) throw new Unreadable('A “\\” at the end escapes nothing.');
    if (/[dDwWsSntrfv]/.test(point)) return character(10);
    if (!inClass && /[bBAz]/.test(point)) return NOTHING;
    if (point === 'p' || point === 'P') {
      const name = this.takes('{') ? this.until('}') : (this.points[this.at++] ?? '');
      if (!CATEGORIES.test(name)) throw new Unreadable(`\\${point}{${name}} is no category of characters.`);
      return character(400);
    }
    if (/[1-9]/.test(point)) throw new Unreadable(`\\${point} refers back to a group, which is not in RE2.`);
    if (/[A-Za-z0-9]/.test(point) || point.codePointAt(0)! > 127) throw new Unreadable(`\\${point} means nothing.`);
    return character();
  }
}
