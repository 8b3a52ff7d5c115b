import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, Parameter, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import { didYouMean } from '@/nodes/kernel/nearest-name';

export interface BoundParameters {
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What was typed after `--set`, as values of the types that the document declares. */
export function bindParameters({ parameters }: GraphDoc, typed: Readonly<Record<string, string>>): BoundParameters {
  const values: Record<string, ParameterValue> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [name, text] of Object.entries(typed)) {
    const declared = parameters[name];
    if (declared === undefined) {
      const names = Object.keys(parameters);
      const hint = didYouMean(name, names) ?? (names.length > 0 ? `It has: ${names.join(', ')}.` : 'It has none.');
      diagnostics.push(
        diagnostic('parameter-unknown', { parameter: name }, `The pipeline has no parameter “${name}”.`, { hint }),
      );
      continue;
    }
    const value = parseValue(declared, text);
    if (value === undefined) {
      const message = `“${text}” is no ${declared.type}, which the parameter “${name}” takes.`;
      diagnostics.push(diagnostic('parameter-invalid', { parameter: name }, message));
    } else values[name] = value;
  }
  return { values, diagnostics };
}

function parseValue({ type }: Parameter, text: string): ParameterValue | undefined {
  switch (type) {
    case 'text':
      return text;
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'int':
      return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'float':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  }
}
