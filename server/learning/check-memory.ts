import { type RunContext, StageFailure } from '@/nodes/kernel';
import type { LearningSize } from '@/nodes/kernel/learning/learning-table';
import { type ModelConfig, trainerSettings } from '@/nodes/kernel/trainer-settings';
import { estimateBytes } from '@/server/training';

/** Refuses, before a row is read, what would not fit into the memory of a stage. */
export function refuseTooLarge(
  { config, threads, memoryLimitBytes }: RunContext<ModelConfig>,
  { rows, validationRows, numbers, task, classes }: LearningSize,
): void {
  // As if no settings named features or classes: those do not change what it takes.
  const settings = trainerSettings(
    { ...config, classWeights: 'none', trees: { ...config.trees, monotone: [] } },
    task,
    { featureNames: [] },
  );
  const data = (rows + validationRows) * (numbers + 1) * 8;
  const training = estimateBytes(settings, { rows, validationRows, features: numbers, classes, threads });
  if (data + training <= memoryLimitBytes) return;
  throw new StageFailure(
    `Training would take about ${written(data + training)}: ${written(data)} for ${count(rows + validationRows)} rows of ${count(numbers)} numbers, and ${written(training)} for the model's own work. A stage may take ${written(memoryLimitBytes)} for it.`,
    {
      kind: 'data',
      hint: 'Put a Sample node before this one, leave features out, or give the worker more memory (SLUICE_STAGE_MEMORY_MB).',
    },
  );
}

const written = (bytes: number): string =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
const count = (number: number): string => number.toLocaleString('en');
