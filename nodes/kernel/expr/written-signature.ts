import type { FunctionRow, ParameterType, Signature } from './function-row';

const TYPES: Partial<Record<ParameterType, string>> = { 'text-list': 'list of text', 'number-list': 'list of numbers' };

const typeName = (type: ParameterType): string => TYPES[type] ?? type;

/** A parameter as documentation shows it. */
export interface WrittenParameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly repeats: boolean;
}

export function writtenParameters({ parameters, names, optional = 0, rest }: Signature): WrittenParameter[] {
  const written = parameters.map((type, index) => ({
    name: names[index] ?? typeName(type),
    type: typeName(type),
    optional: index >= parameters.length - optional,
    repeats: false,
  }));
  if (rest === undefined) return written;
  const name = names[parameters.length] ?? names.at(-1) ?? typeName(rest);
  return [...written, { name, type: typeName(rest), optional: true, repeats: true }];
}

/** `round(number: float, digits?: int)` */
export function writtenSignature(name: string, signature: Signature): string {
  const parameters = writtenParameters(signature).map(
    (parameter) => `${parameter.name}${parameter.repeats ? '…' : parameter.optional ? '?' : ''}: ${parameter.type}`,
  );
  return `${name}(${parameters.join(', ')})`;
}

/** All ways to call a function and what each gives. */
export const writtenSignatures = (name: string, row: FunctionRow): string[] =>
  row.signatures.map((signature) => `${writtenSignature(name, signature)} → ${signature.result}`);
