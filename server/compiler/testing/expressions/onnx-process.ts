import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Table } from './cells';
import { written } from './check-cases';
import type { OnnxEvaluator } from './compare-engines';
import type { TypedExpr } from './in-duckdb';
import type { OnnxColumns } from './in-onnx';

export interface OnnxQuestion {
  readonly expressions: readonly TypedExpr[];
  readonly table: Table;
  readonly alone: readonly number[];
}
export type OnnxAnswer = { readonly columns: OnnxColumns } | { readonly error: string };

/**
 * onnxruntime in a process of its own: a division that overflows ends the whole process, which then is a message with
 * the expressions it was asked for instead of the end of the run.
 */
export function openOnnxProcess(): { readonly evaluate: OnnxEvaluator; close(): void } {
  let child: ChildProcess | undefined;
  const start = (): ChildProcess =>
    fork(fileURLToPath(new URL('./onnx-child.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    });
  return {
    evaluate(expressions, table, alone) {
      child ??= start();
      const asked = child;
      return new Promise((resolve, reject) => {
        const died = (code: number | null, signal: string | null) => {
          child = undefined;
          const list = expressions.map(({ expr }) => `  ${written(expr)}`).join('\n');
          reject(new Error(`onnxruntime's process ended (${signal ?? code}) over one of\n${list}`));
        };
        asked.once('exit', died);
        asked.once('message', (answer: OnnxAnswer) => {
          asked.off('exit', died);
          if ('columns' in answer) resolve(answer.columns);
          else reject(new Error(answer.error));
        });
        asked.send({ expressions, table, alone } satisfies OnnxQuestion);
      });
    },
    close: () => child?.kill(),
  };
}
