// What every command does first, on whatever Node it was started with: installs the packages if they are not there, and goes on in the project's Node.
// It may use nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const projectNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
/** Runs TypeScript as it is and is what VS Code's server needs. */
const projectNodeMajor = 24;

/** Installs what is missing, and returns only in the project's Node: an older one is replaced by a run of the same script in it. */
export function bootstrap(script = process.argv[1], args = process.argv.slice(2)) {
  installPackages();
  if (major() >= projectNodeMajor) return;
  // npm puts node_modules/.bin first on the path, but only where it was there when the command began.
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':');
  // What is shipped runs on older Nodes too; the one that the command began with is there to prove it.
  const env = { ...process.env, PATH: path, REDSHIFT_WORKBENCH_OLDER_NODE: process.execPath };
  const { status, error } = spawnSync(projectNode, [script, ...args], { stdio: 'inherit', env });
  if (error) throw error;
  process.exit(status ?? 1);
}

function major() {
  return Number(process.versions.node.split('.')[0]);
}

/** Runs npm when node_modules is missing or older than the lock file. */
function installPackages() {
  if (!existsSync(join(root, 'node_modules'))) return npm('ci');
  if (!isInstalled()) return npm('install');
}

function npm(verb) {
  const started = Date.now();
  console.log(`packages: npm ${verb} …`);
  const { status, error } = spawnSync('npm', [verb, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error(`npm ${verb} failed${error ? `: ${error.message}` : ''}. Without the packages nothing can be built.`);
    process.exit(1);
  }
  if (!existsSync(projectNode)) {
    // Its install script fetches it; a user's own npm setting may have stopped that script.
    console.error('The package `node` is there without its program: allow its install script (`npm rebuild node`) and try again.');
    process.exit(1);
  }
  console.log(`packages: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Compares what the lock file wants with what npm noted when it last installed; packages for other systems do not count. */
function isInstalled() {
  const noted = readJson('node_modules/.package-lock.json')?.packages;
  if (!noted || !existsSync(projectNode)) return false;
  const wanted = Object.entries(readJson('package-lock.json').packages).filter(([path, entry]) => path !== '' && !entry.optional);
  return wanted.every(([path, entry]) => noted[path]?.version === entry.version);
}

function readJson(path) {
  const whole = join(root, path);
  return existsSync(whole) ? JSON.parse(readFileSync(whole, 'utf8')) : undefined;
}
