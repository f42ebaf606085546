// What makes the language server's bundle small and its start short: esbuild plugins for scripts/build.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { globSync } from 'tinyglobby';
import { SyntaxKind } from 'typescript/unstable/ast';
import { grammarData } from '../server/src/syntax/grammarData.ts';
import { grammarFiles } from '../server/src/syntax/grammarFiles.ts';
import { exchange, sourceTokens } from './sourceTokens.mjs';

const pack = text => brotliCompressSync(text).toString('base64');
const unpackFunction = `import { brotliDecompressSync } from 'node:zlib';
const unpack = (text) => brotliDecompressSync(Buffer.from(text, 'base64')).toString();\n`;

/** Puts the grammar that server/grammar/*.grammar makes into the bundle as packed data, so that the server reads neither a file nor the notation. */
export const readyGrammar = root => ({
  name: 'ready-grammar',
  setup(build) {
    build.onLoad({ filter: /syntax[\\/]grammarData\.ts$/ }, () => {
      const folder = join(root, 'server/grammar');
      const contents = `${unpackFunction}export const grammarData = () => JSON.parse(unpack('${pack(JSON.stringify(grammarData()))}'));`;
      return { contents, loader: 'js', watchFiles: grammarFiles().map(({ name }) => join(folder, name)), watchDirs: [folder] };
    });
  },
});

/** Packs the long tables of facts in server/src/dialect (template literals without substitutions) to a quarter of their size; they are unpacked when first read. */
function packTables(source) {
  const edits = sourceTokens(source)
    .filter(({ kind, start, end }) => kind === SyntaxKind.NoSubstitutionTemplateLiteral && end - start >= 500)
    .map(({ start, end, value }) => ({ start, end, text: `unpack('${pack(value)}')` }));
  return (edits.length > 0 ? unpackFunction.replace('(text)', '(text: string)') : '') + exchange(source, edits);
}

/** Of the properties of a rule that have one of these names, which Biome indents by two spaces: the places of the name, and of the comma behind the value. */
function ruleProperties(source, names) {
  const tokens = sourceTokens(source);
  return tokens.flatMap(({ kind, start, end, depth }, i) => {
    const isProperty =
      kind === SyntaxKind.Identifier &&
      names.includes(source.slice(start, end)) &&
      tokens[i + 1]?.kind === SyntaxKind.ColonToken &&
      source.slice(source.lastIndexOf('\n', start), start) === '\n  ';
    if (!isProperty) return [];
    const last = tokens.findIndex((token, j) => j > i && token.depth === depth && token.kind === SyntaxKind.CommaToken);
    return last < 0 ? [] : [{ start, value: tokens[i + 2], end: tokens[last].end }];
  });
}

/**
 * The server reports rules and links to their pages; what a rule says at length, its examples and AWS's pages are for the command line, the pages and the tests.
 * Cuts these properties out of the rule files.
 */
export const cutPages = source =>
  exchange(
    source,
    ruleProperties(source, ['explanation', 'examples', 'pages']).map(({ start, end }) => ({ start, end, text: '' })),
  );

/** Takes the texts of say`…` out of the code: they stand packed among the facts, and the code names them by number. */
export class Texts {
  numbers = new Map();

  takeOut(source) {
    const tokens = sourceTokens(source);
    const edits = [];
    /** Of the templates around the place: the text that is being read, or undefined for one that is none of `say`. */
    const around = [];
    for (const [i, { kind, start, end, value }] of tokens.entries()) {
      const tag = tokens[i - 1];
      const isText = tag?.kind === SyntaxKind.Identifier && tag.end === start && source.slice(tag.start, start) === 'say';
      if (kind === SyntaxKind.NoSubstitutionTemplateLiteral && isText)
        edits.push({ start: tag.start, end, text: `say(${this.numberOf([value])})` });
      if (kind === SyntaxKind.TemplateHead) {
        const edit = isText ? { start: tag.start, end, text: '' } : undefined;
        if (edit) edits.push(edit);
        around.push(edit && { edit, parts: [value] });
      }
      if (kind !== SyntaxKind.TemplateMiddle && kind !== SyntaxKind.TemplateTail) continue;
      const text = kind === SyntaxKind.TemplateTail ? around.pop() : around.at(-1);
      if (!text) continue;
      text.parts.push(value);
      edits.push({ start, end, text: kind === SyntaxKind.TemplateTail ? ')' : ', ' });
      if (kind === SyntaxKind.TemplateTail) text.edit.text = `say(${this.numberOf(text.parts)}, `;
    }
    return exchange(source, edits);
  }

