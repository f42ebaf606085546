// What makes the language server's bundle small and its start short: esbuild plugins for scripts/build.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { SyntaxKind } from 'typescript/unstable/ast';
import { grammarData } from '../server/src/syntax/grammarData.ts';
import { grammarFiles } from '../server/src/syntax/grammarFiles.ts';
import { exchange, sourceTokens } from './sourceTokens.mjs';

/** What all unpack with: JSON from its packed text. */
const unpacking = `import { brotliDecompressSync } from 'node:zlib';
const unpack = text => JSON.parse(brotliDecompressSync(Buffer.from(text, 'base64')).toString());\n`;

function pack(data) {
  const text = JSON.stringify(data);
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).toString('base64');
}

/** Files whose change changes the grammar. */
function grammarWatch(root) {
  const folder = join(root, 'server/grammar');
  return { watchFiles: grammarFiles().map(({ name }) => join(folder, name)), watchDirs: [folder] };
}

/** Puts the grammar that server/grammar/*.grammar makes into a bundle as packed data, so that the program reads neither a file nor the notation. */
export const readyGrammar = root => ({
  name: 'ready-grammar',
  setup(build) {
    build.onLoad({ filter: /syntax[\\/]grammarData\.ts$/ }, () => ({
      contents: `${unpacking}export const grammarData = () => unpack('${pack(grammarData())}');`,
      loader: 'js',
      ...grammarWatch(root),
    }));
  },
});

/**
 * What the server carries packed: the grammar, what rules say of themselves and the longer lists of constants, which a start needs; the texts of messages,
 * unpacked with the first message; and the long tables of facts, with the first look into one.
 */
export class Packed {
  texts = new Map();
  rules = [];
  data = [];
  tables = [];

  /** The number of a text, given in the parts around what varies. */
  text(parts) {
    const key = JSON.stringify(parts);
    if (!this.texts.has(key)) this.texts.set(key, this.texts.size);
    return this.texts.get(key);
  }

  rule(record) {
    return this.rules.push(record) - 1;
  }

  datum(value) {
    return this.data.push(value) - 1;
  }

  table(text) {
    return this.tables.push(text) - 1;
  }

  /** The module that has them, with marks for the data: that is there when all sources have been read. */
  get source() {
    return `${unpacking}const start = unpack('${marks.start}');
let texts;
let tables;
export const packedGrammar = start.grammar;
export const packedRule = number => start.rules[number];
export const packedData = number => start.data[number];
export const packedText = number => (texts ??= unpack('${marks.texts}'))[number];
export const packedTable = number => (tables ??= unpack('${marks.tables}'))[number];`;
  }

  fill(code) {
    const texts = [...this.texts.keys()].map(key => JSON.parse(key));
    return code
      .replace(marks.start, pack({ grammar: grammarData(), rules: this.rules, data: this.data }))
      .replace(marks.texts, pack(texts))
      .replace(marks.tables, pack(this.tables));
  }
}

const marks = { start: '%start%', texts: '%texts%', tables: '%tables%' };

/** The long tables of facts in server/src/dialect: template literals without substitutions. */
const packTables = (source, packed) =>
  exchange(
    source,
    sourceTokens(source)
      .filter(({ kind, start, end }) => kind === SyntaxKind.NoSubstitutionTemplateLiteral && end - start >= 500)
      .map(({ start, end, value }) => ({ start, end, text: `packedTable(${packed.table(value)})` })),
  );

