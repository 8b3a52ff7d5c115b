import { describe, expect, it } from 'vitest';
import { conditionWords, gateState, measuredGates, plannedGates } from './gate-words';

describe('the words of a gate', () => {
  it('say the condition before a run, and the measured value after it', () => {
    const config = { gates: [{ metric: 'auc', op: '>=', value: 0.82 }] };
    const planned = plannedGates(config);
    expect(planned.map(conditionWords)).toEqual(['AUC ≥ 0.820']);
    expect(gateState(planned)).toBe('queued');
    const measured = measuredGates({
      gates: [{ metric: 'auc', op: '>=', threshold: 0.82, measured: 0.84612, passed: true }],
    });
    expect(measured.map(conditionWords)).toEqual(['AUC 0.846 ≥ 0.820']);
    expect(gateState(measured)).toBe('done');
  });

  it('tell gates on groups by their title, and one that shuts shuts all', () => {
    const report = {
      gates: [
        {
          gate: { what: 'measure', name: 'parity', op: '<=', value: 0.05 },
          title: 'Parity gap',
          judged: 0.31,
          passed: false,
        },
        { gate: { what: 'slice', name: 'auc', op: '>=', value: 0.7 }, title: 'AUC', judged: null, passed: false },
      ],
    };
    expect(measuredGates(report).map(conditionWords)).toEqual(['Parity gap 0.310 ≤ 0.050', 'AUC ≥ 0.700']);
    expect(gateState(measuredGates(report))).toBe('failed');
  });

  it('are none where nothing is asked', () => {
    expect(plannedGates({})).toEqual([]);
    expect(measuredGates(null)).toEqual([]);
    expect(plannedGates({ gates: [{ metric: 'macro_f1', op: '>', value: 0.5 }] }).map(conditionWords)).toEqual([
      'Macro F1 > 0.500',
    ]);
  });
});
