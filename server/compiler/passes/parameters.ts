import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { type GraphDoc, isParameterRef, type ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import { didYouMean } from '@/nodes/kernel/nearest-name';

/** The values of a document's parameters: those given, else their defaults. */
export function resolveParameters(
  doc: GraphDoc,
  given: Readonly<Record<string, ParameterValue>>,
  diagnostics: Diagnostic[],
): Record<string, ParameterValue> {
  const resolved: Record<string, ParameterValue> = {};
  for (const [name, parameter] of Object.entries(doc.parameters)) resolved[name] = given[name] ?? parameter.default;
  for (const [name, value] of Object.entries(given)) {
    const parameter = doc.parameters[name];
    if (!parameter) {
      diagnostics.push(
        diagnostic('parameter-unknown', { parameter: name }, `The pipeline has no parameter “${name}”.`, {
          hint: didYouMean(name, Object.keys(doc.parameters)) ?? 'Define it in the pipeline first.',
        }),
      );
    } else if (!fits(value, parameter.type)) {
      diagnostics.push(
        diagnostic(
          'parameter-invalid',
          { parameter: name },
          `The parameter ${name} is ${parameter.type}, and “${String(value)}” is not.`,
        ),
      );
    }
  }
  return resolved;
}

function fits(value: ParameterValue, type: 'int' | 'float' | 'text' | 'bool'): boolean {
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'text') return typeof value === 'string';
  return typeof value === 'number' && Number.isFinite(value) && (type === 'float' || Number.isInteger(value));
}

/** Settings with the values of the parameters they name. */
export function substitute(
  value: unknown,
  parameters: Readonly<Record<string, ParameterValue>>,
  node: string,
  path: (string | number)[],
  diagnostics: Diagnostic[],
): unknown {
  if (isParameterRef(value)) {
    const found = parameters[value.$param];
    if (found === undefined) {
      diagnostics.push(
        diagnostic('parameter-unknown', { node, path }, `The pipeline has no parameter “${value.$param}”.`, {
          hint: didYouMean(value.$param, Object.keys(parameters)),
        }),
      );
    }
    return found;
  }
  if (Array.isArray(value))
    return value.map((entry, index) => substitute(entry, parameters, node, [...path, index], diagnostics));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      substitute(entry, parameters, node, [...path, key], diagnostics),
    ]),
  );
}

const parametersUsed = new WeakMap<object, boolean>();

/** Whether a node's settings take a parameter's value; documents are immutable, so it is worked out once. */
export function usesParameters(config: object): boolean {
  const known = parametersUsed.get(config);
  if (known !== undefined) return known;
  const uses = holdsParameter(config);
  parametersUsed.set(config, uses);
  return uses;
}

function holdsParameter(value: unknown): boolean {
  if (isParameterRef(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsParameter);
}
