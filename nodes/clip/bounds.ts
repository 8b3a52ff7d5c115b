import { type Column, call, type Expr, type FitAggregate, float, floatOf } from '../kernel';
import type { Rule } from './settings';

/** A lower and an upper bound; absent: that side is open. */
export interface Bounds {
  readonly low?: Expr;
  readonly high?: Expr;
}

/** What the bounds of a column need to know of the training rows. */
export function boundFits(column: Column, rule: Rule): Record<string, FitAggregate> {
  const { name } = column;
  const base = {
    of: floatOf(column),
    type: 'float',
    required: `Every training row misses ${name}, so there are no bounds to learn. Leave it alone, or give it bounds of its own.`,
  } as const;
  switch (rule.method) {
    case 'fixed':
      return {};
    case 'quantiles':
      return {
        [`${name} low`]: { fn: 'quantile', at: rule.lowPercentile / 100, ...base },
        [`${name} high`]: { fn: 'quantile', at: rule.highPercentile / 100, ...base },
      };
    case 'iqr':
      return {
        [`${name} lower quartile`]: { fn: 'quantile', at: 0.25, ...base },
        [`${name} upper quartile`]: { fn: 'quantile', at: 0.75, ...base },
      };
    case 'z-score':
      return {
        [`${name} mean`]: { fn: 'mean', ...base },
        [`${name} deviation`]: { fn: 'stddev_population', ...base },
      };
  }
}

export function boundsOf({ name }: Column, rule: Rule, learned: (name: string) => Expr): Bounds {
  const { low, high } = bothBounds(name, rule, learned);
  return {
    ...(low && rule.side !== 'high' ? { low } : {}),
    ...(high && rule.side !== 'low' ? { high } : {}),
  };
}

function bothBounds(name: string, rule: Rule, learned: (name: string) => Expr): Bounds {
  const of = (figure: string) => learned(`${name} ${figure}`);
  const around = (low: Expr, high: Expr, distance: Expr): Bounds => ({
    low: call('subtract', low, distance),
    high: call('add', high, distance),
  });
  switch (rule.method) {
    case 'fixed':
      return {
        ...(rule.low === undefined ? {} : { low: float(rule.low) }),
        ...(rule.high === undefined ? {} : { high: float(rule.high) }),
      };
    case 'quantiles':
      return { low: of('low'), high: of('high') };
    case 'iqr': {
      const [lower, upper] = [of('lower quartile'), of('upper quartile')];
      return around(lower, upper, call('multiply', float(rule.quartileFactor), call('subtract', upper, lower)));
    }
    case 'z-score':
      return around(of('mean'), of('mean'), call('multiply', float(rule.deviations), of('deviation')));
  }
}
