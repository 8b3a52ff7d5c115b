import { writtenName, writtenText } from './lex';
import { parse } from './parse';
import { BINDS, OPERATORS, type Syntax, type SyntaxOf } from './syntax';

/** Lines are broken where they would be longer. */
const WIDTH = 80;
const STEP = '  ';

/** The text in its canonical form, meaning the same; undefined for a text that cannot be read. */
export function formatExpr(text: string): string | undefined {
  const { syntax, problems } = parse(text);
  if (!syntax || problems.length > 0) return undefined;
  const formatted = printSyntax(syntax);
  // Parentheses added for clarity may be one level too many; then the text stays.
  return parse(formatted).problems.length === 0 ? formatted : text;
}

/** The canonical text of a tree without missing parts: reading it gives the tree again. */
export function printSyntax(syntax: Syntax): string {
  const flat = flatPrinter();
  const lay = (node: Syntax, indent: string): string => {
    const line = flat(node);
    return indent.length + line.length <= WIDTH ? line : broken(node, indent, lay, flat);
  };
  return lay(syntax, '');
}

type Lay = (node: Syntax, indent: string) => string;
type Flat = (node: Syntax) => string;

/** How tightly a node holds together; what does not need parentheses anywhere is an atom. */
const bindsOf = (node: Syntax): number => (node.kind === 'operator' ? OPERATORS[node.operator].binds : BINDS.atom);

/** Whether an operand is put in parentheses: where it would be read differently, or where people misread it. */
function needsParentheses(parent: SyntaxOf<'operator'>, operand: Syntax, position: number): boolean {
  const { binds, form } = OPERATORS[parent.operator];
  const own = bindsOf(operand);
  if (form === 'in' && position > 0) return false;
  if (form === 'prefix') return own < binds;
  if (operand.kind === 'operator') {
    if (parent.operator === 'or' && operand.operator === 'and') return true;
    if (parent.operator === '??' && operand.operator === '||') return true;
  }
  const isFirstOfChainable = form === 'infix' && position === 0 && binds !== BINDS.compare;
  return isFirstOfChainable ? own < binds : own <= binds;
}

/** One line for a node, worked out once for each. */
function flatPrinter(): Flat {
  const known = new Map<Syntax, string>();
  const flat: Flat = (node) => {
    const found = known.get(node) ?? flatNode(node, flat);
    known.set(node, found);
    return found;
  };
  return flat;
}

function flatNode(node: Syntax, flat: Flat): string {
  switch (node.kind) {
    case 'column':
      return writtenName(node.name);
    case 'number':
      return node.text
        .toLowerCase()
        .replace(/^\./, '0.')
        .replace(/\.(?=e|$)/, '.0');
    case 'text':
      return writtenText(node.value);
    case 'bool':
      return String(node.value);
    case 'null':
      return 'null';
    case 'moment':
      return `${node.type} '${node.value}'`;
    case 'list':
      return `(${node.items.map(flat).join(', ')})`;
    case 'call':
      return `${node.name}(${node.args.map(flat).join(', ')})`;
    case 'case': {
      const branches = node.branches.map(({ when, value }) => `when ${flat(when)} then ${flat(value)}`);
      return [
        'case',
        node.subject && flat(node.subject),
        ...branches,
        node.otherwise && `else ${flat(node.otherwise)}`,
        'end',
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'operator':
      return join(node, (operand, position) =>
        needsParentheses(node, operand, position) ? `(${flat(operand)})` : flat(operand),
      );
    case 'missing':
      throw new Error('an expression with a missing part has no text');
  }
}

/** An operator between, before or after its operands, on one line. */
function join(node: SyntaxOf<'operator'>, write: (operand: Syntax, position: number) => string): string {
  const { operator } = node;
  const [first = '', second = '', third = ''] = node.operands.slice(0, 3).map(write);
  switch (OPERATORS[operator].form) {
    case 'prefix':
      // Two signs side by side would read as one.
      return operator === 'not' ? `not ${first}` : first.startsWith('-') ? `- ${first}` : `-${first}`;
    case 'postfix':
      return `${first} ${operator}`;
    case 'between':
      return `${first} ${operator} ${second} and ${third}`;
    case 'in':
      return `${first} ${operator} (${node.operands
        .slice(1)
        .map((item, index) => write(item, index + 1))
        .join(', ')})`;
    case 'infix':
    case 'chain':
      return node.operands.map(write).join(` ${operator} `);
  }
}

/** A node over several lines; the first begins where the caller stands. */
function broken(node: Syntax, indent: string, lay: Lay, flat: Flat): string {
  const deeper = indent + STEP;
  switch (node.kind) {
    case 'list':
      return `(${filled(node.items.map(flat), deeper)}\n${indent})`;
    case 'call':
      if (node.args.length === 0) return flat(node);
      return `${node.name}(\n${node.args.map((arg) => deeper + lay(arg, deeper)).join(',\n')}\n${indent})`;
    case 'case': {
      const branches = node.branches.map(({ when, value }) => {
        const line = `when ${flat(when)} then ${flat(value)}`;
        if (deeper.length + line.length <= WIDTH) return deeper + line;
        return `${deeper}when ${lay(when, deeper + STEP)}\n${deeper}then ${lay(value, deeper + STEP)}`;
      });
      const otherwise = node.otherwise ? [`${deeper}else ${lay(node.otherwise, deeper + STEP)}`] : [];
      const first = node.subject ? `case ${lay(node.subject, deeper)}` : 'case';
      return [first, ...branches, ...otherwise, `${indent}end`].join('\n');
    }
    case 'operator':
      return brokenOperator(node, indent, lay, flat);
    default:
      return flat(node);
  }
}

function brokenOperator(node: SyntaxOf<'operator'>, indent: string, lay: Lay, flat: Flat): string {
  const deeper = indent + STEP;
  const write = (operand: Syntax, position: number, at = deeper): string => {
    if (!needsParentheses(node, operand, position)) return lay(operand, at);
    const line = `(${flat(operand)})`;
    return at.length + line.length <= WIDTH ? line : `(\n${at}${STEP}${lay(operand, at + STEP)}\n${at})`;
  };
  const { operands, operator } = node;
  const { form } = OPERATORS[operator];
  if (form === 'chain' || form === 'infix') {
    // Conditions line up; the operands of arithmetic are set in below their first.
    const at = operator === 'and' || operator === 'or' ? indent : deeper;
    return operands
      .map((operand, position) =>
        position === 0 ? write(operand, position, indent) : `\n${at}${operator} ${write(operand, position, at)}`,
      )
      .join('');
  }
  if (form === 'in') {
    return `${write(operands[0]!, 0, indent)} ${operator} (${filled(operands.slice(1).map(flat), deeper)}\n${indent})`;
  }
  return join(node, (operand, position) => write(operand, position, indent));
}

/** Items side by side, as many as fit on each line. */
function filled(items: readonly string[], indent: string): string {
  let written = '';
  let column = WIDTH;
  for (const [index, item] of items.entries()) {
    const piece = index < items.length - 1 ? `${item},` : item;
    const fits = column + 1 + piece.length <= WIDTH;
    written += fits ? ` ${piece}` : `\n${indent}${piece}`;
    column = fits ? column + 1 + piece.length : indent.length + piece.length;
  }
  return written;
}
