// The tokens of a TypeScript source, for the build to change sources by: TypeScript's own scanner knows what is a string, a template, a comment
// or a regular expression. What it leaves to the parser, where a slash divides and where a template goes on, is decided here.
import { createScanner, SyntaxKind } from 'typescript/unstable/ast';

/** Behind these a slash divides, as it does behind names; behind anything else a regular expression begins. */
const valueEnds = new Set(
  [
    ...['CloseBracketToken', 'CloseParenToken', 'CloseBraceToken', 'PlusPlusToken', 'MinusMinusToken'],
    ...['SuperKeyword', 'ThisKeyword', 'TrueKeyword', 'FalseKeyword', 'NullKeyword', 'TemplateTail'],
    ...['BigIntLiteral', 'NoSubstitutionTemplateLiteral', 'NumericLiteral', 'RegularExpressionLiteral', 'StringLiteral'],
  ].map(name => SyntaxKind[name]),
);

const templateOpens = [SyntaxKind.TemplateHead, SyntaxKind.TemplateMiddle];
const opens = [...templateOpens, SyntaxKind.OpenBraceToken, SyntaxKind.OpenBracketToken, SyntaxKind.OpenParenToken];
const closes = [
  ...[SyntaxKind.TemplateMiddle, SyntaxKind.TemplateTail],
  ...[SyntaxKind.CloseBraceToken, SyntaxKind.CloseBracketToken, SyntaxKind.CloseParenToken],
];

/**
 * Tokens with their offsets, comments and space left out. `value` is the content of a string or of a part of a template; `depth` counts the brackets
 * around the token.
 */
export function sourceTokens(source) {
  const scanner = createScanner(true);
  scanner.setText(source);
  const tokens = [];
  /** Of the open brackets: whether one is that of a value inserted into a template. */
  const inTemplate = [];
  let before = { kind: SyntaxKind.Unknown, endsValue: false };
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    if ((kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) && !before.endsValue) kind = scanner.reScanSlashToken();
    if (kind === SyntaxKind.CloseBraceToken && inTemplate.at(-1)) kind = scanner.reScanTemplateToken(false);
    if (scanner.isUnterminated()) throw new Error(`What begins at ${scanner.getTokenStart()} never ends`);
    if (closes.includes(kind)) inTemplate.pop();
    before = {
      kind,
      start: scanner.getTokenStart(),
      end: scanner.getTokenEnd(),
      value: scanner.getTokenValue(),
      depth: inTemplate.length,
      endsValue: endsValue(kind, scanner, before),
    };
    tokens.push(before);
    if (opens.includes(kind)) inTemplate.push(templateOpens.includes(kind));
  }
  return tokens;
}

/** Words that are reserved are names behind a full stop; behind a value `!` is no negation. */
function endsValue(kind, scanner, before) {
  if (kind === SyntaxKind.ExclamationToken) return before.endsValue;
  if (before.kind === SyntaxKind.DotToken || before.kind === SyntaxKind.QuestionDotToken) return true;
  return valueEnds.has(kind) || scanner.isIdentifier();
}

/** A source with pieces of it exchanged. `edits` are in order and do not overlap. */
export function exchange(source, edits) {
  let out = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    out += source.slice(at, start) + text;
    at = end;
  }
  return out + source.slice(at);
}
