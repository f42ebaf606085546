// The README says what is true: its table of settings is the manifest's, its commands exist, its links lead somewhere.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { allRules } from '../../server/src/rules/registry.ts';
import { readJson, readProjectFile, root } from './projectFiles.ts';

const readme = readProjectFile('README.md');
const manifest = readJson('package.json');
const texts: Record<string, string> = readJson('package.nls.json');

describe('README', () => {
  it('lists the settings as package.json has them', () => {
    const expected = settingsTable();
    const between = /(<!-- settings:.*-->\n)([\s\S]*?)(<!-- \/settings -->)/;
    if (process.env.UPDATE)
      writeFileSync(
        join(root, 'README.md'),
        readme.replace(between, (_, open, __, close) => `${open}\n${expected}\n${close}`),
      );
    else assert.equal(between.exec(readme)?.[2]?.trim(), expected.trim(), 'run this file with UPDATE=1');
  });

  it('names only commands of the palette that exist', () => {
    const titles = manifest.contributes.commands.map((entry: { title: string; category: string }) =>
      `${local(entry.category)}: ${local(entry.title)}`.replace(/…$/, ''),
    );
    const named = [...readme.matchAll(/\*(Redshift: [^*]+)\*/g)].map(match => match[1]!);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter(title => !titles.includes(title)),
      [],
    );
  });

  it('counts the lint rules, as the changelog does', () => {
    for (const text of [readme, readProjectFile('CHANGELOG.md')]) assert.equal(Number(/(\d+) rules/.exec(text)?.[1]), allRules.length);
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm run ([\w-]+)/g)].map(match => match[1]!);
    assert.deepEqual(
      named.filter(name => !(name in manifest.scripts)),
      [],
    );
  });

  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(match => match[1]!.replace(/#.*/, ''));
    assert.deepEqual(
      links.filter(link => !existsSync(join(root, link))),
      [],
    );
  });
});

function settingsTable(): string {
  const sections = [manifest.contributes.configuration].flat();
  const rows = sections.flatMap(section =>
    Object.entries<{ markdownDescription?: string; description?: string; default: unknown }>(section.properties).map(([name, setting]) => {
      const description = local(setting.markdownDescription ?? setting.description ?? '')
        .replaceAll(/\s*\n\s*/g, ' ')
        .replaceAll('|', '\\|');
      return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${description} |`;
    }),
  );
  return `| setting | default | what it does |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** The English text of a `%key%`. */
function local(text: string): string {
  return text.replace(/^%(.+)%$/, (_, key) => texts[key] ?? key);
}
