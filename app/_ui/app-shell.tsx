'use client';

import { Activity, Box, Cable, CircleQuestionMark, Database, House } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './app-shell.module.css';
import { classNames } from './class-names';
import { Dialog } from './dialog';
import { Logo } from './glyphs';
import { Icon } from './icon';
import { Kbd } from './kbd';
import { ThemeToggle } from './theme';
import { Tooltip } from './tooltip';

export type AppPlace = 'pipelines' | 'runs' | 'models' | 'endpoints' | 'data';

export const places = [
  { place: 'pipelines', label: 'Pipelines', href: '/', icon: House },
  { place: 'runs', label: 'Runs', href: '/runs', icon: Activity },
  { place: 'models', label: 'Models', href: '/models', icon: Box },
  { place: 'endpoints', label: 'Endpoints', href: '/endpoints', icon: Cable },
  { place: 'data', label: 'Data', href: '/data', icon: Database },
] as const satisfies readonly { place: AppPlace; label: string; href: string; icon: unknown }[];

export interface Shortcut {
  keys: readonly string[];
  words: string;
}

const ownShortcuts: readonly Shortcut[] = [
  { keys: ['?'], words: 'This list' },
  { keys: ['/'], words: 'Find' },
  { keys: ['Tab'], words: 'Next control' },
  { keys: ['Esc'], words: 'Close what is open' },
];

export interface AppShellProps {
  /** Where the page belongs; read from the address when left out. */
  place?: AppPlace;
  /** `sidebar` has words (208 px), `rail` has icons (44 px): the editor. */
  layout?: 'sidebar' | 'rail';
  /** Behind a place: how many; `alert` paints it red. */
  counts?: Partial<Record<AppPlace, { value: number; alert?: boolean }>>;
  /** The keys of this page, added to the list of help. */
  shortcuts?: readonly Shortcut[];
  /** Above the page, for what concerns all of it: the server is away. */
  notice?: ReactNode;
  children: ReactNode;
}

function placeOf(pathname: string | null): AppPlace | undefined {
  if (pathname?.startsWith('/help')) return undefined;
  const found = places.find((candidate) => candidate.href !== '/' && pathname?.startsWith(candidate.href));
  return found?.place ?? 'pipelines';
}

/** The frame of every page: where to go at the left, the page at the right. */
export function AppShell({ place, layout = 'sidebar', counts, shortcuts = [], notice, children }: AppShellProps) {
  const pathname = usePathname();
  const current = place ?? placeOf(pathname);
  const [help, setHelp] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.key !== '?' || target?.closest('input, textarea, select, [contenteditable="true"]')) return;
      event.preventDefault();
      setHelp(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className={classNames(styles.shell, layout === 'rail' && styles.rail)}>
      <a href="#page" className={styles.skip}>
        Skip to the page
      </a>
      <div className={styles.side}>
        <Link href="/" prefetch={false} className={styles.logo}>
          <Logo />
          <b>Sluice</b>
        </Link>
        <nav aria-label="Main" className={styles.places}>
          {places.map((item) => {
            const count = counts?.[item.place];
            return (
              <Tip key={item.place} on={layout === 'rail'} words={item.label}>
                <Link
                  href={item.href}
                  // A page that may never be visited is not fetched beside the one that is.
                  prefetch={false}
                  className={styles.place}
                  aria-current={item.place === current ? 'page' : undefined}
                  aria-label={item.label}
                >
                  <Icon icon={item.icon} />
                  <span>{item.label}</span>
                  {count ? (
                    <span className={styles.count} data-alert={count.alert || undefined}>
                      {count.value}
                    </span>
                  ) : null}
                </Link>
              </Tip>
            );
          })}
        </nav>
        <div className={styles.foot}>
          <Tip on={layout === 'rail'} words="Help and shortcuts">
            <button
              type="button"
              className={styles.place}
              aria-label="Help and shortcuts"
              onClick={() => setHelp(true)}
            >
              <Icon icon={CircleQuestionMark} />
              <span>Help and shortcuts</span>
            </button>
          </Tip>
          <ThemeToggle side="right" />
        </div>
      </div>
      <main id="page" className={styles.page} tabIndex={-1}>
        {notice}
        {children}
      </main>
      <Dialog open={help} onOpenChange={setHelp} title="Help and shortcuts" width={420}>
        <ul className={styles.shortcuts}>
          {[...shortcuts, ...ownShortcuts].map((shortcut) => (
            <li key={shortcut.words}>
              <span>{shortcut.words}</span>
              <span className={styles.keys}>
                {shortcut.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            </li>
          ))}
        </ul>
        <p className={styles.pages}>
          <Link href="/help">Build with the coach, examples and pages</Link>
        </p>
        <p className={styles.pages}>
          <Link href="/help/expressions">Functions and how to write expressions</Link>
        </p>
      </Dialog>
    </div>
  );
}

function Tip({ on, words, children }: { on: boolean; words: string; children: ReactNode }) {
  return on ? (
    <Tooltip content={words} side="right">
      {children}
    </Tooltip>
  ) : (
    children
  );
}

export interface PageHeaderProps {
  /** A word, or a Breadcrumb. */
  title: ReactNode;
  /** Badges and chips behind the title. */
  facts?: ReactNode;
  /** Buttons at the right; one of them primary. */
  actions?: ReactNode;
}

export function PageHeader({ title, facts, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <h1>{title}</h1>
      {facts ? <div className={styles.facts}>{facts}</div> : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}

/** The scrolling part below a PageHeader. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classNames(styles.body, className)}>{children}</div>;
}
