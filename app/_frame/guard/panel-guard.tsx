'use client';

import { CircleAlert, Copy, RotateCcw } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { toast } from '@/app/_ui/toast';
import styles from './panel-guard.module.css';
import { type BrowserProblem, describeProblem, reportProblem } from './report-problem';

export interface PanelGuardProps {
  /** As it is called on screen: "The inspector". */
  name: string;
  /** Another value gives it another chance: the selected node, the open tab. */
  resetOn?: string | undefined;
  /** `panel` fills the place, `line` takes one line in it, `nothing` leaves it empty and says it in a corner: dialogs. */
  look?: 'panel' | 'line' | 'nothing';
  /** Closes what broke, where the place is better empty. */
  onProblem?: () => void;
  children: ReactNode;
}

interface State {
  readonly problem: BrowserProblem | undefined;
  readonly at: string | undefined;
}

/** Keeps what breaks inside of a panel in that panel: says what happened, and leaves the others and the document alone. */
export class PanelGuard extends Component<PanelGuardProps, State> {
  override state: State = { problem: undefined, at: this.props.resetOn };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { problem: { message: messageOf(error), stack: error instanceof Error ? error.stack : undefined } };
  }

  static getDerivedStateFromProps({ resetOn }: PanelGuardProps, { at }: State): Partial<State> | null {
    return at === resetOn ? null : { at: resetOn, problem: undefined };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    const { name, look, onProblem } = this.props;
    const problem: BrowserProblem = {
      panel: name,
      message: messageOf(error),
      stack: error instanceof Error ? error.stack : undefined,
      components: componentStack ?? undefined,
    };
    this.setState({ problem });
    reportProblem(problem);
    if (look !== 'nothing') return;
    onProblem?.();
    toast({
      tone: 'bad',
      title: `${name} broke and was closed`,
      description: `${problem.message} Everything else goes on, and nothing of the pipeline is lost.`,
      action: { label: 'Copy details', onSelect: () => void copy(problem) },
    });
  }

  override render(): ReactNode {
    const { children, name, look = 'panel' } = this.props;
    const { problem } = this.state;
    if (!problem) return children;
    if (look === 'nothing') return null;
    return (
      <div className={styles.broken} data-look={look} role="alert">
        <span className={styles.mark}>
          <Icon icon={CircleAlert} size="s" />
        </span>
        <div className={styles.words}>
          <b>{name} broke</b>
          <p className={styles.message}>{problem.message}</p>
          {look === 'panel' ? (
            <p>Everything else goes on, and nothing of the pipeline is lost. The server’s log has the details.</p>
          ) : null}
        </div>
        <div className={styles.actions}>
          <Button size="s" icon={RotateCcw} onClick={() => this.setState({ problem: undefined })}>
            Try again
          </Button>
          <Button size="s" variant="ghost" icon={Copy} onClick={() => void copy(problem)}>
            Copy details
          </Button>
        </div>
      </div>
    );
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : `Something was thrown that is no error: ${String(error)}`;

const copy = (problem: BrowserProblem): Promise<void> => navigator.clipboard.writeText(describeProblem(problem));
