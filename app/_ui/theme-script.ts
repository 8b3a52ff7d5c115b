export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

export const themeKey = 'sluice-theme';

/** Runs in <head> before the first paint, so that the right theme is there from the first frame. */
export const themeScript = `(function(){var t;try{t=localStorage.getItem(${JSON.stringify(themeKey)})}catch(e){}if(t!=='light'&&t!=='dark')t=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light';document.documentElement.dataset.theme=t})()`;
