// package.json says what the code does: commands, views, settings, texts, versions.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesBelow, readJson, readProjectFile, root } from './projectFiles.ts';

const manifest = readJson('package.json');
const { contributes } = manifest;
const clientSources = filesBelow('client/src', /\.ts$/);
const commandIds: string[] = contributes.commands.map((entry: { command: string }) => entry.command);

describe('manifest', () => {
  it('offers only commands that the client knows', () => {
    // That each is really registered, and that nothing else is, is seen in VS Code: test/vscode/suite/activation.test.ts.
    assert.deepEqual(
      commandIds.filter(id => !isWritten(id)),
      [],
    );
  });

  it('has every command begin with redshift. and carry a category, so that the palette groups them', () => {
    for (const { command, category } of contributes.commands) {
      assert.match(command, /^redshift\./);
      assert.ok(category, command);
    }
  });

  it('binds menus and keys only to commands that exist', () => {
    const known = new Set(commandIds);
    const menus: { command?: string }[] = Object.values(contributes.menus ?? {}).flat() as { command?: string }[];
    const bound = [...menus, ...(contributes.keybindings ?? [])].map(({ command }) => command).filter(command => command !== undefined);
    assert.deepEqual(
      bound.filter(command => !known.has(command)),
      [],
    );
  });

  it('takes keys only in its own editors and views', () => {
    const bindings: { command: string; when?: string }[] = contributes.keybindings ?? [];
    const everywhere = bindings.filter(({ when }) => !when || !/redshift/.test(when)).map(({ command }) => command);
    assert.deepEqual(everywhere, []);
  });

  it('shows in menus of views only views that it has', () => {
    const views = new Set(
      Object.values(contributes.views as Record<string, { id: string }[]>)
        .flat()
        .map(({ id }) => id),
    );
    const named = [...JSON.stringify(contributes.menus ?? {}).matchAll(/view == ([\w.]+)/g)].map(match => match[1]!);
    assert.deepEqual(
      [...new Set(named)].filter(id => id.startsWith('redshift') && !views.has(id)),
      [],
    );
    for (const id of views)
      assert.ok(
        clientSources.some(({ text }) => text.includes(`'${id}'`)),
        `no code makes the view ${id}`,
      );
  });

  it('describes only settings that are read', () => {
    // The server takes its settings whole and picks by the last word. `trace.server` is read by vscode-languageclient, for a client named `redshift`.
    const serverSettings = filesBelow('server/src/lsp', /\.ts$/).map(({ text }) => text);
    const isRead = (name: string) =>
      isWritten(name) || serverSettings.some(text => new RegExp(`\\b${name.split('.').at(-1)}\\b`).test(text));
    assert.deepEqual(
      Object.keys(settings()).filter(name => name !== 'redshift.trace.server' && !isRead(name)),
      [],
    );
  });

  it('gives every setting a description, a default, and a scope where it decides whom to talk to', () => {
    for (const [name, setting] of Object.entries(settings())) {
      assert.ok(setting.markdownDescription ?? setting.description, name);
      assert.ok('default' in setting, `${name} has no default`);
      if (/profile|region|endpoint|connection/i.test(name))
        assert.match(setting.scope ?? '', /^machine/, `${name} must not come from a workspace`);
    }
  });

  it('names files that exist', () => {
    const paths = [...JSON.stringify(contributes).matchAll(/"(\.?\/?(?:media|syntaxes|snippets|l10n)\/[^"]+?)"/g)].map(match => match[1]!);
    const own = [manifest.icon, ...paths].filter(path => path !== undefined && !existsSync(join(root, path)));
    assert.deepEqual(own, []);
    assert.ok(manifest.icon, 'the Marketplace shows an icon');
  });

  it('keeps API types at or below the VS Code that it asks for', () => {
    const asked = manifest.engines.vscode.replace(/^\D*/, '');
    const { version } = readJson('node_modules/@types/vscode/package.json');
    assert.ok(version.localeCompare(asked, undefined, { numeric: true }) <= 0, `@types/vscode ${version} > engines.vscode ${asked}`);
  });

  it('has a changelog for its version', () => {
    assert.ok(readProjectFile('CHANGELOG.md').includes(`\n## ${manifest.version}`));
  });

  it('has one language, which takes no file of others', () => {
    const [language, ...others] = contributes.languages;
    assert.deepEqual(others, []);
    assert.equal(language.id, 'redshift-sql');
    assert.ok(!language.extensions.includes('.sql'));
  });

  it('starts with nothing but its language, its views and its commands', () => {
    const eager = (manifest.activationEvents ?? []).filter((event: string) => event === '*' || event === 'onStartupFinished');
    assert.deepEqual(eager, []);
  });

  it('bundles every package: there is nothing to install', () => {
    assert.equal(manifest.dependencies, undefined);
    assert.equal(manifest.files, undefined);
  });
});

describe('lock file', () => {
  it('knows the packages of every system, so that `npm ci` works everywhere', () => {
    const { packages } = readJson('package-lock.json');
    const absent = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter(name => !isResolvable(packages, path, name))
        .map(name => `${path} → ${name}`),
    );
    assert.deepEqual(absent, []);
  });

  it('matches package.json', () => {
    assert.deepEqual(readJson('package-lock.json').packages[''].devDependencies, manifest.devDependencies);
  });
});

describe('texts', () => {
  const english = readJson('package.nls.json');
  const korean = readJson('package.nls.ko.json');
  const koreanBundle = readJson('l10n/bundle.l10n.ko.json');

  it('package.json uses the keys that package.nls.json has, in every language', () => {
    const used = new Set([...readProjectFile('package.json').matchAll(/"%([^%"]+)%"/g)].map(match => match[1]!));
    assert.deepEqual([...used].sort(), Object.keys(english).sort());
    assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
  });

  it('every text of the client is translated', () => {
    const texts = clientSources.flatMap(({ text }) =>
      [...text.matchAll(/\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(match => match[1]!.replaceAll(/\\(.)/g, '$1')),
    );
    assert.ok(texts.length > 0);
    assert.deepEqual(
      [...new Set(texts)].filter(text => !(text in koreanBundle)),
      [],
    );
  });

  it('no translation loses or invents a placeholder', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();
    for (const [text, translated] of Object.entries<string>(koreanBundle))
      assert.deepEqual(placeholders(translated), placeholders(text), text);
  });
});

function settings(): Record<string, { description?: string; markdownDescription?: string; scope?: string; default?: unknown }> {
  const sections = [contributes.configuration].flat();
  return Object.assign({}, ...sections.map(section => section.properties));
}

/** Whether a source of the client contains a name as a text of its own, whole or without our prefix. */
function isWritten(name: string): boolean {
  const short = name.replace(/^redshift\./, '');
  return clientSources.some(({ text }) => text.includes(`'${name}'`) || text.includes(`'${short}'`));
}

/** Whether npm would find `name` from the package at `path`: in its own node_modules or in one further out. */
function isResolvable(packages: Record<string, unknown>, path: string, name: string): boolean {
  if (`${path ? `${path}/` : ''}node_modules/${name}` in packages) return true;
  if (path === '') return false;
  const outer = path.lastIndexOf('/node_modules/');
  return isResolvable(packages, outer < 0 ? '' : path.slice(0, outer), name);
}
