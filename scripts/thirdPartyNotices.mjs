// The licences of everything that the bundles contain, as one text beside them: those licences ask for it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the notices of the packages that took part in a build.
 * Throws for a package without a licence text and without a licence name: such code must not be shipped.
 * @param {string} root the project
 * @param {Record<string, unknown>[]} metafiles what esbuild tells of each bundle
 * @param {string} file where to write
 */
export function writeThirdPartyNotices(root, metafiles, file) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).map(packageFolder).filter(Boolean)));
  const notices = [...folders].sort().map(folder => notice(root, folder));
  writeFileSync(join(root, file), `Redshift Workbench contains the following software of others.\n\n${notices.join('\n\n')}\n`);
}

/** `node_modules/@scope/name/lib/file.js` → `node_modules/@scope/name`; the innermost one where packages are nested. */
function packageFolder(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

function notice(root, folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const text = readdirSync(join(root, folder))
    .filter(entry => /^(licen[cs]e|copying|notice)/i.test(entry))
    .map(entry => readFileSync(join(root, folder, entry), 'utf8').trim())
    .join('\n\n');
  if (!text && !license) throw new Error(`${name} ${version} has no licence`);
  return `${'='.repeat(80)}\n${name} ${version}${license ? ` (${license})` : ''}\n\n${text}`.trimEnd();
}

/** What the builds of this project told, from build/meta/. */
export function readMetafiles(root) {
  const folder = join(root, 'build/meta');
  if (!existsSync(folder)) throw new Error('There is no build: run `npm run build` first.');
  return readdirSync(folder).map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
