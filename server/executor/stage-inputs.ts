import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LearnedValues, StageInputs, TableHandle } from '@/nodes/kernel/define-run';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import { describeLearned, type LearnedStep } from '@/nodes/kernel/learned-from';
import { emptyOpenSchema } from '@/nodes/kernel/schema';
import type { StageInput } from '@/server/compiler/emit/run-spec';
import type { PublishedArtifact } from '@/server/db/computations';
import { AppError } from '@/server/errors';
import { type ArtifactStore, TABLE_FILE, VALUE_FILE } from '@/server/store/artifact-store';
import type { StageWork } from './stage-work';

interface OpenedInput {
  readonly input: StageInput;
  readonly artifact: PublishedArtifact;
  readonly folder: string;
}

/** The artifacts a stage reads: checked against their hashes, learned values at hand. */
export class OpenedInputs implements StageInputs {
  private constructor(
    private readonly byName: ReadonlyMap<string, OpenedInput>,
    private readonly byKey: ReadonlyMap<string, OpenedInput>,
    private readonly learnedByKey: ReadonlyMap<string, LearnedValues>,
  ) {}

  static async open(work: Pick<StageWork, 'stage' | 'inputs'>, store: ArtifactStore): Promise<OpenedInputs> {
    const opened: OpenedInput[] = [];
    const learned = new Map<string, LearnedValues>();
    for (const input of work.stage.inputs) {
      const artifact = work.inputs[input.key];
      if (artifact === undefined) throw missingInput(input);
      opened.push({ input, artifact, folder: await store.open(artifact.hash) });
      if (input.kind === 'learned') learned.set(input.key, await store.readJson<LearnedValues>(artifact.hash));
    }
    return new OpenedInputs(
      new Map(opened.map((one) => [one.input.name, one])),
      new Map(opened.map((one) => [one.input.key, one])),
      learned,
    );
  }

  /** For relations: by key. */
  readonly scan = (key: string): string => `read_parquet(${sqlText(join(this.ofKey(key).folder, TABLE_FILE))})`;

  readonly columns = (key: string): string[] =>
    this.ofKey(key).artifact.meta.schema?.columns.map((column) => column.name) ?? [];

  readonly components = (key: string): Readonly<Record<string, readonly string[]>> =>
    this.ofKey(key).artifact.meta.components ?? {};

  readonly learned = (fit: string, name: string): unknown => {
    const value = this.learnedByKey.get(fit)?.[name];
    if (value === undefined) throw new Error(`no learned value ${name} of ${fit}`);
    return value.value;
  };

  /** What a fit learned, and from which rows. */
  taught(fit: string): Pick<LearnedStep, 'learned' | 'from'> {
    const from = this.ofKey(fit).artifact.meta.learnedFrom;
    if (from === undefined) throw new Error(`the fit ${fit} does not say what it learned from`);
    return { learned: describeLearned(this.learnedByKey.get(fit)!), from };
  }

  /** Component names of every table input's vector columns, for a task that hands columns on. */
  allComponents(): Record<string, readonly string[]> {
    return Object.assign({}, ...[...this.byKey.values()].map(({ artifact }) => artifact.meta.components ?? {}));
  }

  hasTable(port: string): boolean {
    return this.byName.get(port)?.input.kind === 'table';
  }

  table(port: string): TableHandle {
    const { input, artifact, folder } = this.ofName(port);
    return {
      path: join(folder, TABLE_FILE),
      schema: input.schema ?? artifact.meta.schema ?? emptyOpenSchema,
      rowCount: artifact.meta.rowCount ?? 0,
      components: artifact.meta.components ?? {},
    };
  }

  async json<T>(port: string): Promise<T> {
    return JSON.parse(await readFile(join(this.ofName(port).folder, VALUE_FILE), 'utf8')) as T;
  }

  private ofName(name: string): OpenedInput {
    const found = this.byName.get(name);
    if (found === undefined) throw new Error(`the stage has no input “${name}”`);
    return found;
  }

  private ofKey(key: string): OpenedInput {
    const found = this.byKey.get(key);
    if (found === undefined) throw new Error(`the stage has no input with key ${key}`);
    return found;
  }
}

function missingInput(input: StageInput): AppError {
  return new AppError({
    code: 'input_missing',
    blame: 'environment',
    message: `An input of this stage (${input.name}) is no longer in the store.`,
    hint: 'Run again: it will be computed anew.',
  });
}
