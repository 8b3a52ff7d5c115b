import { groupTexts } from '../group-rows';
import { judgeSlices, type Slice, type SlicesInput } from '../judge-slices';
import type { JudgedClasses } from '../judged-rows';

/** Rows decided one way or the other, from strings of 0 and 1; scores are the decisions themselves. */
export function decidedRows(actual: string, selected: string): JudgedClasses {
  const bits = (text: string) => Uint8Array.from([...text.replaceAll(/\D/g, '')], Number);
  const [truth, decided] = [bits(actual), bits(selected)];
  return {
    task: 'classification',
    correct: truth.map((one, row) => (one === decided[row] ? 1 : 0)),
    logLoss: Float64Array.from(truth, (one, row) => (one === decided[row] ? 0.1 : 2)),
    outcome: { favourable: 'good', actual: truth, selected: decided, score: Float64Array.from(decided) },
  };
}

/** Section 8 of the reference statistics: 26 rows of three groups. */
export const threeGroups = {
  rows: decidedRows('1111000000 1111000000 110000', '1110110000 1100100000 100000'),
  of: [...'A'.repeat(10), ...'B'.repeat(10), ...'C'.repeat(6)],
};

export function judge(
  rows: SlicesInput['rows'],
  of: readonly (string | null)[],
  more: Partial<SlicesInput> & { reference?: string; fairness?: boolean } = {},
) {
  const { reference, fairness = true, ...settings } = more;
  const slice: Slice = { grouping: groupTexts('group', of), fairness, reference };
  return judgeSlices({
    rows,
    slices: [slice],
    metrics: [],
    minimumRows: 1,
    level: 0.95,
    resamples: 200,
    seed: 7,
    ...settings,
  });
}
