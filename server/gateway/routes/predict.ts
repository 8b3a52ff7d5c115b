import { randomUUID } from 'node:crypto';
import type { ContractColumn } from '@/server/compiler/emit/onnx';
import type { LoggedRow } from '@/server/db/requests';
import type { RequestTable } from '@/server/engine/onnx';
import { AppError } from '@/server/errors';
import { plainCell, type RowAnswer } from '../contract/answer-rows';
import { MOST_EXPLAINED_ROWS } from '../contract/explain-rows';
import type { Served } from '../deployments';
import type { EndpointRoute } from '../gateway-parts';
import { readJson, sendJson } from '../http';
import { refusal } from '../refusal';
import type { ServingModel } from '../serving-model';

export const MOST_ROWS = 10_000;

/** POST …/predict: answers rows, then logs them. */
export const predict: EndpointRoute = async ({ deployments, keys, log }, { request, response, served }) => {
  const startedAt = performance.now();
  await keys.check(request.headers, served.endpointId);
  const { rows, rowKeys, explain } = readQuestion(await readJson(request));
  await othersFirst(rows.length);
  // Asked again after the body has come: a new version may have taken over meanwhile.
  const model = modelOf(deployments.find(served.slug) ?? served);
  const table = model.readRows(rows);
  const predictions = await (explain ? model.predictAndExplain(table, rows.length) : model.predict(table, rows.length));
  await othersFirst(rows.length);
  const latencyMs = performance.now() - startedAt;
  const requestId = randomUUID();
  sendJson(response, 200, {
    requestId,
    modelVersion: model.deployment.number,
    predictions,
    latencyMs: Math.round(latencyMs * 1000) / 1000,
  });
  await othersFirst(rows.length);
  log.rows(loggedRows(model, requestId, table, rowKeys, predictions, latencyMs));
};

/** Between the steps of a large batch, small requests that wait are answered. */
const othersFirst = (rowCount: number): Promise<void> | undefined =>
  rowCount > 256 ? new Promise((resolve) => setImmediate(resolve)) : undefined;

interface Question {
  readonly rows: readonly unknown[];
  readonly rowKeys: readonly string[] | undefined;
  readonly explain: boolean;
}

function readQuestion(body: unknown): Question {
  const rows = isObject(body) ? body.rows : undefined;
  if (!isObject(body) || !Array.isArray(rows) || rows.length === 0) {
    throw refusal({
      code: 'rows_missing',
      message: Array.isArray(rows) ? 'There is no row to predict.' : 'The body must be an object with a list “rows”.',
      hint: 'Send {"rows": [{…}]}, one object per row.',
    });
  }
  if (rows.length > MOST_ROWS) {
    throw refusal({
      code: 'too_large',
      message: `${rows.length} rows are more than the ${MOST_ROWS} of one request.`,
      hint: 'Send the rows in several requests.',
    });
  }
  return { rows, rowKeys: readKeys(body.keys, rows.length), explain: readExplain(body.explain, rows.length) };
}

function readExplain(explain: unknown, rowCount: number): boolean {
  if (explain === undefined || explain === null || explain === false) return false;
  if (explain !== true) {
    throw refusal({ code: 'explain_wrong', message: '“explain” must be true or false.' });
  }
  if (rowCount > MOST_EXPLAINED_ROWS) {
    throw refusal({
      code: 'too_large',
      message: `${rowCount} rows are more than the ${MOST_EXPLAINED_ROWS} that one request may have explained.`,
      hint: 'Send them in several requests, or without “explain”.',
    });
  }
  return true;
}

function readKeys(keys: unknown, rowCount: number): string[] | undefined {
  if (keys === undefined || keys === null) return undefined;
  const fits = Array.isArray(keys) && keys.every((key) => typeof key === 'string' || typeof key === 'number');
  if (!fits || keys.length !== rowCount) {
    throw refusal({
      code: 'keys_wrong',
      message: `“keys” must be a list of texts or numbers, one for each of the ${rowCount} rows.`,
      hint: 'Keys are yours: send one per row, or none at all.',
    });
  }
  return keys.map(String);
}

function modelOf({ model, slug, trouble }: Served): ServingModel {
  if (model) return model;
  throw new AppError({
    code: 'no_model',
    blame: 'environment',
    message: trouble ?? `Nothing has been published to ${slug} yet.`,
    hint: 'Publish a saved version of the pipeline.',
  });
}

/** Rows as the model read them: trimmed, null tokens as null, dates as ISO text. Drift is measured on these. */
function loggedRows(
  { deployment, packaged }: ServingModel,
  requestId: string,
  table: RequestTable,
  rowKeys: readonly string[] | undefined,
  answers: readonly RowAnswer[],
  latencyMs: number,
): LoggedRow[] {
  const createdAt = new Date().toISOString();
  const { columns } = packaged.serveSpec;
  const cell = ({ name, type }: ContractColumn, row: number): unknown => {
    const { values, missing } = table[name]!;
    const value = missing?.[row] ? null : plainCell(type, values[row]);
    return typeof value === 'string' ? storable(value) : value;
  };
  return answers.map(({ prediction, score, rejected }, rowIndex) => ({
    endpointId: deployment.endpointId,
    deploymentId: deployment.deploymentId!,
    requestId,
    rowIndex,
    rowKey: rowKeys ? storable(rowKeys[rowIndex]!) : null,
    features: Object.fromEntries(columns.map((column) => [column.name, cell(column, rowIndex)])),
    score,
    prediction: prediction === null ? null : storable(wordsOf(prediction)),
    rejected: rejected ?? null,
    latencyMs,
    createdAt,
  }));
}

const wordsOf = (prediction: NonNullable<RowAnswer['prediction']>): string =>
  typeof prediction === 'object' ? JSON.stringify(prediction) : String(prediction);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Postgres keeps neither U+0000 nor half a surrogate pair. */
const storable = (text: string): string =>
  text.replace(/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
