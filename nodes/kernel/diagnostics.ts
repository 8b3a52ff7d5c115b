import type { Edit } from './graph-doc/edits';

export type Severity = 'error' | 'warning' | 'info';

/** Where in the drawn graph: a node, and within it a port or the path of a setting. */
export interface Place {
  readonly node?: string;
  readonly port?: string;
  readonly path?: readonly (string | number)[];
  readonly parameter?: string;
  /** The characters of an expression setting: UTF-16 offsets. */
  readonly range?: { readonly from: number; readonly to: number };
}

/** An edit of the document that mends the problem, applied by a button. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** It takes away only what never had an effect: it may be done together with others, without a look at each. */
  readonly isSafe?: boolean;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, in the words of the person drawing. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly place: Place;
  /** The nodes of an offending path, drawn in red. */
  readonly path?: readonly string[];
  readonly fix?: Fix;
}

/** Every code there is, with the severity it has unless said otherwise. */
export const DIAGNOSTIC_CODES = {
  'document-invalid': 'error',
  'document-newer': 'error',
  'node-type-unknown': 'error',
  'node-version-newer': 'error',
  'parameter-unknown': 'error',
  'parameter-invalid': 'error',
  'setting-invalid': 'error',
  'setting-missing': 'error',
  'wire-dangling': 'error',
  'wire-type-mismatch': 'error',
  'input-missing': 'error',
  'input-twice': 'error',
  'bypass-impossible': 'error',
  cycle: 'error',
  'column-unknown': 'error',
  'column-type': 'error',
  'column-twice': 'error',
  'expression-invalid': 'error',
  'dataset-missing': 'error',
  'dataset-unreadable': 'error',
  'leak-learns-before-split': 'error',
  'leak-target-among-features': 'error',
  'leak-mixed-rows': 'error',
  'leak-other-rows': 'error',
  'leak-labels-differ': 'error',
  'target-changed': 'warning',
  'leak-group-split': 'warning',
  'leak-newer-than-label': 'warning',
  'leak-tuned-on-test': 'warning',
  'leak-folds': 'warning',
  'split-twice': 'warning',
  'no-partition': 'error',
  'part-empty': 'error',
  'not-servable': 'error',
  'rows-unparsed': 'warning',
  'node-advice': 'warning',
  'slug-taken': 'error',
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

export function diagnostic(
  code: DiagnosticCode,
  place: Place,
  message: string,
  more: Partial<Pick<Diagnostic, 'hint' | 'fix' | 'path' | 'severity'>> = {},
): Diagnostic {
  return { code, severity: more.severity ?? DIAGNOSTIC_CODES[code], message, place, ...withoutUndefined(more) };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
