'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Minus, X } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { SampleTables } from '@/app/_frame/sample-tables';
import { useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { Progress } from '@/app/_ui/feedback';
import { formatDuration } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { addStoredFile } from '../canvas/add-data-files';
import { leftOfMiddle } from '../canvas/left-of-middle';
import { tellProblem, useDocument, useEditor } from '../editor';
import './ring.css';
import styles from './coach.module.css';
import { doStep } from './do-step';
import { showPlace, useRing } from './ring';
import type { Seen } from './seen';
import { currentStep, isPassed, type Step, steps } from './steps';
import { TargetChoice } from './target-choice';
import { closeTour, tourStore } from './tour-store';
import { useSeen, useSourceProfile } from './use-seen';

/** Builds the first pipeline together with a person: it says what comes next and why, and sees what was done. */
export function Coach() {
  const { isFolded } = useStore(tourStore);
  const seen = useSeen();
  const step = currentStep(seen);
  const place = step?.place(seen);
  useRing(isFolded ? undefined : place);
  useLooking(step?.id === 'look');
  useAsked(step?.id === 'predict' ? seen.publisher?.slug : undefined);

  const number = step ? steps.indexOf(step) + 1 : steps.length;
  const words = step ? `Step ${number} of ${steps.length}: ${step.title}` : 'All done: your endpoint answers.';
  return (
    <aside
      className={styles.coach}
      data-folded={isFolded || undefined}
      aria-label="Coach"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        tourStore.setState({ isFolded: true });
      }}
    >
      <p className={styles.hidden} role="status">
        {words}
      </p>
      {isFolded ? (
        <button type="button" className={styles.pill} onClick={() => tourStore.setState({ isFolded: false })}>
          <b>Coach</b> {step ? `${number} of ${steps.length}: ${step.title}` : 'done'}
        </button>
      ) : (
        <>
          <header>
            <b className={styles.title}>Your first pipeline</b>
            <span className={styles.count}>
              {number} of {steps.length}
            </span>
            <IconButton
              label="Fold the coach"
              size="s"
              icon={Minus}
              onClick={() => tourStore.setState({ isFolded: true })}
            />
            <IconButton label="Close the coach" size="s" icon={X} onClick={closeTour} />
          </header>
          <ol className={styles.ticks} aria-label="Steps">
            {steps.map((each) => {
              const isDone = isPassed(each, step);
              return (
                <li
                  key={each.id}
                  title={each.title}
                  aria-label={`${each.title}, ${isDone ? 'done' : each === step ? 'now' : 'to come'}`}
                  aria-current={each === step ? 'step' : undefined}
                  data-done={isDone || undefined}
                />
              );
            })}
          </ol>
          {step ? <OneStep step={step} seen={seen} /> : <Finished seen={seen} />}
        </>
      )}
    </aside>
  );
}

function OneStep({ step, seen }: { step: Step; seen: Seen }) {
  const editor = useEditor();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const profile = useSourceProfile(seen);
  const doing = useMutation({
    mutationFn: () => doStep(step.id, seen, { editor, client, queries, profile }),
    onError: (error) => tellProblem(editor, `“${step.title}” was not done`, error),
  });
  // The empty canvas offers the same tables, where there is room for both.
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  const place = step.place(seen);
  const isUnderWay = doing.isPending || seen.isRunning || (step.id === 'data' && seen.isReading);
  return (
    <div className={styles.step}>
      <h2>{step.title}</h2>
      <p className={styles.why}>{step.why}</p>
      <p className={styles.how}>{step.how(seen)}</p>
      {step.id === 'data' && !seen.isReading ? (
        <div className={styles.samples} data-elsewhere={isEmpty || undefined}>
          <SampleTables onChoose={(file) => addStoredFile(editor, file, leftOfMiddle(editor))} />
        </div>
      ) : null}
      {step.id === 'target' ? <TargetChoice seen={seen} profile={profile} /> : null}
      {isUnderWay ? <Progress value={null} label={`${step.title} is under way`} height={3} /> : null}
      <footer>
        {/* Never disabled: whoever goes on by keys keeps the focus where it is. */}
        <Button size="s" aria-disabled={isUnderWay || undefined} onClick={() => !isUnderWay && doing.mutate()}>
          Do it for me
        </Button>
        {place ? (
          <Button size="s" onClick={() => showPlace(editor, place)}>
            Show me
          </Button>
        ) : null}
        {step.id === 'predict' && seen.publisher?.slug ? (
          <Link className={styles.link} href={`/endpoints/${seen.publisher.slug}`}>
            Open its page
          </Link>
        ) : null}
      </footer>
    </div>
  );
}

function Finished({ seen }: { seen: Seen }) {
  const { startedAt } = useStore(tourStore);
  const finishedAt = useRef(Date.now());
  const link = useRef<HTMLAnchorElement>(null);
  // The button that was pressed last is gone.
  useEffect(() => {
    if (document.activeElement === document.body) link.current?.focus();
  }, []);
  const took = finishedAt.current - startedAt;
  return (
    <div className={styles.step}>
      <h2>
        <StateGlyph kind="done" /> It answers
      </h2>
      <p className={styles.answer}>{seen.answer}</p>
      <p>
        From nothing to an endpoint{startedAt > 0 && took < 3_600_000 ? ` in ${formatDuration(took)}` : ''}. Change a
        setting and run again: only what depends on it is computed anew.
      </p>
      <footer>
        {seen.publisher?.slug ? (
          <Link ref={link} className={styles.go} href={`/endpoints/${seen.publisher.slug}`}>
            Open the endpoint
          </Link>
        ) : null}
        <Link className={styles.link} href="/examples">
          More examples
        </Link>
        <Button size="s" variant="ghost" onClick={closeTour}>
          Close
        </Button>
      </footer>
    </div>
  );
}

/** Whoever goes into the rows below has looked at them. */
function useLooking(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onEvent = ({ target }: Event) => {
      const isBelow = target instanceof Element && target.closest('[aria-label="Data, problems and runs"]');
      if (isBelow) tourStore.setState({ hasLooked: true });
    };
    document.addEventListener('pointerdown', onEvent);
    document.addEventListener('focusin', onEvent);
    return () => {
      document.removeEventListener('pointerdown', onEvent);
      document.removeEventListener('focusin', onEvent);
    };
  }, [isOn]);
}

/** Sees that the endpoint was asked elsewhere: on its page, or by a program. */
function useAsked(slug: string | undefined): void {
  const client = useTRPCClient();
  const { data } = useQuery({
    queryKey: ['coach-endpoint', slug],
    enabled: slug !== undefined,
    refetchInterval: 3_000,
    retry: false,
    queryFn: () => client.endpoints.get.query({ slug: slug ?? '' }),
  });
  useEffect(() => {
    if (slug !== undefined && data?.lastRequestAt)
      tourStore.setState({ answer: `/endpoints/${slug} was asked, and answered.` });
  }, [slug, data?.lastRequestAt]);
}
