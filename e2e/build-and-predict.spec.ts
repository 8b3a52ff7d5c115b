import { expect, test } from './fixtures';
import { dataFile } from './pages';

const above = { file: { x: 130, y: 120 }, validate: 390, split: 650, impute: 910, encode: 1170, y: 120 };
const below = { train: 390, evaluate: 650, deploy: 910, monitor: 1170, y: 330 };

/** The first customer of the file, as the README asks for it. */
const customer = {
  female: 1,
  senior_citizen: 0,
  partner: 1,
  dependents: 0,
  tenure: 1,
  phone_service: 0,
  multiple_lines: 'No phone service',
  internet_service: 'DSL',
  online_security: 'No',
  online_backup: 'Yes',
  device_protection: 'No',
  tech_support: 'No',
  streaming_tv: 'No',
  streaming_movies: 'No',
  contract: 'Month-to-month',
  paperless_billing: 1,
  payment_method: 'Electronic check',
  monthly_charges: 29.85,
  total_charges: 29.85,
};

test('builds the churn pipeline by hand from an empty canvas and predicts', async ({
  home,
  page,
  endpoint,
  gateway,
  request,
}) => {
  const editor = await home.newPipeline('Churn by hand');
  const beforeDeploy = ['File', 'Validate', 'Split', 'Impute', 'Encode', 'Train', 'Evaluate'];
  const everyNode = [...beforeDeploy, 'Deploy', 'Monitor'];

  await test.step('drop the file: it becomes a source whose columns are known', async () => {
    await expect(page.getByRole('heading', { name: 'Start with your data' })).toBeVisible();
    await editor.drop(dataFile('examples/telco-churn/telco-churn.csv'), above.file);
    await editor.stands('File', 'Ready');
    await expect(editor.card('File')).toContainText('telco-churn.csv');
    await editor.select('File');
    await editor.tab('Columns');
    await expect(editor.inspector.getByText('20 columns')).toBeVisible();
    await editor.tab('Configure');
  });

  await test.step('add nodes by dragging them from the palette', async () => {
    await editor.dragFromPalette('Validate', { x: above.validate, y: above.y });
    await editor.dragFromPalette('Split', { x: above.split, y: above.y });
    await editor.dragFromPalette('Impute', { x: above.impute, y: above.y });
    await editor.dragFromPalette('Encode', { x: above.encode, y: above.y });
    await editor.dragFromPalette('Train', { x: below.train, y: below.y });
  });

  await test.step('and by finding them with /', async () => {
    await editor.addBySearch('Evaluate', { x: below.evaluate, y: below.y });
    await editor.addBySearch('Deploy', { x: below.deploy, y: below.y });
    await editor.addBySearch('Monitor', { x: below.monitor, y: below.y });
    await expect(editor.cards).toHaveCount(everyNode.length);
  });

  await test.step('wire them port by port', async () => {
    await editor.connect('File', 'Validate');
    await editor.connect('Validate', 'Split', { output: 'Passed' });
    await editor.connect('Split', 'Impute');
    await editor.connect('Impute', 'Encode');
    await editor.connect('Encode', 'Train');
    await editor.connect('Encode', 'Evaluate', { input: 'Rows to judge' });
    await editor.connect('Train', 'Evaluate', { input: 'model' });
    await editor.connect('Evaluate', 'Deploy', { output: 'Passed model' });
    await editor.connect('Deploy', 'Monitor');
  });

  await test.step('configure them with forms that know the columns', async () => {
    await editor.select('Validate');
    const rule = await editor.addEntry('Rules');
    await editor.choose('Must be', 'One of', rule);
    await editor.pickColumn('Column', 'churn', rule);
    await editor.text('Values', rule).fill('Yes,No');
    await editor.text('Values', rule).press('Enter');

    await editor.select('Split');
    await editor.choose('How', 'Stratified');
    await editor.pickColumn('Column', 'churn');

    await editor.select('Impute');
    await editor.pickColumn('Leave alone', 'churn');
    await editor.select('Encode');
    await editor.pickColumn('Leave alone', 'churn');

    await editor.select('Train');
    await editor.stands('Train', 'Not configured');
    await editor.pickColumn('Target', 'churn');
    await editor.setNumber('Rounds', 60);

    await editor.select('Evaluate');
    const gate = await editor.addEntry('Gates');
    await editor.choose('Metric', 'AUC', gate);
    await editor.setNumber('Value', 0.8, gate);

    await editor.select('Deploy');
    await editor.stands('Deploy', 'Not configured');
    await editor.text('Endpoint').fill('churn-by-hand');

    await editor.allStand(everyNode, 'Ready');
    const problems = await editor.open('Problems');
    await expect(problems.getByText('Nothing is wrong')).toBeVisible();
  });

  await test.step('run: every card is done, every wire says how much went over it', async () => {
    await editor.runIs(await editor.run(), 'done');
    await editor.allStand(everyNode, /Done|Reused/);
    await expect(editor.wire('Validate', 'Split')).toContainText('7,043 × 20');
  });

  await test.step('the evaluation shows the AUC and its curves', async () => {
    await editor.select('Evaluate');
    await editor.tab('Results');
    await expect(editor.inspector.getByRole('list', { name: 'Gates' })).toContainText(/AUC ≥ 0\.8\s*0\.8\d* · passed/);
    await editor.showsCurve(/^ROC curve with an area of 0\.8/);
    await editor.showsCurve(/^Precision by recall, 0\.\d+ on average/);
    await editor.tab('Configure');
  });

  await test.step('a second run reuses everything but the packaging', async () => {
    const second = await editor.run();
    await editor.runIs(second, 'done');
    await editor.allStand(beforeDeploy, 'Reused');
    await editor.open('Timeline');
    await expect(editor.stage(second, 'Train')).toHaveAccessibleName(/Reused/);
    await expect(editor.stage(second, 'Deploy')).toHaveAccessibleName(/Always runs: it acts outside the pipeline/);
  });

  await test.step('one changed setting runs again only what depends on it, and says why', async () => {
    await editor.select('Train');
    await editor.setNumber('Rounds', 80);
    await editor.stands('Train', 'Stale, edited');
    await editor.stands('Encode', 'Reused');
    const third = await editor.run();
    await editor.runIs(third, 'done');
    await editor.allStand(['File', 'Validate', 'Split', 'Impute', 'Encode'], 'Reused');
    await editor.allStand(['Train', 'Evaluate', 'Deploy'], 'Done');
    await editor.open('Timeline');
    await expect(editor.stage(third, 'Train')).toHaveAccessibleName(/Done.*Changed: Train: Rounds 60 → 80/);
    await expect(editor.stage(third, 'Encode learns')).toHaveAccessibleName(/Reused.*run/);
  });

  await test.step('publish it', async () => {
    await editor.publish('The first one that answers');
    await expect(page.getByText('Published /endpoints/churn-by-hand').first()).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Open the endpoint' }).click();
    await expect(page.getByText('model 1', { exact: true })).toBeVisible();
  });

  const address = `${gateway}/endpoints/churn-by-hand/predict`;
  const ask = (key: string, rows: readonly object[]) =>
    request.post(address, { headers: { authorization: `Bearer ${key}` }, data: { rows } });
  let probability = 0;

  await test.step('ask it over HTTP with a key made on its page', async () => {
    const key = await endpoint.createKey('The billing service');
    const answer = await ask(key, [customer]);
    expect(answer.status()).toBe(200);
    const { predictions, modelVersion } = await answer.json();
    expect(modelVersion).toBe(1);
    expect(predictions).toHaveLength(1);
    expect(['Yes', 'No']).toContain(predictions[0].prediction);
    probability = predictions[0].probabilities.Yes;
    expect(probability).toBeGreaterThan(0.4);
    expect(probability + predictions[0].probabilities.No).toBeCloseTo(1, 9);

    const loyal = await ask(key, [{ ...customer, tenure: 70, contract: 'Two year', total_charges: 2089.5 }]);
    const {
      predictions: [stays],
    } = await loyal.json();
    expect(stays.prediction).toBe('No');
    expect(stays.probabilities.Yes).toBeLessThan(0.1);
  });

  await test.step('a wrong key, and none, are refused', async () => {
    const wrong = await ask('slk_not-a-key', [customer]);
    expect(wrong.status()).toBe(401);
    expect((await wrong.json()).error.message).toMatch(/key/i);
    expect((await request.post(address, { data: { rows: [customer] } })).status()).toBe(401);
  });

  await test.step('and by the form on its page, which answers the same', async () => {
    const panel = page.getByRole('region', { name: 'Try it' });
    await panel.getByRole('radio', { name: 'JSON' }).click();
    await panel.getByRole('textbox', { name: 'The row as JSON' }).fill(JSON.stringify(customer));
    await panel.getByRole('radio', { name: 'Form' }).click();
    await expect(panel.getByLabel('tenure')).toHaveValue('1');
    await panel.getByRole('button', { name: 'Send' }).click();
    await expect(panel.getByRole('img', { name: `Probability of Yes ${probability.toFixed(3)}` })).toBeVisible();
    await panel.getByLabel('tenure').fill('72');
    await panel.getByRole('button', { name: 'Send' }).click();
    await expect(panel.getByText('churn = No')).toBeVisible();
  });
});
