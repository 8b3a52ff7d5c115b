import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/nodes/kernel/graph-doc/edits';
import { analyzed, drawn, type LeakCase, leaks } from './leak-case';

/** A rule against leakage is its cases: drawings that it refuses or warns of, and their neighbours that are fine. */
export function holdRule(rule: string, cases: readonly LeakCase[]): void {
  describe(rule, () => {
    for (const { name, nodes, wires, says } of cases) {
      it(name, () => {
        const doc = drawn({ nodes, wires });
        const analysis = analyzed(doc);
        const others = analysis.diagnostics.filter(
          ({ severity, code }) => severity === 'error' && !code.startsWith('leak-'),
        );
        expect(others).toEqual([]);
        const found = leaks(analysis);
        if (!says) return expect(found).toEqual([]);
        expect(found.map(({ code }) => code)).toEqual([says.code]);
        if (says.severity) expect(found[0]!.severity).toBe(says.severity);
        if (says.path) expect(found[0]!.path).toEqual(says.path);
        if (says.message) expect(found[0]!.message).toMatch(says.message);
        expect(analysis.spec === undefined).toBe(found[0]!.severity === 'error');
        // A fix mends what it is offered for, and draws nothing that cannot be compiled.
        if (!found[0]!.fix) return;
        const mended = analyzed(applyEdits(doc, found[0]!.fix.edits));
        expect(mended.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      });
    }
  });
}
