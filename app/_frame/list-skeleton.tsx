import { Skeleton } from '@/app/_ui/feedback';

/** The place of a table that is being fetched. */
export function ListSkeleton({ rows = 5, height = 58 }: { rows?: number; height?: number }) {
  return (
    <div aria-busy="true">
      <span style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden' }}>Loading</span>
      {Array.from({ length: rows }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: all lines are alike
          key={index}
          style={{
            display: 'flex',
            alignItems: 'center',
            gap: 40,
            height,
            borderBottom: '1px solid var(--line)',
          }}
        >
          <Skeleton width="26%" height={10} />
          <Skeleton width="12%" height={10} />
          <Skeleton width="16%" height={10} />
          <Skeleton width="8%" height={10} />
        </div>
      ))}
    </div>
  );
}
