import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/postgres';

let database: TestDatabase;
let folder: string;

const csv = 'id,age\n1,30\n2,-4\n3,50\n';
const hash = createHash('sha256').update(csv).digest('hex');

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'people.csv'), csv);
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function sluice(...words: string[]): Promise<Outcome> {
  const env = { ...process.env, DATABASE_URL: database.url, SLUICE_HOME: join(folder, 'home') };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/cli/main.ts', ...words],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

/** People whose age must be at least `minAge`, or the action is taken. */
function pipelineFile(name: string, changes: { minAge?: unknown; bound?: string; action?: string } = {}): string {
  const rule = {
    column: 'age',
    kind: 'range',
    min: changes.minAge ?? { $param: 'minAge' },
    action: changes.action ?? 'fail',
  };
  const file = join(folder, name);
  const document = {
    format: 'sluice/graph@1',
    name: 'People',
    parameters: { minAge: { type: 'float', default: -10 } },
    nodes: {
      source: {
        type: 'source',
        config: { file: { path: 'people.csv', name: 'people.csv', hash: changes.bound ?? hash } },
      },
      check: { type: 'validate', config: { rules: [rule] } },
    },
    wires: [{ from: { node: 'source', port: 'table' }, to: { node: 'check', port: 'table' } }],
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

describe('sluice run', { timeout: 120_000 }, () => {
  it('ends with 0 when all stages are done, and reuses them the second time', async () => {
    const file = pipelineFile('good.json');
    const first = await sluice('run', file, '--json');
    expect(first).toMatchObject({ code: 0 });
    const told = JSON.parse(first.stdout);
    expect(told).toMatchObject({
      exitCode: 0,
      run: { state: 'done', ports: { 'source.table': { rowCount: 3, columnCount: 2 } } },
    });
    const second = await sluice('run', file);
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/^Run \d+ done: 0 ran, \d+ reused/);
    expect(second.stderr).toContain('reused');
    const anew = JSON.parse((await sluice('run', file, '--from', 'check', '--to', 'check', '--json')).stdout);
    expect(anew.run.stages.find(({ node }: { node: string }) => node === 'check')).toMatchObject({
      state: 'done',
      reason: expect.stringContaining('Run anew, as asked'),
    });
    expect(await sluice('run', file, '--from', 'chekc')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “check”?'),
    });
  });

  it('ends with 1 when a validation fails, and says which rule', async () => {
    const outcome = await sluice('run', pipelineFile('bad.json'), '--set', 'minAge=0', '--json');
    expect(outcome.code).toBe(1);
    const { run } = JSON.parse(outcome.stdout);
    expect(run.state).toBe('failed');
    expect(run.stages.find((stage: { state: string }) => stage.state === 'failed').error).toMatchObject({
      blame: 'user',
      message: expect.stringContaining('age'),
    });
  });

  it('ends with 0 and a warning where a feature by itself tells the target', async () => {
    const leaked = ['paid,left', ...Array.from({ length: 60 }, (_, i) => `${i},${2 * i + 1}`)].join('\n');
    writeFileSync(join(folder, 'leaked.csv'), leaked);
    const document = {
      format: 'sluice/graph@1',
      name: 'Leaked',
      nodes: {
        source: {
          type: 'source',
          config: {
            file: {
              path: 'leaked.csv',
              name: 'leaked.csv',
              hash: createHash('sha256').update(leaked).digest('hex'),
            },
          },
        },
        train: { type: 'train', config: { target: 'left', algorithm: 'decision-tree' } },
      },
      wires: [{ from: { node: 'source', port: 'table' }, to: { node: 'train', port: 'table' } }],
    };
    writeFileSync(join(folder, 'leaked.json'), JSON.stringify(document));
    const outcome = await sluice('run', join(folder, 'leaked.json'));
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('! train: paid by itself tells left (R² ');
  });

  it('ends with 2 for what is wrong with the file, its data or a parameter, with one JSON document each', async () => {
    writeFileSync(join(folder, 'broken.json'), '{ "format": ');
    writeFileSync(join(folder, 'newer.json'), JSON.stringify({ format: 'sluice/graph@99' }));
    const outcomes = await Promise.all([
      sluice('run', join(folder, 'broken.json'), '--json'),
      sluice('run', join(folder, 'newer.json'), '--json'),
      sluice('run', pipelineFile('mismatch.json', { bound: '0'.repeat(64) }), '--json'),
      sluice('run', pipelineFile('good.json'), '--set', 'minAeg=1', '--json'),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    const [broken, newer, mismatch, parameter] = outcomes.map(({ stdout }) => JSON.parse(stdout));
    expect(broken.error.code).toBe('file_not_json');
    expect(newer.diagnostics).toMatchObject([{ code: 'document-newer' }]);
    expect(mismatch.error).toMatchObject({ code: 'data_mismatch', place: { expected: '0'.repeat(64), actual: hash } });
    expect(parameter.diagnostics).toMatchObject([{ code: 'parameter-unknown', hint: 'Did you mean “minAge”?' }]);
  });

  it('ends with 2 for a drawing that does not compile, and lists its problems for people', async () => {
    const outcome = await sluice('run', pipelineFile('column.json', { action: 'explode' }));
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(/has 1 problem:\n {2}error setting-invalid at check rules\.0\.action/);
  });
});

describe('other commands', { timeout: 60_000 }, () => {
  it('compares two files without a database', async () => {
    const [a, b] = [pipelineFile('a.json'), pipelineFile('b.json', { minAge: 5 })];
    const { code, stdout } = await sluice('diff', a, b);
    expect(code).toBe(0);
    expect(stdout).toContain('~ rules.0.min: {"$param":"minAge"} → 5');
    expect(JSON.parse((await sluice('diff', a, b, '--json')).stdout).diff.isSame).toBe(false);
  });

  it('compiles to a spec whose hash does not move with the layout', async () => {
    const { code, stdout } = await sluice('compile', pipelineFile('good.json'));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'sluice/spec@1', parameters: { minAge: -10 } });
  });

  it('prints a workflow', async () => {
    const { code, stdout } = await sluice('export', pipelineFile('good.json'), '--to', 'github-actions', '-o', '-');
    expect(code).toBe(0);
    expect(stdout).toContain('npm run --silent sluice -- run');
  });

  it('explains itself, and what it does not know', async () => {
    expect((await sluice('help')).stdout).toContain('Exit codes');
    const unknown = await sluice('rum');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean “run”?');
  });
});
