import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import { columnAt, hopsOf } from './columns';
import { pathDown } from './paths';
import type { RowState } from './row-state';
import { isEarlierRow } from './rows-looked-at';
import { leaveOutFeature, type Step, type TrainedOn, walkUp } from './trail';

/** A feature computed from the target, or what the target is computed from, knows the answer. */
export function targetAmongFeatures(trained: TrainedOn): Diagnostic[] {
  const { trainer, target, features } = trained;
  const toTarget = walkUp([target], () => true);
  const origins = new Set(toTarget.filter(isOrigin).map(nameOf));
  const asIs = new Set(unchanged(toTarget).map(nameOf));
  return features.flatMap((feature) => {
    const steps = walkUp([feature], (step) => !isEarlierRow(step.at));
    const made = steps.find((step) => asIs.has(nameOf(step)));
    if (made) return [leak(trained, feature.column, made.at.state, 'error')];
    const shared = steps.find((step) => isOrigin(step) && origins.has(nameOf(step)));
    if (!shared) return [];
    const own = new Set(steps.filter(isOrigin).map(nameOf));
    const isAll = [...origins].every((origin) => own.has(origin));
    return [
      diagnostic(
        'leak-target-among-features',
        { node: trainer.id, path: ['features'] },
        `The target ${target.column} and the feature ${feature.column} are both computed from ${shared.at.column}.`,
        {
          hint: `Leave ${feature.column} out of the features${isAll ? '' : ', unless it is known before the target is'}.`,
          severity: isAll ? 'error' : 'warning',
          path: pathDown(shared.at.state, trainer),
          fix: leaveOutFeature(trained, feature.column),
        },
      ),
    ];
  });
}

function leak(trained: TrainedOn, feature: string, from: RowState, severity: 'error'): Diagnostic {
  const { trainer, target } = trained;
  return diagnostic(
    'leak-target-among-features',
    { node: trainer.id, path: ['features'] },
    `The feature ${feature} is computed from the target ${target.column}.`,
    {
      hint: `Leave ${feature} out of the features, or leave ${target.column} alone where it is made.`,
      path: pathDown(from, trainer),
      fix: leaveOutFeature(trained, feature),
      severity,
    },
  );
}

const nameOf = ({ at }: Pick<Step, 'at'>): string => `${at.state.id}.${at.port}.${at.column}`;
const isOrigin = ({ at }: Step): boolean => columnAt(at) !== undefined && hopsOf(at).length === 0;

/** The target's own column, up to where it is first changed. */
function unchanged(steps: readonly Step[]): Step[] {
  const found: Step[] = [];
  for (const step of steps) {
    found.push(step);
    if (!hopsOf(step.at).every((hop) => hop.how === 'same' || hop.how === 'renamed')) break;
  }
  return found;
}
