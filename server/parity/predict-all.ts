import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import { type AnswerTensor, type OnnxSession, openSession, type RequestTable } from '@/server/engine/onnx';

const ROWS_AT_ONCE = 10_000;

/** A part of the answer to many rows. */
export interface AnswerChunk {
  readonly start: number;
  readonly rowCount: number;
  tensor(name: string): AnswerTensor;
}

/** Runs a file over many rows a chunk at a time, so that a cancelled run ends soon. */
export async function predictAll(
  onnx: Uint8Array,
  signature: OnnxSignature,
  table: RequestTable,
  rowCount: number,
  signal: AbortSignal,
  take: (chunk: AnswerChunk) => void,
): Promise<void> {
  const session: OnnxSession = await openSession(onnx, signature);
  try {
    for (let start = 0; start < rowCount; start += ROWS_AT_ONCE) {
      signal.throwIfAborted();
      const end = Math.min(rowCount, start + ROWS_AT_ONCE);
      const answer = await session.predict(sliceTable(table, start, end), end - start);
      take({ start, rowCount: end - start, tensor: (name) => answer[name]! });
    }
  } finally {
    await session.close();
  }
}

/** Rows `start` up to `end` of a table. */
function sliceTable(table: RequestTable, start: number, end: number): RequestTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, { values, missing }]) => [
      name,
      { values: values.slice(start, end), ...(missing && { missing: missing.slice(start, end) }) },
    ]),
  );
}
