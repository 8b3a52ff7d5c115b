import type { FunctionRow, ParameterType, Signature } from './function-row';
import { writtenText } from './lex';

/** A parameter as people read it. */
export interface WrittenParameter {
  readonly name: string;
  /** `int or float`, `list of texts`. */
  readonly type: string;
  readonly optional: boolean;
  /** Any number of them. */
  readonly repeats: boolean;
}

/** A way to call a function; overloads that differ in types only are one. */
export interface WrittenSignature {
  readonly parameters: readonly WrittenParameter[];
  readonly result: string;
}

const LISTS: Partial<Record<ParameterType, string>> = {
  'text-list': 'list of texts',
  'number-list': 'list of numbers',
};

function parametersOf({ parameters, names, optional = 0, rest }: Signature): WrittenParameter[] {
  const all = rest === undefined ? parameters : [...parameters, rest];
  const firstSame = all.indexOf('same');
  return all.map((type, index) => ({
    name: names[index] ?? names.at(-1) ?? type,
    type:
      LISTS[type] ??
      (type === 'same' ? (index === firstSame ? 'any type' : 'same type') : type === 'any' ? 'any type' : type),
    optional: index >= parameters.length - optional,
    repeats: index >= parameters.length,
  }));
}

/** The ways to call a function, those of equal shape written as one. */
export function signaturesOf(row: FunctionRow): WrittenSignature[] {
  const shapes = new Map<string, WrittenSignature[]>();
  for (const signature of row.signatures) {
    const parameters = parametersOf(signature);
    const shape = parameters.map(({ name, optional, repeats }) => [name, optional, repeats].join()).join(';');
    const written = { parameters, result: signature.result === 'same' ? 'same type' : signature.result };
    shapes.set(shape, [...(shapes.get(shape) ?? []), written]);
  }
  return [...shapes.values()].map(merged);
}

/** Overloads of one shape as one. Where they go through many types in step, the later ones are of the `same type`. */
function merged(alike: readonly WrittenSignature[]): WrittenSignature {
  const first = alike.map((signature) => signature.parameters[0]?.type);
  const write = (types: readonly string[], isFirst: boolean): string => {
    const isInStep = !isFirst && new Set(types).size > 2 && types.every((type, index) => type === first[index]);
    return isInStep ? 'same type' : either(types);
  };
  return {
    parameters: alike[0]!.parameters.map((parameter, position) => ({
      ...parameter,
      type: write(
        alike.map((signature) => signature.parameters[position]!.type),
        position === 0,
      ),
    })),
    result: write(
      alike.map((signature) => signature.result),
      false,
    ),
  };
}

const either = (types: readonly string[]): string => {
  const distinct = [...new Set(types)];
  return distinct.length < 2 ? (distinct[0] ?? '') : `${distinct.slice(0, -1).join(', ')} or ${distinct.at(-1)}`;
};

/** `digits?: int` */
export const writtenParameter = ({ name, type, optional, repeats }: WrittenParameter): string =>
  `${name}${repeats ? '…' : optional ? '?' : ''}: ${type}`;

/** `round(number: float, digits?: int)` */
export const writtenCall = (name: string, { parameters }: WrittenSignature): string =>
  `${name}(${parameters.map(writtenParameter).join(', ')})`;

/** `round(2.5) → 3` */
export const writtenExample = ({ of, is }: NonNullable<FunctionRow['example']>): string =>
  `${of} → ${is === null ? 'missing' : typeof is === 'string' ? writtenText(is) : is}`;
