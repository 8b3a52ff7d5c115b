import type { Database } from '../db/client';
import { type CheckScope, type CheckTrigger, checkOne, type DriftCheck, type Monitor } from '../db/monitors';
import { readWindow, type WindowRow } from '../db/requests';
import { assessDrift, type DriftAssessment, type DriftReference } from './drift';
import { binLogged, featureCells } from './logged-columns';

/** The verdict on one column or on the answer. */
export type DriftResult = DriftAssessment & {
  readonly name: string;
  readonly role: 'feature' | 'score' | 'prediction';
};

/** The latest rows of a window are enough: at this many the noise of PSI is far below any threshold. */
const MOST_ROWS = 100_000;

/** Holds what an endpoint was asked in its window against the training rows, and writes the check down. */
export function checkEndpoint(
  database: Database,
  endpointId: string,
  trigger: CheckTrigger,
): Promise<string | undefined> {
  return checkOne(database, { endpointId }, trigger, check);
}

/** Checks a monitor that is due; undefined when none is. */
export function checkNextDue(database: Database): Promise<string | undefined> {
  return checkOne(database, 'due', 'schedule', check);
}

async function check({ endpointId, settings, reference }: Monitor, scope: CheckScope): Promise<DriftCheck> {
  const windowEnd = new Date();
  const windowStart = new Date(windowEnd.getTime() - settings.windowHours * 3_600_000);
  const rows = await readWindow(scope, endpointId, windowStart, windowEnd, MOST_ROWS);
  const results = assessWindow(reference, rows, settings.threshold).map((result) =>
    rows.length < settings.minRows ? tooFew(result, rows.length, settings.minRows) : result,
  );
  return { windowStart, windowEnd, rowCount: rows.length, status: overall(results), results };
}

/** Every column and the answer; rejected rows count as asked, but have no score. */
export function assessWindow(
  reference: Monitor['reference'],
  rows: readonly WindowRow[],
  threshold: number,
): DriftResult[] {
  const answered = rows.filter((row) => row.rejected === null);
  const assess = (
    name: string,
    role: DriftResult['role'],
    of: DriftReference,
    cells: readonly unknown[],
  ): DriftResult => ({
    name,
    role,
    ...assessDrift(of, binLogged(of, cells), { threshold }),
  });
  const features = Object.entries(reference.columns)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => assess(name, 'feature', of, featureCells(rows, name)));
  const { score, prediction } = reference;
  return [
    ...features,
    ...(score
      ? [
          assess(
            'score',
            'score',
            score,
            answered.map((row) => row.score),
          ),
        ]
      : []),
    ...(prediction
      ? [
          assess(
            'prediction',
            'prediction',
            prediction,
            answered.map((row) => row.prediction),
          ),
        ]
      : []),
  ];
}

const tooFew = (result: DriftResult, rows: number, minRows: number): DriftResult => ({
  ...result,
  status: 'too_few_rows',
  sentence: `${rows} rows were asked in the window; this monitor judges from ${minRows} rows.`,
});

/** The worst verdict; too few rows only when nothing could be judged. */
function overall(results: readonly DriftResult[]): string {
  const order = ['drifted', 'warning', 'ok'] as const;
  return order.find((status) => results.some((result) => result.status === status)) ?? 'too_few_rows';
}
