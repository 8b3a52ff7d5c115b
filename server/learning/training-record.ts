import type { TrainingRecord } from '@/nodes/kernel/trained-model';
import { ENGINE_VERSIONS } from '@/server/engine/versions';
import type { Model, TrainerSettings } from '@/server/training';

/** What it takes to train the model again: its settings, and the versions of what computed it. */
export const recordOf = (settings: TrainerSettings, { trainer }: Model, data: string | undefined): TrainingRecord => ({
  settings: { ...settings },
  ...(data === undefined ? {} : { data }),
  environment: {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    trainer: `${trainer.name}@${trainer.version}`,
    engine: ENGINE_VERSIONS.duckdb,
  },
});