  /** The titles of rules, which are only shown translated. */
  takeTitles(source) {
    const edits = ruleProperties(source, ['title'])
      .filter(({ value }) => value.kind === SyntaxKind.StringLiteral)
      .map(({ value: { start, end, value } }) => ({ start, end, text: String(this.numberOf([value])) }));
    return exchange(source, edits);
  }

  numberOf(parts) {
    const key = JSON.stringify(parts);
    if (!this.numbers.has(key)) this.numbers.set(key, this.numbers.size);
    return this.numbers.get(key);
  }

  /** The module among the facts that has them. */
  get source() {
    return `${unpackFunction}let texts;
export const textParts = number => (texts ??= JSON.parse(unpack('${pack(`[${[...this.numbers.keys()].join(',')}]`)}')))[number];`;
  }
}

/** `say` that is given the number of a text (one that stayed in the code is said all the same), and `translate` that may be. */
const sayByNumber = source =>
  `import { textParts } from 'texts:';\n${source.replace('export function say(', 'function sayParts(').replace('export const translate', 'const translateText')}
export const say = (text: any, ...values: (string | number | undefined)[]) => sayParts(typeof text === 'number' ? textParts(text) : text, ...values);
export const translate = (text: string | number) => translateText(typeof text === 'number' ? textParts(text)[0] : text);\n`;

/** The server's own sources, made smaller. `texts`: where their texts go; without it they stay where they are. */
export const smallSources = (root, texts) => ({
  name: 'small-sources',
  setup(build) {
    const folder = join(root, 'server/src') + sep;
    build.onLoad({ filter: /server[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      if (!path.startsWith(folder) || /grammarData\.ts$/.test(path)) return undefined;
      const [layer] = path.slice(folder.length).split(sep);
      let source = readFileSync(path, 'utf8');
      if (layer === 'dialect') source = packTables(source);
      if (layer === 'rules') source = cutPages(source);
      if (layer === 'rules' && texts) source = texts.takeTitles(source);
      if (texts) source = /[\\/]say\.ts$/.test(path) ? sayByNumber(source) : texts.takeOut(source);
      return { contents: source, loader: 'ts' };
    });
  },
});

/** What TypeScript wrote at the head of a file of the protocol's library, with the name that it defines. */
const helper =
  /^var (__(?:createBinding|setModuleDefault|exportStar|importStar|importDefault)) = \(this && this\.\1\) \|\| [\s\S]*?^\}\S*;$/gm;

/** What the library can do and SQL has no use for, such as notebooks and call hierarchies: of these only the names that it asks for. */
const unused = {
  'notebook.js': 'exports.NotebookSyncFeature = Base => Base; exports.NotebookDocuments = class {};',
  'protocol.notebook.js': '',
  ...Object.fromEntries(
    ['callHierarchy', 'inlineCompletion', 'inlineValue', 'moniker', 'typeHierarchy'].map(name => [
      `${name}.js`,
      `exports.${name[0].toUpperCase()}${name.slice(1)}Feature = Base => Base;`,
    ]),
  ),
};

/**
 * The protocol's library, smaller and sooner there: TypeScript's helpers once instead of in each of its files, and parts of Node that it needs only
 * for pipes, sockets and child processes read when they are used.
 */
export const slimProtocol = {
  name: 'slim-protocol',
  setup(build) {
    build.onLoad(
      { filter: /vscode-(?:languageserver|languageserver-protocol|jsonrpc)[\\/]lib[\\/](?:common|node)[\\/][\w.]+\.js$/ },
      args => {
        let contents = unused[basename(args.path)] ?? readFileSync(args.path, 'utf8');
        const found = [...contents.matchAll(helper)];
        for (const [definition] of found) contents = contents.replace(definition, '');
        if (found.length > 0) contents = `const { ${found.map(([, name]) => name).join(', ')} } = require('helpers:');\n${contents}`;
        for (const [declaration, name, part] of contents.matchAll(/const (\w+) = require\("(crypto|net|child_process)"\);/g))
          contents = contents.replace(declaration, '').replaceAll(`${name}.`, `require("${part}").`);
        return { contents, loader: 'js' };
      },
    );
    build.onResolve({ filter: /^helpers:$/ }, ({ path }) => ({ path, namespace: 'helpers' }));
    build.onLoad({ filter: /.*/, namespace: 'helpers' }, () => ({ contents: helpersModule, loader: 'js' }));
  },
};

