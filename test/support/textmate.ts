// The TextMate grammars as VS Code runs them: its own tokenizer (vscode-textmate) on its own regular expressions (Oniguruma).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IRawGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
const { INITIAL, parseRawGrammar, Registry }: typeof import('vscode-textmate') = require('vscode-textmate');

const folder = new URL('../../syntaxes/', import.meta.url);

export interface Coloured {
  readonly text: string;
  /** Its offset in the whole text. */
  readonly start: number;
  /** From the outermost to the innermost. */
  readonly scopes: readonly string[];
}

export type Tokenizer = (text: string) => Coloured[];

/** A tokenizer of texts in `scopeName`; `others` are grammars of other languages that a test brings, by scope name. */
export async function tokenizerOf(scopeName: string, others: Record<string, object> = {}, injections: string[] = []): Promise<Tokenizer> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loaded(wasm);
  const files: Record<string, string> = {
    'source.redshift-sql': 'redshift-sql.tmLanguage.json',
    'redshift-sql.python': 'redshift-sql-in-python.tmLanguage.json',
  };
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope): Promise<IRawGrammar | null> => {
      if (others[scope]) return parseRawGrammar(JSON.stringify(others[scope]), `${scope}.json`);
      const file = files[scope];
      return file ? parseRawGrammar(readFileSync(new URL(file, folder), 'utf8'), file) : null;
    },
    getInjections: scope => (scope === 'source.python' ? injections : []),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`no grammar ${scopeName}`);
  return text => {
    let state = INITIAL;
    let lineStart = 0;
    return text.split('\n').flatMap(line => {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      const from = lineStart;
      lineStart += line.length + 1;
      return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        start: from + startIndex,
        scopes,
      }));
    });
  };
}

let wasmLoaded: Promise<void> | undefined;
function loaded(wasm: Buffer): Promise<void> {
  wasmLoaded ??= oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer);
  return wasmLoaded;
}
