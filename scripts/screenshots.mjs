// npm run screenshots: the main screens of the extension on the sandbox, driven as a person would, as PNG files in build/screenshots/.
// `npm run screenshots -- tree grid` takes only those; `--theme "Default Light Modern"` chooses another theme, `--scale 2` sharper pictures,
// `--language ko` the extension in Korean (into build/screenshots/ko/; needs a Korean font, such as Debian's fonts-nanum).
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'Default Dark Modern' },
    scale: { type: 'string', default: '1' },
    language: { type: 'string' },
  },
});

const { startSandbox } = await import('../test/support/sandboxProcess.ts');
const {
  answer,
  completionLabels,
  contextMenu,
  expand,
  goTo,
  openFile,
  openViewContainer,
  openWorkbench,
  press,
  pressDialogButton,
  screenshot,
  treeRow,
  typeText,
  untilNotified,
  webviewWith,
} = await import('../test/support/workbenchPage.ts');

const { language } = options;
const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
/** What the extension shows for a text, in the language of the pictures. */
const shown = translations();

function translations() {
  if (!language) return text => text;
  const [english, translated, bundle] = [
    json('package.nls.json'),
    json(`package.nls.${language}.json`),
    json(`l10n/bundle.l10n.${language}.json`),
  ];
  for (const [key, text] of Object.entries(english)) bundle[text] ??= translated[key];
  return text => bundle[text] ?? text;
}

/** Each scene leads to its picture from wherever the one before it ended. */
const scenes = {
  async tree(workbench) {
    await openViewContainer(workbench, 'Redshift');
    await expand(workbench, 'redshift-cluster-1', 'dev', 'raw_data', 'user_session_channel');
    await treeRow(workbench, 'sessionid').waitFor();
  },
  async completion(workbench) {
    await openFile(workbench, '2-permissions.rsql');
    await goTo(workbench, 3);
    await typeText(workbench, 'GRANT SELECT ON ALL TABLES IN SCHEMA ');
    await completionLabels(workbench);
  },
  async diagnostic(workbench) {
    await press(workbench, 'Escape');
    await openFile(workbench, '8-find-the-mistakes.rsql');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await goTo(workbench, 16, 3);
    await press(workbench, 'Control+Period');
    await workbench.page.locator('.action-widget').first().waitFor();
  },
  async grid(workbench) {
    await press(workbench, 'Escape');
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 13);
    await press(workbench, 'Control+Enter');
    await webviewWith(workbench, '.slick-row');
  },
  async snapshots(workbench) {
    await contextMenu(workbench, 'redshift-cluster-1', shown('Create Snapshot'));
    await answer(workbench, '(2/3)', 'before-the-accident');
    await answer(workbench, '(3/3)');
    await untilNotified(workbench, shown('The snapshot {0} is available.').replace('{0}', 'before-the-accident'));
    await expand(workbench, shown('Snapshots'));
    await treeRow(workbench, 'before-the-accident').waitFor();
  },
  async restore(workbench) {
    await contextMenu(workbench, 'before-the-accident', shown('Restore Table from Snapshot'));
    await answer(workbench, '(2/6)', 'dev');
    await answer(workbench, '(3/6)', 'raw_data');
    await answer(workbench, '(4/6)', 'session_timestamp');
    await answer(workbench, '(5/6)', 'raw_data');
    await answer(workbench, '(6/6)', 'session_timestamp_restored');
    await pressDialogButton(workbench, shown('Restore'));
    await untilNotified(workbench, 'session_timestamp_restored');
  },
};

const unknown = wanted.filter(name => !(name in scenes));
if (unknown.length > 0) throw new Error(`No scene is named ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}`);

const temporary = mkdtempSync(join(tmpdir(), 'redshift-workbench-screenshots-'));
const folder = join(temporary, 'redshift-demo');
cpSync(join(root, 'demo'), folder, { recursive: true });
const sandbox = await startSandbox({ dataFolder: join(temporary, 'warehouse'), seedCourse: true });
const workbench = await openWorkbench({
  folder,
  env: { ...process.env, REDSHIFT_SANDBOX_URL: sandbox.url },
  theme: options.theme,
  ...(language && { language }),
  scale: Number(options.scale),
  settings: { 'files.autoSave': 'off' },
});
try {
  for (const [name, act] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const file = `build/screenshots/${language ? `${language}/` : ''}${name}.png`;
    try {
      await act(workbench);
      console.log(file);
    } catch (error) {
      console.error(`${file} shows where it went wrong: ${error.message}`);
      process.exitCode = 1;
    }
    await screenshot(workbench, join(root, file));
  }
} finally {
  await workbench.close();
  await sandbox.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
