import { expect, it } from 'vitest';
import { call, col, float } from '@/nodes/kernel/expr/expr';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import { planOf, requestTable } from '@/server/compiler/emit/onnx/reference.testing';
import { openBatchPredictor } from './batch-predictor';

it('answers a large batch on another thread while this one goes on', async () => {
  const plan = planOf(
    { f: 'float', s: 'text' },
    {
      steps: [
        {
          kind: 'project',
          columns: [
            { name: 'x', expr: call('add', col('f'), float(1)) },
            { name: 's', expr: col('s') },
          ],
        },
      ],
      result: [
        { name: 'x', type: 'float', nullable: true },
        { name: 's', type: 'text', nullable: true },
      ],
    },
  );
  const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
  const predictor = openBatchPredictor();
  await predictor.load('m', bytes, signature);
  const rows = Array.from({ length: 5000 }, (_, at) => ({ f: at, s: `ü${at}` }));
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const answer = await predictor.predict('m', requestTable(plan, rows), rows.length);
  clearInterval(timer);
  expect(answer.x!.values[4999]).toBe(5000);
  expect(answer[signature.columns[1]!.tensor]!.values[7]).toBe('ü7');
  await predictor.unload('m');
  await expect(predictor.predict('m', requestTable(plan, rows), rows.length)).rejects.toThrow('not loaded');
  await predictor.close();
  await expect(predictor.predict('m', {}, 0)).rejects.toThrow('has ended');
});
