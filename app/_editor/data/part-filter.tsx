import { formatCount } from '@/app/_ui/figures';
import { PartitionMark } from '@/app/_ui/glyphs';
import { Segmented } from '@/app/_ui/toggles';
import { type Partition, partitions, partitionWords } from '@/app/_ui/vocabulary';

export type Part = 'all' | Partition;

export interface PartFilterProps {
  value: Part;
  onChange: (part: Part) => void;
  counts: Readonly<Record<string, number>> | undefined;
}

/** All rows, or those of one part of the split. */
export function PartFilter({ value, onChange, counts }: PartFilterProps) {
  return (
    <Segmented
      label="Which rows"
      value={value}
      onChange={onChange}
      options={[
        { value: 'all', label: 'All rows' },
        ...partitions.map((partition) => ({
          value: partition,
          label: (
            <>
              <PartitionMark partition={partition} /> {partitionWords[partition]}
              {counts?.[partition] === undefined ? null : <small>{formatCount(counts[partition])}</small>}
            </>
          ),
        })),
      ]}
    />
  );
}
