'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import { IconButton } from './icon-button';
import { type Theme, type ThemeChoice, themeKey } from './theme-script';

const listeners = new Set<() => void>();

function systemTheme(): Theme {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function readChoice(): ThemeChoice {
  try {
    const stored = window.localStorage.getItem(themeKey);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function apply(): void {
  const choice = readChoice();
  document.documentElement.dataset.theme = choice === 'system' ? systemTheme() : choice;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
    window.addEventListener('storage', apply);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', apply);
      window.removeEventListener('storage', apply);
    }
  };
}

/** The theme a person chose (`system` until they do) and the one on screen. */
export function useTheme(): { choice: ThemeChoice; theme: Theme; choose: (choice: ThemeChoice) => void } {
  const choice = useSyncExternalStore<ThemeChoice>(subscribe, readChoice, () => 'system');
  const theme = useSyncExternalStore<Theme>(
    subscribe,
    () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'),
    () => 'light',
  );
  const choose = useCallback((next: ThemeChoice) => {
    try {
      if (next === 'system') window.localStorage.removeItem(themeKey);
      else window.localStorage.setItem(themeKey, next);
    } catch {
      document.documentElement.dataset.theme = next === 'system' ? systemTheme() : next;
    }
    apply();
  }, []);
  return { choice, theme, choose };
}

const nextChoice: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const choiceWords: Record<ThemeChoice, string> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};
const choiceIcons = { system: Monitor, light: Sun, dark: Moon };

/** Steps through system, light, dark and remembers the choice. */
export function ThemeToggle({ side = 'right' }: { side?: 'top' | 'right' | 'bottom' | 'left' }) {
  const { choice, choose } = useTheme();
  return (
    <IconButton
      label={choiceWords[choice]}
      icon={choiceIcons[choice]}
      tooltipSide={side}
      onClick={() => choose(nextChoice[choice])}
    />
  );
}
