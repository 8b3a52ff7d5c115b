import { type Rule, STATISTICS } from './rules';

const limits = ({ min, max, above, below }: Rule): string =>
  [
    min === undefined ? '' : `${above ? 'more than' : 'at least'} ${min}`,
    max === undefined ? '' : `${below ? 'less than' : 'at most'} ${max}`,
  ]
    .filter(Boolean)
    .join(' and ');

const mostly = ({ mostly: share }: Rule): string =>
  share < 1 ? ` for at least ${Number((share * 100).toPrecision(6))} %` : '';

/** The rule in words, as reports, reasons and cards say it. */
export function describeRule(rule: Rule): string {
  return `${statement(rule)}${mostly(rule)}`;
}

function statement(rule: Rule): string {
  const { column } = rule;
  switch (rule.kind) {
    case 'not-null':
      return `${column} is not missing`;
    case 'unique':
      return `${column} is unique`;
    case 'unique-together':
      return `${rule.columns.join(', ')} are unique together`;
    case 'type':
      return `${column} is of type ${rule.is}`;
    case 'range':
      return `${column} is ${limits(rule)}`;
    case 'period':
      return `${column} is ${[rule.from && `from ${rule.from}`, rule.until && `until ${rule.until}`].filter(Boolean).join(' ')}`;
    case 'in-set':
      return `${column} is one of ${rule.values.join(', ')}`;
    case 'regex':
      return `${column} matches ${rule.pattern}`;
    case 'greater':
      return `${column} is greater than ${rule.orEqual ? 'or equal to ' : ''}${rule.other}`;
    case 'expression':
      return rule.expression;
    case 'exists':
      return `there is a column ${column}`;
    case 'statistic':
      return `${figureName(rule)} of ${column} is ${limits(rule)}`;
    case 'distinct-values':
      return `every distinct ${column} is one of ${rule.values.join(', ')}`;
    case 'shares':
      return `the shares of ${column} diverge by less than ${rule.divergence}`;
    case 'drift':
      return rule.measure === 'psi'
        ? `the PSI of ${column} against the reference is below ${rule.psi}`
        : `the ${rule.measure === 'ks' ? 'Kolmogorov-Smirnov' : 'chi-square'} p-value of ${column} against the reference is at least ${rule.pValue}`;
  }
}

export const figureName = (rule: Rule): string =>
  rule.statistic === 'quantile' ? `the ${rule.at} quantile` : `the ${STATISTICS[rule.statistic].toLowerCase()}`;