/** Of the properties of a rule that have one of these names, which Biome indents by two spaces: the tokens of the value, and the places of the name and of the comma behind it. */
function ruleProperties(source, names) {
  const tokens = sourceTokens(source);
  return tokens.flatMap(({ kind, start, end, depth }, i) => {
    const name = source.slice(start, end);
    const isProperty =
      kind === SyntaxKind.Identifier &&
      names.includes(name) &&
      tokens[i + 1]?.kind === SyntaxKind.ColonToken &&
      source.slice(source.lastIndexOf('\n', start), start) === '\n  ';
    if (!isProperty) return [];
    const last = tokens.findIndex((token, j) => j > i && token.depth === depth && token.kind === SyntaxKind.CommaToken);
    return last < 0 ? [] : [{ name, start, end: tokens[last].end, value: tokens.slice(i + 2, last) }];
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

/** Takes out of the rules what is data: in the place of its id stands the number of the record that has it. */
export function packRules(source, packed) {
  const edits = [];
  let record;
  for (const { name, start, end, value } of ruleProperties(source, ['id', 'name', 'severity', 'title', 'needs', 'kinds'])) {
    const data = plainData(value);
    if (data === undefined) continue;
    const isFirst = name === 'id';
    if (isFirst) record = {};
    record[name] = name === 'title' ? packed.text([data]) : data;
    edits.push({ start, end, text: isFirst ? `...packedRule(${packed.rule(record)}),` : '' });
  }
  return exchange(source, edits);
}

/** What tokens stand for that are plain data from the first to the last; undefined for anything that is to be worked out. */
function plainData(tokens) {
  const read = dataFrom(tokens, 0);
  return read?.next === tokens.length ? read.value : undefined;
}

/** The data that begins at a token, and the token behind it. */
function dataFrom(tokens, at) {
  const { kind, value } = tokens[at] ?? {};
  switch (kind) {
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return { value, next: at + 1 };
    case SyntaxKind.NumericLiteral:
      return { value: Number(value), next: at + 1 };
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return { value: kind === SyntaxKind.TrueKeyword, next: at + 1 };
    case SyntaxKind.Identifier:
      // A text that is translated where it is shown.
      return value === 'later' && tokens[at + 1]?.kind === SyntaxKind.NoSubstitutionTemplateLiteral ? dataFrom(tokens, at + 1) : undefined;
    case SyntaxKind.OpenBracketToken:
      return itemsFrom(tokens, at, SyntaxKind.CloseBracketToken, [], (list, from) => {
        const read = dataFrom(tokens, from);
        if (read) list.push(read.value);
        return read?.next;
      });
    case SyntaxKind.OpenBraceToken:
      return itemsFrom(tokens, at, SyntaxKind.CloseBraceToken, {}, (object, from) => {
        const read = tokens[from + 1]?.kind === SyntaxKind.ColonToken ? dataFrom(tokens, from + 2) : undefined;
        if (read) object[tokens[from].value] = read.value;
        return read?.next;
      });
  }
  return undefined;
}

function itemsFrom(tokens, at, close, value, readItem) {
  let next = at + 1;
  while (tokens[next]?.kind !== close) {
    next = readItem(value, next);
    if (next === undefined) return undefined;
    if (tokens[next]?.kind === SyntaxKind.CommaToken) next++;
    else if (tokens[next]?.kind !== close) return undefined;
  }
  return { value, next: next + 1 };
}

/** Shorter data is shorter where it stands. */
const leastData = 250;

/** Takes the longer lists and tables of constants out of the code that a module runs once: outside of functions. */
export function packData(source, packed) {
  const tokens = sourceTokens(source);
  const edits = [];
  for (let i = 0; i < tokens.length; i++) {
    const { kind, start, depth } = tokens[i];
    const begins =
      (kind === SyntaxKind.OpenBracketToken || kind === SyntaxKind.OpenBraceToken) &&
      tokens[i - 1]?.kind !== SyntaxKind.EqualsGreaterThanToken;
    // new Set([…])
    const inCall = depth === 1 && tokens[i - 1]?.kind === SyntaxKind.OpenParenToken && tokens[i - 2]?.kind === SyntaxKind.Identifier;
    if (!begins || (depth > 0 && !inCall)) continue;
    const read = dataFrom(tokens, i);
    if (!read || JSON.stringify(read.value).length < leastData) continue;
    edits.push({ start, end: tokens[read.next - 1].end, text: `packedData(${packed.datum(read.value)})` });
    i = read.next - 1;
  }
  return exchange(source, edits);
}

/** Takes the texts of say`…` out of the code, which names them by number. */
export function packTexts(source, packed) {
  const tokens = sourceTokens(source);
  const edits = [];
  /** Of the templates around the place: the text that is being read, or undefined for one that is none of `say`. */
  const around = [];
  for (const [i, { kind, start, end, value }] of tokens.entries()) {
    const tag = tokens[i - 1];
    const isText = tag?.kind === SyntaxKind.Identifier && tag.end === start && source.slice(tag.start, start) === 'say';
    if (kind === SyntaxKind.NoSubstitutionTemplateLiteral && isText)
      edits.push({ start: tag.start, end, text: `say(${packed.text([value])})` });
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
    if (kind === SyntaxKind.TemplateTail) text.edit.text = `say(${packed.text(text.parts)}, `;
  }
  return exchange(source, edits);
}

/** `say` that is given the number of a text (one that stayed in the code is said all the same), and `translate` that may be. */
const sayByNumber = source =>
  `import { packedText } from 'packed:';\n${source.replace('export function say(', 'function sayParts(').replace('export const translate', 'const translateText')}
export const say = (text: any, ...values: (string | number | undefined)[]) => sayParts(typeof text === 'number' ? packedText(text) : text, ...values);
export const translate = (text: string | number) => translateText(typeof text === 'number' ? packedText(text)[0] : text);\n`;

/** The server's own sources, smaller: their data and texts are packed, and the grammar that server/grammar/*.grammar makes is there ready-made. */
export const smallSources = root => ({
  name: 'small-sources',
  setup(build) {
    const folder = join(root, 'server/src') + sep;
    const packed = new Packed();
    build.onLoad({ filter: /server[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      if (!path.startsWith(folder)) return undefined;
      const [layer] = path.slice(folder.length).split(sep);
      let source = readFileSync(path, 'utf8');
      if (path.endsWith('grammarData.ts'))
        source = "import { packedGrammar } from 'packed:';\nexport const grammarData = () => packedGrammar;";
      else if (path.endsWith('say.ts')) source = sayByNumber(source);
      else {
        if (layer === 'dialect') source = packTables(source, packed);
        if (layer === 'rules') source = packRules(cutPages(source), packed);
        source = packData(source, packed);
        source = packTexts(source, packed);
      }
      const watch = path.endsWith('grammarData.ts') ? grammarWatch(root) : {};
      const used = ['packedRule', 'packedData', 'packedTable'].filter(name => source.includes(`${name}(`));
      return { contents: used.length > 0 ? `import { ${used.join(', ')} } from 'packed:';\n${source}` : source, loader: 'ts', ...watch };
    });
    build.onResolve({ filter: /^packed:$/ }, ({ path }) => ({ path, namespace: 'packed' }));
    build.onLoad({ filter: /.*/, namespace: 'packed' }, () => ({ contents: packed.source, loader: 'js' }));
    build.initialOptions.write = false;
    build.onEnd(({ outputFiles }) => {
      for (const { path, text } of outputFiles) writeFileSync(path, packed.fill(text));
    });
  },
});
