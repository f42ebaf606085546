// Which redshift-lint.json files the server is told, as they come, change and go.
import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { posix } from 'node:path';
import { beforeEach, describe, it } from 'node:test';

/** As much of VS Code's as the file takes. */
class Uri {
  readonly scheme: string;
  readonly path: string;
  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }
  static parse = (text: string) => new Uri(text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1).replace(/^\/\//, ''));
  static joinPath = ({ scheme, path }: Uri, ...parts: string[]) => new Uri(scheme, posix.join(path, ...parts));
  toString() {
    return this.scheme === 'file' ? `file://${this.path}` : `${this.scheme}:${this.path}`;
  }
}
class RelativePattern {
  readonly folder: Uri;
  constructor(folder: Uri) {
    this.folder = folder;
  }
}
type Listener<Event> = (event: Event) => void;
const subscribe =
  <Event>(listeners: Listener<Event>[]) =>
  (listener: Listener<Event>) => {
    listeners.push(listener);
    return { dispose() {} };
  };

let disk: Record<string, string>;
let roots: string[];
const watchers: { covers(uri: Uri): boolean; listeners: Listener<Uri>[] }[] = [];
const opened: Listener<{ languageId: string; uri: Uri }>[] = [];
const foldersChanged: Listener<void>[] = [];
const warnings: string[] = [];
const isInRoots = ({ path }: Uri) => roots.some(root => `${path}/`.startsWith(`${root}/`));
const workspace = {
  get workspaceFolders() {
    return roots.length > 0 ? roots.map(path => ({ uri: new Uri('file', path) })) : undefined;
  },
  textDocuments: [] as { languageId: string; uri: Uri }[],
  getWorkspaceFolder: (uri: Uri) => (isInRoots(uri) ? {} : undefined),
  asRelativePath: ({ path }: Uri) => path.slice(1),
  findFiles: async () =>
    Object.keys(disk)
      .map(path => new Uri('file', path))
      .filter(isInRoots),
  onDidChangeWorkspaceFolders: subscribe(foldersChanged),
  onDidOpenTextDocument: subscribe(opened),
  createFileSystemWatcher: (pattern: string | RelativePattern) => {
    const covers = (uri: Uri) => (typeof pattern === 'string' ? isInRoots(uri) : posix.dirname(uri.path) === pattern.folder.path);
    const listeners: Listener<Uri>[] = [];
    watchers.push({ covers, listeners });
    const on = subscribe(listeners);
    return { onDidChange: on, onDidCreate: () => ({ dispose() {} }), onDidDelete: () => ({ dispose() {} }), dispose() {} };
  },
  fs: {
    readFile: async ({ path }: Uri) => {
      if (disk[path] === undefined) throw new Error('FileNotFound');
      return new TextEncoder().encode(disk[path]);
    },
  },
};
const vscode = {
  Uri,
  RelativePattern,
  workspace,
  window: { showWarningMessage: async (message: string) => warnings.push(message) },
  l10n: { t: (text: string, ...values: string[]) => text.replace(/\{(\d)\}/g, (_, i) => values[Number(i)]!) },
};
Object.assign(globalThis, { vscodeForTest: vscode });
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? {
          url: 'data:text/javascript,export const { Uri, RelativePattern, workspace, window, l10n } = globalThis.vscodeForTest;',
          shortCircuit: true,
        }
      : next(specifier, context),
});
const { LintFiles } = await import('../../../client/src/lintFiles.ts');

/** What the server holds, by address. */
let told: Record<string, unknown>;
let files: InstanceType<typeof LintFiles>;

function start(content: Record<string, string>, ...folders: string[]): Promise<void> {
  disk = content;
  roots = folders;
  told = {};
  files = new LintFiles({
    log: { failure() {} } as never,
    toUri: uri => uri.toString(),
    tell({ uri, content }) {
      if (content === null) delete told[uri!];
      else told[uri!] = content;
    },
  });
  return files.read();
}

/** Writes a file, or deletes it, and lets the watchers tell. */
async function write(path: string, content: string | undefined): Promise<void> {
  if (content === undefined) delete disk[path];
  else disk[path] = content;
  const uri = new Uri('file', path);
  for (const { covers, listeners } of watchers) if (covers(uri)) for (const listener of listeners) listener(uri);
  await settled();
}

const settled = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));
const off = '{"rules":{"SHR":"off"}}';
const saysOff = JSON.parse(off);

describe('redshift-lint.json', () => {
  beforeEach(() => {
    for (const list of [watchers, opened, foldersChanged, warnings]) list.length = 0;
  });

  it('is told at every depth of every folder, and of the workspace for what is not saved', async () => {
    await start({ '/w/one/redshift-lint.json': off, '/w/two/a/b/redshift-lint.json': '{}' }, '/w/one', '/w/two');
    assert.deepEqual(told, {
      'file:///w/one/redshift-lint.json': saysOff,
      'file:///w/two/a/b/redshift-lint.json': {},
      'untitled:redshift-lint.json': saysOff,
    });
  });

  it('is found and followed above the workspace', async () => {
    await start({ '/w/redshift-lint.json': off }, '/w/repo/sql');
    assert.deepEqual(told, { 'file:///w/redshift-lint.json': saysOff, 'untitled:redshift-lint.json': saysOff });
    await write('/w/repo/redshift-lint.json', '{}');
    assert.deepEqual(told['untitled:redshift-lint.json'], {});
    await write('/w/repo/redshift-lint.json', undefined);
    await write('/w/redshift-lint.json', undefined);
    assert.deepEqual(told, {});
  });

  it('is found above a script that is in no folder of the workspace', async () => {
    await start({ '/elsewhere/redshift-lint.json': off });
    for (const open of opened) open({ languageId: 'redshift-sql', uri: new Uri('file', '/elsewhere/sql/a.rsql') });
    await settled();
    assert.deepEqual(told, { 'file:///elsewhere/redshift-lint.json': saysOff });
    await write('/elsewhere/sql/redshift-lint.json', '{}');
    assert.deepEqual(told, { 'file:///elsewhere/redshift-lint.json': saysOff, 'file:///elsewhere/sql/redshift-lint.json': {} });
  });

  it('is followed as it is made, changed and deleted', async () => {
    await start({}, '/w');
    await write('/w/a/redshift-lint.json', off);
    assert.deepEqual(told, { 'file:///w/a/redshift-lint.json': saysOff });
    await write('/w/a/redshift-lint.json', '{}');
    assert.deepEqual(told, { 'file:///w/a/redshift-lint.json': {} });
    await write('/w/a/redshift-lint.json', undefined);
    assert.deepEqual(told, {});
  });

  it('is passed over with a warning that names it where it is no JSON', async () => {
    await start({ '/w/redshift-lint.json': off, '/w/a/redshift-lint.json': '{' }, '/w');
    assert.deepEqual(Object.keys(told), ['file:///w/redshift-lint.json', 'untitled:redshift-lint.json']);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /^w\/a\/redshift-lint\.json is not valid JSON, so it is ignored: /);
    await write('/w/a/redshift-lint.json', '{}');
    assert.deepEqual(told['file:///w/a/redshift-lint.json'], {});
    await write('/w/a/redshift-lint.json', 'x');
    assert.equal(warnings.length, 2);
    assert.equal(told['file:///w/a/redshift-lint.json'], undefined);
  });

  it('is forgotten with the folder, and told again to a server that starts again', async () => {
    await start({ '/one/redshift-lint.json': off, '/two/redshift-lint.json': '{}' }, '/one', '/two');
    told = {};
    await files.read();
    assert.equal(Object.keys(told).length, 3);
  });
});
