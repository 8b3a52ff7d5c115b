import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import type { TriedAnswer } from '@/server/api/try-endpoint';
import type { Row } from './sample-row';

/** Long enough to type a number without a question for every digit: each is a prediction in the endpoint's log. */
const PAUSE_MS = 600;

/** A question and what came of it. */
export interface Asked {
  readonly row: Row;
  readonly answer: TriedAnswer;
}

export interface Asking {
  send(row: Row): void;
  readonly isAsking: boolean;
  /** The last answer, and the one that Send got: what-if compares with it. */
  readonly last: Asked | undefined;
  readonly sent: Asked | undefined;
}

/** Asks the endpoint; while it explains, a row that was changed after Send is asked again by itself. */
export function useAsking(slug: string, row: Row | undefined, explain: boolean): Asking {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const [sent, setSent] = useState<Asked>();
  const [last, setLast] = useState<Asked>();
  const newest = useRef(0);
  const ask = useMutation({
    mutationFn: async ({ wanted, isFirst }: { wanted: Row; isFirst: boolean }) => {
      const turn = ++newest.current;
      const answer = (await direct.endpoints.tryIt.mutate({ slug, rows: [wanted], explain })) as TriedAnswer;
      return { turn, isFirst, asked: { row: wanted, answer } };
    },
    onSuccess: ({ turn, isFirst, asked }) => {
      if (turn !== newest.current) return;
      setLast(asked);
      if (isFirst) setSent(asked);
      return client.invalidateQueries({ queryKey: trpc.endpoints.pathKey() });
    },
    onError: sayProblem('The row was not sent'),
  });
  const { mutate } = ask;
  const isChanged = explain && sent !== undefined && row !== undefined && written(row) !== written(last?.row);
  useEffect(() => {
    if (!isChanged || row === undefined) return;
    const timer = setTimeout(() => mutate({ wanted: row, isFirst: false }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isChanged, row, mutate]);
  return { send: (wanted) => mutate({ wanted, isFirst: true }), isAsking: ask.isPending, last, sent };
}

const written = (row: Row | undefined): string => JSON.stringify(row ?? null);
