import { describe, expect, it } from 'vitest';
import { assessDrift } from './assess-drift';
import { noiseFloor } from './noise-floor';
import { binNumeric, buildNumericReference } from './numeric-reference';

const ramp = (rows: number, change: (share: number) => number = (share) => share) =>
  Float64Array.from({ length: rows }, (_, i) => change(i / rows));
const reference = buildNumericReference(ramp(1000));
const assess = (current: Float64Array, threshold?: number) =>
  assessDrift(reference, binNumeric(reference, current), { threshold });

describe('judging drift', () => {
  it('is content with rows like the reference', () => {
    expect(assess(ramp(1000))).toMatchObject({ status: 'ok', psi: 0, noiseFloor: expect.closeTo(0.018, 12) });
  });

  it('warns from half the threshold up', () => {
    const { status, psi, sentence } = assess(ramp(1000, (share) => share ** 1.5));
    expect(psi).toBeGreaterThan(0.1);
    expect(psi).toBeLessThan(0.2);
    expect(status).toBe('warning');
    expect(sentence).toMatch(
      /^PSI is 0\.1\d+, more than half-way to the threshold 0\.2; chance alone would give about 0\.018\.$/,
    );
  });

  it('says drifted from the threshold up, and which bins did it', () => {
    const { status, bins, psi } = assess(ramp(1000, (share) => share + 0.1));
    expect(status).toBe('drifted');
    expect(bins[0]).toMatchObject({ referenceRows: 100, currentRows: 0 });
    expect(bins.reduce((total, bin) => total + bin.contribution!, 0)).toBeCloseTo(psi!, 12);
    expect(bins[0]!.contribution).toBeGreaterThan(0.3);
  });

  it('refuses to judge where chance alone reaches half the threshold, and says how many rows it needs', () => {
    const { status, sentence, psi } = assess(ramp(50, (share) => share + 0.5));
    expect(status).toBe('too_few_rows');
    expect(psi).toBeGreaterThan(1);
    expect(sentence).toBe(
      '50 current and 1000 reference rows in 10 bins give a PSI of about 0.189 by chance alone, more than half the threshold 0.2: at least 99 current rows are needed.',
    );
    expect(assess(ramp(98)).status).toBe('too_few_rows');
    expect(assess(ramp(99)).status).toBe('ok');
  });

  it('says so where more current rows would not help', () => {
    const small = buildNumericReference(ramp(60));
    const { status, sentence } = assessDrift(small, binNumeric(small, ramp(100_000)));
    expect(status).toBe('too_few_rows');
    expect(sentence).toContain('the reference is too small for this threshold');
  });

  it('refuses to judge without rows on either side', () => {
    expect(assess(new Float64Array(0))).toMatchObject({ status: 'too_few_rows', psi: null, noiseFloor: null });
    const empty = buildNumericReference(new Float64Array(0));
    expect(assessDrift(empty, binNumeric(empty, ramp(9))).sentence).toBe('The reference has no rows to compare with.');
  });

  it('sees a column that has become null', () => {
    const half = ramp(1000).map((value, i) => (i % 2 === 0 ? value : Number.NaN));
    const { status, bins } = assess(half);
    expect(status).toBe('drifted');
    expect(bins.at(-1)).toMatchObject({ label: 'null', referenceRows: 0, currentRows: 500 });
  });

  it('passes on the notice of a constant reference and does not explode at one other value', () => {
    const constant = buildNumericReference(new Float64Array(1000).fill(5));
    const current = new Float64Array(1000).fill(5).with(0, 6);
    expect(assessDrift(constant, binNumeric(constant, current))).toMatchObject({
      status: 'ok',
      notice: 'insufficient_bins',
    });
    const moved = binNumeric(constant, new Float64Array(1000).fill(6));
    expect(assessDrift(constant, moved).status).toBe('drifted');
  });

  it('survives a trip through JSON unchanged', () => {
    const assessment = assess(ramp(1000));
    expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
  });
});

describe('the noise floor', () => {
  it.each([
    [100, 0.18],
    [500, 0.036],
    [1000, 0.018],
    [10_000, 0.0018],
  ])('for ten bins and %i rows a side is what simulation without drift gives on average', (rows, floor) => {
    const counts = new Array<number>(10).fill(rows / 10);
    expect(noiseFloor(counts, counts).floor).toBeCloseTo(floor, 12);
  });
});
