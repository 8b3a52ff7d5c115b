import type { Expr } from '../expr';
import type { FunctionRow } from '../function-row';
import { boxCox, LOGARITHM_BELOW, yeoJohnson } from '../onnx/power-transforms';
import { sqlDouble } from '../sql-text';
import { finite, once } from './sql-guards';

/** Transformations towards a normal distribution; their λ is learned by maximum likelihood or written out. */
export const powerTransforms = {
  box_cox: {
    group: 'exponents',
    summary: '(number^λ − 1) / λ, or the logarithm where λ is 0; missing where the number is not positive.',
    signatures: [{ parameters: ['float', 'float'], names: ['number', 'lambda'], result: 'float' }],
    nulls: 'domain',
    agreement: 'close',
    constants: [1],
    duckdb: ([a], { args }) =>
      once(a!, 'x', (x) => finite(`(case when ${x} > 0 then ${raised(x, lambdaOf(args[1]!))} end)`)),
    onnx: ([a, lambda]) => boxCox(a!, lambda!),
    example: { of: 'box_cox(4, 0.5)', is: 2 },
  },
  yeo_johnson: {
    group: 'exponents',
    summary: 'Box-Cox of number + 1, mirrored below 0 with 2 − λ, so that negative numbers have a value too.',
    signatures: [{ parameters: ['float', 'float'], names: ['number', 'lambda'], result: 'float' }],
    nulls: 'domain',
    agreement: 'close',
    constants: [1],
    duckdb: ([a], { args }) => {
      const lambda = lambdaOf(args[1]!);
      return once(a!, 'x', (x) =>
        finite(
          `(case when ${x} >= 0 then ${raised(`(${x} + 1)`, lambda)} else -${raised(`(1 - ${x})`, lambda === null ? null : 2 - lambda)} end)`,
        ),
      );
    },
    onnx: ([a, lambda]) => yeoJohnson(a!, lambda!),
    example: { of: 'yeo_johnson(-3, 1.5)', is: -2 },
  },
} satisfies Record<string, FunctionRow>;

function raised(base: string, lambda: number | null): string {
  if (lambda === null) return 'null::double';
  if (Math.abs(lambda) < LOGARITHM_BELOW) return `ln(${base})`;
  return `((pow(${base}, ${sqlDouble(lambda)}) - 1) / ${sqlDouble(lambda)})`;
}

/** λ where it is written out or was learned; null where there was nothing to learn from. */
function lambdaOf(expr: Expr): number | null {
  if (expr.op === 'literal' && expr.value !== null) return Number(expr.value);
  if (expr.op === 'call' && expr.fn === 'to_float') return lambdaOf(expr.args[0]!);
  return null;
}
