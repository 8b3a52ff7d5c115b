import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Names of what moves at the moment, as style sheets call it. */
const moving = (page: Page, which: 'all' | 'endless') =>
  page.evaluate(
    (wanted) =>
      document
        .getAnimations()
        .filter((motion) => wanted === 'all' || motion.effect?.getTiming().iterations === Number.POSITIVE_INFINITY)
        .filter((motion) => motion.playState === 'running')
        .map((motion) => (motion instanceof CSSAnimation ? motion.animationName : String(motion.id))),
    which,
  );

test('nothing but what runs moves without end', async ({ page }) => {
  await page.goto('/kit');
  await expect(page.getByRole('region', { name: 'Cards', exact: true })).toBeVisible();
  await expect.poll(async () => (await moving(page, 'endless')).length).toBeGreaterThan(0);
  const names = await moving(page, 'endless');
  expect(names.filter((name) => !/flow|turn/.test(name))).toEqual([]);
});

test('with reduced motion everything is there at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/kit');
  const overlays = page.getByRole('region', { name: 'Overlays', exact: true });
  await expect(overlays).toBeVisible();
  expect(await moving(page, 'all')).toEqual([]);

  await overlays.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await moving(page, 'all')).toEqual([]);
  await page.keyboard.press('Escape');
  await overlays.getByRole('button', { name: 'Sheet', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await moving(page, 'all')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const slow = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .map((element) => getComputedStyle(element))
      .filter(({ transitionDuration, animationDuration }) =>
        `${transitionDuration}, ${animationDuration}`.split(', ').some((time) => Number.parseFloat(time) > 0),
      )
      .map(({ transitionDuration, animationDuration }) => `${transitionDuration} ${animationDuration}`),
  );
  expect(slow).toEqual([]);
});