/** Of the protocol's types only those that the library and our sources use: written so that what nobody names is left out. */
export const usedTypes = root => ({
  name: 'used-types',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ kind, path, resolveDir }) =>
      kind === 'require-call' ? { path, namespace: 'used-types', pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'used-types' }, ({ path, pluginData }) => {
      const names = new Set(['integer', 'uinteger', 'URI', 'DocumentUri', 'WorkspaceFolder']);
      for (const file of globSync('server/src/**/*.ts', { cwd: root })) {
        const imports = readFileSync(join(root, file), 'utf8').matchAll(/^import \{([^}]*)\} from 'vscode-languageserver\/node';/gm);
        for (const [, list] of imports) for (const [name] of list.matchAll(/\b[A-Z]\w+/g)) names.add(name);
      }
      const types = readFileSync(createRequire(join(pluginData, 'x.js')).resolve(path).replace('umd', 'esm'), 'utf8');
      const exported = [...names].filter(name => new RegExp(`^export (?:var|class) ${name}\\b`, 'm').test(types));
      return { contents: `export { ${exported.join(', ')} } from '${path}';`, resolveDir: pluginData, loader: 'js' };
    });
    build.onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, args => {
      const namespace = /^export var (\w+);\n(?:\/\*[\s\S]*?\*\/\n)?\(function \(\1\) \{\n([\s\S]*?)\n\}\)\(\1 \|\| \(\1 = \{\}\)\);/gm;
      const contents = readFileSync(args.path, 'utf8').replace(
        namespace,
        (_, name, body) => `export var ${name} = /* @__PURE__ */ (function (${name}) {\n${body}\nreturn ${name};\n})({});`,
      );
      return { contents, loader: 'js' };
    });
  },
});

/** The same helpers in fewer words: what they are given are always modules of the library or of Node. */
const helpersModule = `
exports.__createBinding = (to, from, name, as = name) => Object.defineProperty(to, as, { enumerable: true, get: () => from[name] });
exports.__setModuleDefault = (to, value) => Object.defineProperty(to, 'default', { enumerable: true, value });
exports.__exportStar = (from, to) => { for (const name in from) if (name !== 'default' && !(name in to)) exports.__createBinding(to, from, name); };
exports.__importStar = from => from;
exports.__importDefault = from => (from && from.__esModule ? from : { default: from });`;

/** What is known about Redshift, the server's texts and the grammar are a file of their own beside it: data, with the look-ups in it. */
const factFiles = [
  ...readdirSync(new URL('../server/src/dialect/', import.meta.url)).map(name => `dialect/${name}`),
  'features/completion/snippetTemplates.ts',
  'features/completion/usualWords.ts',
  'syntax/grammarData.ts',
];

export const factsApart = root => ({
  name: 'facts-apart',
  setup(build) {
    const paths = new Set(factFiles.map(file => join(root, 'server/src', file)));
    build.onResolve({ filter: /\.ts$|^texts:$/ }, args => {
      const isFact = args.path === 'texts:' || paths.has(join(args.resolveDir, args.path));
      return args.kind === 'import-statement' && isFact ? { path: './facts.js', external: true } : undefined;
    });
  },
});

/** The entry of that file. `texts` are those that the server's build has taken out. */
export const factsEntry = (root, texts) => ({
  name: 'facts-entry',
  setup(build) {
    build.onResolve({ filter: /^facts:$/ }, ({ path }) => ({ path, namespace: 'facts' }));
    build.onLoad({ filter: /.*/, namespace: 'facts' }, () => ({
      contents: [...factFiles.map(file => `./${file}`), 'texts:'].map(module => `export * from '${module}';`).join('\n'),
      resolveDir: join(root, 'server/src'),
      loader: 'js',
    }));
    build.onResolve({ filter: /^texts:$/ }, ({ path }) => ({ path, namespace: 'texts' }));
    build.onLoad({ filter: /.*/, namespace: 'texts' }, () => ({ contents: texts.source, loader: 'js' }));
  },
});
