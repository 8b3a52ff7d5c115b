import { expect, it } from 'vitest';
import { call, col, float } from '@/nodes/kernel/expr/expr';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import { planOf, requestTable } from '@/server/compiler/emit/onnx/testing/reference';
import { openBatchPredictor } from './batch-predictor';

it('answers large batches on another thread, loading each model once until it is unloaded', async () => {
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
  const model = { name: 'm', bytes, signature };
  const rows = Array.from({ length: 5000 }, (_, at) => ({ f: at, s: `ü${at}` }));
  const table = requestTable(plan, rows);
  const [answer, again] = await Promise.all([
    predictor.predict(model, table, rows.length),
    predictor.predict(model, table, rows.length),
  ]);
  expect(answer.x!.values[4999]).toBe(5000);
  expect(again.x!.values[0]).toBe(1);
  expect(answer[signature.columns[1]!.tensor]!.values[7]).toBe('ü7');
  await predictor.unload('m');
  expect((await predictor.predict(model, table, rows.length)).x!.values[1]).toBe(2);
  await expect(
    predictor.predict({ ...model, name: 'other', bytes: new Uint8Array([1]) }, table, 5000),
  ).rejects.toThrow();
  await predictor.close();
  await expect(predictor.predict(model, table, 0)).rejects.toThrow('was closed');
});
