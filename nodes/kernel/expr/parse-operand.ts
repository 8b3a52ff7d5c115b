import type { Cursor } from './cursor';
import { FOREIGN } from './habits';
import { shown, type Token, writtenName } from './lex';
import { readMoment } from './moment';
import { expression } from './parse';
import type { Syntax } from './syntax';

/** What stands between operators: a name, a literal, a call, a list, a `case`. */
export function atom(cursor: Cursor): Syntax {
  const { token } = cursor;
  const { from, to } = token;
  switch (token.kind) {
    case 'number':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'number', text: token.value, from, to };
    case 'text':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'text', value: token.value, from, to };
    case 'quoted-name':
      if (cursor.next().problem) return { kind: 'missing', from, to };
      return { kind: 'column', name: token.value, quoted: true, from, to };
    case 'name':
      return named(cursor, token);
    case 'keyword':
      return word(cursor, token);
    case 'symbol':
      return token.value === '(' ? parenthesised(cursor, token) : missing(cursor);
    case 'unknown':
      cursor.next();
      // What follows garbage is read as the operand that was meant.
      return cursor.problems.full || cursor.isAtEnd()
        ? { kind: 'missing', from, to }
        : cursor.deeper(() => atom(cursor));
    case 'end':
      return missing(cursor);
  }
}

function missing(cursor: Cursor): Syntax {
  const { token } = cursor;
  if (token.problem) cursor.problems.add(token, token.problem.message, token.problem.hint);
  const { from } = token;
  if (cursor.isAtEnd()) cursor.problems.addAtEnd(cursor.lastCharacter(), 'A value is missing at the end.');
  else cursor.problems.add(token, `A value is missing before “${shown(token.value)}”.`, FOREIGN[token.value]);
  return { kind: 'missing', from, to: from };
}

function named(cursor: Cursor, token: Token): Syntax {
  cursor.next();
  const { from } = token;
  if (cursor.is('symbol', '(')) {
    const { found: args, isClosed } = items(cursor, cursor.next());
    const open = isClosed ? {} : { isOpen: true as const };
    return cursor.build({
      kind: 'call',
      name: token.value.toLowerCase(),
      at: token,
      args,
      ...open,
      from,
      to: cursor.end,
    });
  }
  const lower = token.value.toLowerCase();
  if ((lower === 'date' || lower === 'timestamp') && cursor.token.kind === 'text') {
    const written = cursor.next();
    const read = readMoment(lower, written.value);
    if ('problem' in read) cursor.problems.add(written, read.problem, read.hint);
    return { kind: 'moment', type: lower, value: 'problem' in read ? '' : read.value, from, to: written.to };
  }
  const name = dotted(cursor, token);
  return { kind: 'column', name, quoted: false, from, to: cursor.end };
}

/** `a.b` without quotes, as people write it who come from SQL: reported, and read as the column of that name. */
function dotted(cursor: Cursor, first: Token): string {
  let name = first.value;
  while (cursor.is('symbol', '.') && (cursor.following.kind === 'name' || cursor.following.kind === 'quoted-name')) {
    cursor.next();
    name += `.${cursor.next().value}`;
  }
  if (name === first.value) return name;
  const hint = `Write ${writtenName(name)}.`;
  cursor.problems.add({ from: first.from, to: cursor.end }, 'A column’s name with a point needs quotes.', hint);
  return name;
}

function word(cursor: Cursor, token: Token): Syntax {
  const { from, to, value } = token;
  if (value === 'case') return caseWhen(cursor);
  if (value === 'true' || value === 'false') {
    cursor.next();
    return { kind: 'bool', value: value === 'true', from, to };
  }
  if (value === 'null') {
    cursor.next();
    return { kind: 'null', from, to };
  }
  const isCalled = cursor.following.kind === 'symbol' && cursor.following.value === '(';
  // The functions of these operators can be called by name as well: and(a, b, c).
  if (isCalled && (value === 'and' || value === 'or' || value === 'between')) return named(cursor, token);
  return missing(cursor);
}

function parenthesised(cursor: Cursor, opened: Token): Syntax {
  cursor.next();
  const { found } = items(cursor, opened);
  const range = { from: opened.from, to: cursor.end };
  if (found.length === 0) {
    cursor.problems.add(range, 'A value is missing between the parentheses.');
    return { kind: 'missing', ...range };
  }
  const [only] = found;
  if (found.length > 1) return cursor.build({ kind: 'list', items: found, ...range });
  cursor.bracketed.add(only!);
  return only!;
}

function caseWhen(cursor: Cursor): Syntax {
  const { from } = cursor.next();
  const subject = cursor.is('keyword', 'when') ? undefined : expression(cursor);
  const branches: { when: Syntax; value: Syntax }[] = [];
  while (cursor.accept('keyword', 'when')) {
    const when = expression(cursor);
    cursor.expect('keyword', 'then');
    branches.push({ when, value: expression(cursor) });
  }
  if (branches.length === 0) cursor.expect('keyword', 'when');
  const otherwise = cursor.accept('keyword', 'else') ? expression(cursor) : undefined;
  cursor.expect('keyword', 'end');
  const parts = { ...(subject ? { subject } : {}), branches, ...(otherwise ? { otherwise } : {}) };
  return cursor.build({ kind: 'case', ...parts, from, to: cursor.end }, branches.length);
}

/** Expressions between commas up to the closing parenthesis; the opening one is passed. */
export function items(cursor: Cursor, opened: Token): { readonly found: Syntax[]; readonly isClosed: boolean } {
  const found: Syntax[] = [];
  if (cursor.accept('symbol', ')')) return { found, isClosed: true };
  do {
    found.push(expression(cursor));
    while (strayInside(cursor)) found.push(expression(cursor));
  } while (cursor.accept('symbol', ','));
  return { found, isClosed: cursor.expect('symbol', ')', opened) };
}

/** Whether a comma or an operator is missing here, since another value begins; a stranger between them is passed. */
function strayInside(cursor: Cursor): boolean {
  const { token } = cursor;
  const habit = FOREIGN[token.value.toLowerCase()];
  const isStranger = token.kind === 'unknown' || (habit !== undefined && token.value !== ',');
  if (cursor.problems.full || !(isStranger || beginsValue(token))) return false;
  const hint = habit ?? 'A comma or an operator is missing before it.';
  if (!token.problem) cursor.problems.add(token, `“${shown(token.value)}” is not expected here.`, hint);
  if (isStranger) cursor.next();
  return !isStranger || beginsValue(cursor.token);
}

const BEGINS_VALUE: readonly Token['kind'][] = ['name', 'quoted-name', 'number', 'text'];

export function beginsValue({ kind, value }: Token): boolean {
  if (kind === 'keyword') return ['null', 'true', 'false', 'case', 'not'].includes(value);
  return BEGINS_VALUE.includes(kind) || (kind === 'symbol' && value === '(');
}
