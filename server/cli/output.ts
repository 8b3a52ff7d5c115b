import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import { AppError, toTerminal, toWire } from '../errors';
import type { ExitCode } from './exit-code';

/** What a command ends with: one JSON document for programs, text for people, both of the same thing. */
export interface Result {
  readonly exitCode: ExitCode;
  /** Printed by `--json`, with the exit code in it. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Printed to standard output otherwise. */
  readonly text: string;
  /** For standard error: what went wrong. */
  readonly complaint?: string;
}

/** Where a command says what it is doing: never standard output, which belongs to the result. */
export interface Console {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
}

export const errorConsole: Console = {
  get isTerminal() {
    return process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  },
  get columns() {
    return process.stderr.columns ?? 100;
  },
  write: (text) => void process.stderr.write(text),
};

export function print(result: Result, asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify({ exitCode: result.exitCode, ...result.json }, null, 2)}\n`);
  else if (result.text !== '') process.stdout.write(`${result.text.replace(/\n$/, '')}\n`);
  if (result.complaint !== undefined && !asJson) process.stderr.write(`${result.complaint}\n`);
}

/** A result for something thrown. */
export function failure(error: AppError, exitCode: ExitCode): Result {
  return { exitCode, json: { error: toWire(error) }, text: '', complaint: toTerminal(error) };
}

/** A result for what is wrong with what was drawn. */
export function refusal(file: string, diagnostics: readonly Diagnostic[], exitCode: ExitCode): Result {
  const errors = diagnostics.filter((each) => each.severity === 'error').length;
  const head = `${file} has ${errors} ${errors === 1 ? 'problem' : 'problems'}:`;
  return { exitCode, json: { file, diagnostics }, text: '', complaint: `${head}\n${describeDiagnostics(diagnostics)}` };
}

/** One line per problem, its hint below. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, code, message, hint, place }) => {
      const port = place.port === undefined ? '' : `.${place.port}`;
      const path = place.path === undefined || place.path.length === 0 ? '' : ` ${place.path.join('.')}`;
      const where = place.node === undefined ? path.trim() : `${place.node}${port}${path}`;
      return `  ${severity} ${code}${where === '' ? '' : ` at ${where}`}: ${message}${hint ? `\n    → ${hint}` : ''}`;
    })
    .join('\n');
}

/** A mistake in how a command was called. */
export function misuse(message: string, hint: string): AppError {
  return new AppError({ code: 'usage', blame: 'user', message, hint });
}
