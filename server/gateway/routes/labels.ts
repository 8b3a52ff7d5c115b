import { type Label, labelRows } from '@/server/db/requests';
import type { EndpointRoute } from '../gateway-parts';
import { readJson, sendJson } from '../http';
import { type Problem, RequestProblems, refusal } from '../refusal';
import { MOST_ROWS } from './predict';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HINT = 'A label is {"requestId": "…", "row": 0, "truth": …} or {"rowKey": "…", "truth": …}.';

/** POST …/labels: the truth comes back, by request id and row or by the caller's key. */
export const labels: EndpointRoute = async ({ database, keys, log }, { request, response, served }) => {
  await keys.check(request.headers, served.endpointId);
  const wanted = readLabels(await readJson(request));
  // Rows of the last moments may still wait to be written.
  await log.flush();
  const unmatched = await labelRows(database, served.endpointId, wanted);
  sendJson(response, 200, { labelled: wanted.length - unmatched.length, unmatched });
};

function readLabels(body: unknown): Label[] {
  const list = typeof body === 'object' && body !== null && 'labels' in body ? body.labels : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    throw refusal({ code: 'labels_missing', message: 'The body must be an object with a list “labels”.', hint: HINT });
  }
  if (list.length > MOST_ROWS) {
    throw refusal({
      code: 'too_large',
      message: `${list.length} labels are more than the ${MOST_ROWS} of one request.`,
    });
  }
  const problems: Problem[] = [];
  const labels = list.flatMap((item: unknown, row) => {
    const label = readLabel(item);
    if (typeof label !== 'string') return [label];
    problems.push({ code: 'label_wrong', message: `Label ${row} ${label}.`, hint: HINT, place: { row } });
    return [];
  });
  if (problems.length > 0) throw new RequestProblems(problems.slice(0, 10));
  return labels;
}

function readLabel(item: unknown): Label | string {
  if (typeof item !== 'object' || item === null) return 'is not an object';
  const { requestId, row, rowKey, truth } = item as Record<string, unknown>;
  if (truth === undefined || truth === null || typeof truth === 'object') return 'has no “truth”';
  if (typeof rowKey === 'string' || typeof rowKey === 'number') return { rowKey: String(rowKey), truth: String(truth) };
  if (typeof requestId !== 'string' || !UUID.test(requestId)) return 'has neither a “rowKey” nor a valid “requestId”';
  if (row !== undefined && !(Number.isInteger(row) && Number(row) >= 0)) return 'has a “row” that is not a row number';
  return { requestId, row: Number(row ?? 0), truth: String(truth) };
}
