import { expect, test } from './fixtures';

test('breaks it and fixes it', async ({ home, page, gateway, request }) => {
  const editor = await home.copyExample('Telco churn');
  const problems = await editor.open('Problems');
  await expect(problems.getByText('Nothing is wrong')).toBeVisible();

  await test.step('learning before the split is refused, with the path, and mended by a click', async () => {
    await editor.connect('Validate', 'Impute', { output: 'Passed' });
    await editor.connect('Impute', 'Split');
    await editor.connect('Split', 'Encode');
    await editor.stands('Impute', 'Needs a look');
    await expect(editor.card('Impute')).toContainText('would leak');

    const leak = editor.problem('Impute learns from all rows');
    await leak.getByRole('button', { name: /^error Impute learns/ }).click();
    await editor.isMarked('Impute');
    await editor.isMarked('Split');
    await editor.isMarked('Encode', false);

    await leak.getByRole('button', { name: 'Move Split before Impute' }).click();
    await expect(problems.getByText('Nothing is wrong')).toBeVisible();
    await expect(editor.wire('Validate', 'Split')).toBeAttached();
    await expect(editor.wire('Split', 'Impute')).toBeAttached();
    await expect(editor.wire('Impute', 'Encode')).toBeAttached();
    await expect(editor.wire('Impute', 'Split')).toHaveCount(0);
  });

  await test.step('a target that is not set is asked for, and found through its problem', async () => {
    await editor.select('Train');
    await editor.resetNode();
    await editor.stands('Train', 'Not configured');
    await expect(editor.card('Train')).toContainText('set target');
    await expect(editor.runButton()).toContainText('1 problem');

    await editor.select('Split');
    await editor
      .problem(/target/i)
      .getByRole('button')
      .first()
      .click();
    await expect(editor.columns('Target')).toBeFocused();
    await editor.pickColumn('Target', 'churn');
    await editor.stands('Train', 'Ready');
    await expect(problems.getByText('Nothing is wrong')).toBeVisible();
  });

  await test.step('another file calls the column otherwise: who needs it says so, and what may be meant', async () => {
    await editor.select('Customers');
    const lines = ['churns,tenure,contract,monthly_charges', 'Yes,1,Month-to-month,29.85', 'No,34,One year,56.95'];
    await editor.replaceFile({ name: 'renamed.csv', content: Buffer.from(lines.join('\n')) });
    await expect(editor.card('Customers')).toContainText('renamed.csv');
    await editor.stands('Validate', 'Needs a look');
    await expect(editor.card('Validate')).toContainText('unknown column');
    await expect(editor.problem(/There is no column “churn” here\.\s*Did you mean “churns”\?/).first()).toBeVisible();

    await editor.undo();
    await expect(editor.card('Customers')).toContainText('telco-churn.csv');
    await expect(problems.getByText('Nothing is wrong')).toBeVisible();
  });

  await test.step('a gate that is too high fails the run, with the reason beside the card', async () => {
    await editor.select('Evaluate');
    await editor.setNumber('Value', 0.99, editor.entry('Gates', 1));
    await editor.runIs(await editor.run(), 'failed');
    await editor.stands('Evaluate', 'Failed');
    await editor.stands('Train', /Done|Reused/);
    await editor.stands('Deploy', 'Skipped');
    const reason = editor.card('Evaluate').getByRole('alert');
    await expect(reason).toContainText('A gate did not pass');
    await expect(reason).toContainText(/AUC.*0\.8\d+.*0\.99/);
  });

  const question = () => request.post(`${gateway}/endpoints/churn-score/predict`, { data: { rows: [{}] } });

  await test.step('and blocks publishing', async () => {
    await editor.runIs(await editor.newRunAfter(() => editor.publish('Too ambitious')), 'failed');
    await editor.stands('Deploy', 'Skipped');
    await expect(page.getByText(/^Published/)).toHaveCount(0);
    expect((await question()).status()).toBe(404);
  });

  await test.step('a gate it can pass lets it through', async () => {
    await editor.setNumber('Value', 0.8, editor.entry('Gates', 1));
    await editor.runIs(await editor.newRunAfter(() => editor.publish('As high as it gets')), 'done');
    await editor.allStand(['Evaluate', 'Deploy', 'Monitor'], 'Done');
    await expect(page.getByText('Published /endpoints/churn-score').first()).toBeVisible();
    await expect.poll(async () => (await question()).status(), { message: 'it answers, and asks for a key' }).toBe(401);
  });
});
