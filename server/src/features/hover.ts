// Hover: what a name means here, what a function takes, the shape of the statement that a keyword belongs to.

import { findDataType } from '../dialect/dataTypes.ts';
import { builtInFunctions, dateParts } from '../dialect/functions.ts';
import { copyStringValues, modelStringValues } from '../dialect/options.ts';
import { findParameter } from '../dialect/parameters.ts';
import { grantForms } from '../dialect/privileges.ts';
import { systemViews } from '../dialect/systemViews.ts';
import { nameOf, namePartOf } from '../semantics/names.ts';
import { columnIn, commonTableNamed, relationNamed, type Scope, scopeAt } from '../semantics/scope.ts';
import { foldScript } from '../semantics/script.ts';
import { type SyntaxDocument, statementIndexAt } from '../syntax/document.ts';
import { type Language, redshiftLanguage } from '../syntax/language.ts';
import { rootOf, type SyntaxNode, SyntaxToken } from '../syntax/tree.ts';
import { say, translate } from '../text/say.ts';
import { briefType } from './briefType.ts';
import { functionText, link, parameterText, ruleText, systemViewText } from './completion/documentation.ts';
import { shapeAtPath } from './completion/paths.ts';
import { categoryOf, type OtherScript } from './completion/scriptNames.ts';
import { describeColumns, describeModel, describePolicy, describeRelation, describeRoutine, describeSchema } from './describeObject.ts';
import { describePrincipal } from './describePrincipal.ts';
import { type CatalogAccess, knownNames, offline } from './knownNames.ts';
import { statementNode } from './statementInfo.ts';
import { describeShape, shapeAroundWord } from './statementShape.ts';

export interface Hover {
  /** Offsets in the document of what it speaks about. */
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}

export interface HoverOptions {
  readonly catalog?: CatalogAccess;
  readonly language?: Language;
  /** The other open scripts. */
  readonly others?: readonly OtherScript[];
}

/** What can be said of the word at `offset`. */
export function hoverAt(
  document: SyntaxDocument,
  offset: number,
  { catalog = offline, language = redshiftLanguage(), others = [] }: HoverOptions = {},
): Hover | undefined {
  const index = statementIndexAt(document, offset);
  const { start, parsed } = document.statements[index]!;
  const rule = ruleInComment(parsed.comments, document.text, start, offset);
  if (rule) return rule;
  const body = parsed.bodies.find(inside => offset >= start + inside.offset && offset < start + inside.offset + inside.parsed.text.length);
  const shift = start + (body?.offset ?? 0);
  const root = rootOf((body ?? { parsed }).parsed, language.grammar);
  const token = root && wordAt(root, offset - shift);
  if (!root || !token || token.end === token.start) return undefined;
  const known = knownNames(document, index, catalog, language, others);
  const place: HoverPlace = {
    token,
    scope: scopeAt(root, token.start, known.findColumns),
    document,
    known,
    language,
    // What a statement drops is told as it was before.
    model: () => foldScript(document, catalog.snapshot).models[/^\s*drop\b/i.test(parsed.text) ? index : index + 1]!,
    statement: () => statementNode(parsed, language),
  };
  const markdown = describeToken(place);
  return markdown === undefined ? undefined : { start: shift + token.start, end: shift + token.end, markdown };
}

/** A rule that a comment names: `-- redshift-lint-disable GRT001`. */
function ruleInComment(comments: Int32Array, text: string, start: number, offset: number): Hover | undefined {
  for (let i = 0; i < comments.length; i += 2) {
    const from = start + comments[i]!;
    const to = start + comments[i + 1]!;
    if (offset < from || offset > to) continue;
    for (const word of text.slice(from, to).matchAll(/\b[A-Za-z][\w-]*/g)) {
      const at = from + word.index;
      const markdown = at <= offset && offset <= at + word[0].length ? ruleText(word[0]) : undefined;
      if (markdown) return { start: at, end: at + word[0].length, markdown };
    }
  }
  return undefined;
}

export interface HoverPlace {
  readonly document: SyntaxDocument;
  readonly token: SyntaxToken;
  readonly scope: Scope;
  readonly known: ReturnType<typeof knownNames>;
  readonly language: Language;
  /** What holds after the statement. */
  model(): ReturnType<typeof foldScript>['models'][number];
  statement(): SyntaxNode | undefined;
}

/** The token at a place; between a word and a mark the word. */
function wordAt(root: SyntaxNode, offset: number): SyntaxToken | undefined {
  const token = tokenAt(root, offset);
  if (!token || token.start < offset || isNameOrKeyword(token)) return token;
  const before = root.tokens().findLast(candidate => candidate.end === offset && candidate.start < offset);
  return before && isNameOrKeyword(before) ? before : token;
}

const isNameOrKeyword = ({ type }: SyntaxToken) => type === 'name' || type === 'quoted-name' || type === 'keyword';

function tokenAt(root: SyntaxNode, offset: number): SyntaxToken | undefined {
  let node = root;
  for (;;) {
    const child =
      node.children.findLast(candidate => candidate.start <= offset && offset < candidate.end) ??
      node.children.findLast(candidate => candidate.end === offset && candidate.start < offset);
    if (!child) return undefined;
    if (child instanceof SyntaxToken) return child;
    node = child;
  }
}

function describeToken(place: HoverPlace): string | undefined {
  const { token, language } = place;
  const slot = token.parent;
  if (!isNameOrKeyword(token)) return undefined;
  if (language.grammar.slots.has(slot.kind)) return describeName(place, slot);
  return describeKeyword(place);
}

// ---- names ---------------------------------------------------------------------------------------------------------------------------

function describeName(place: HoverPlace, slot: SyntaxNode): string | undefined {
  const { token, known, scope } = place;
  const name = nameOf(slot);
  if (!name) return undefined;
  const at = name.parts.findIndex(part => part.start <= token.start && token.start < part.end);
  const part = name.parts[at] ?? namePartOf(token);
  const isLast = at === name.parts.length - 1;
  const written = name.parts.slice(0, at + 1);
  const category = categoryOf(slot.kind);
  switch (category) {
    case 'relation': {
      if (!isLast) return describeSchema(place.model(), part.name);
      const cte = name.parts.length === 1 ? commonTableNamed(scope, part.name) : undefined;
      if (cte) return describeColumns(`WITH ${cte.written}`, cte.columns());
      return describeRelation(place.model(), known, written) ?? systemViewText(part.name);
    }
    case 'cte':
      return describeColumns(`WITH ${part.written}`, commonTableNamed(scope, part.name)?.columns());
    case 'alias':
      return describeAlias(place, part.name);
    case 'column':
      return isLast
        ? describeColumn(
            place,
            name.parts.map(one => one.name),
          )
        : describeQualifier(
            place,
            written.map(one => one.name),
          );
    case 'model':
      return isLast ? describeModel(place.model(), known, written) : describeSchema(place.model(), part.name);
    case 'function':
    case 'procedure':
      return isLast
        ? ((name.parts.length === 1 ? functionText(part.name) : undefined) ?? describeRoutine(place.model(), written))
        : describeSchema(place.model(), part.name);
    case 'schema':
      return describeSchema(place.model(), part.name);
    case 'role':
    case 'user':
    case 'group':
      return describePrincipal(place.model(), category, part.name);
    case 'policy':
    case 'masking-policy':
      return describePolicy(place.model(), category, part.name);
    case 'parameter':
      return parameterText(part.name);
    default:
      return slot.kind === 'shown-parameter-name' ? parameterText(part.name) : describeVariable(place, part.name);
  }
}

function describeAlias({ scope }: HoverPlace, name: string): string | undefined {
  const relation = relationNamed(scope, name);
  if (!relation) return undefined;
  const of = relation.path
    ? relation.path.parts.map(part => part.name).join('.')
    : relation.kind === 'query'
      ? say`subquery`
      : relation.kind;
  return describeColumns(`${name} · ${of}`, relation.columns());
}

function describeQualifier(place: HoverPlace, parts: readonly string[]): string | undefined {
  const name = parts.at(-1)!;
  return describeAlias(place, name) ?? describeSchema(place.model(), name);
}

function describeColumn(place: HoverPlace, parts: readonly string[]): string | undefined {
  const { scope, known } = place;
  const column = columnIn(scope, parts);
  if (column) {
    const from = column.relation.path?.parts.map(part => part.name).join('.') ?? column.relation.written ?? say`subquery`;
    return `\`\`\`redshift-sql\n${column.name}${column.type ? ` ${briefType(column.type)}` : ''}\n\`\`\`\n${say`column of ${from}`}`;
  }
  if (parts.length > 1) {
    const listed = known.findColumns(parts.slice(0, -1))?.find(candidate => candidate.name === parts.at(-1));
    if (listed)
      return `\`\`\`redshift-sql\n${listed.name}${listed.type ? ` ${briefType(listed.type)}` : ''}\n\`\`\`\n${say`column of ${parts.slice(0, -1).join('.')}`}`;
  }
  const alias = scope.aliases.find(candidate => candidate.name === parts.at(-1));
  if (alias && parts.length === 1)
    return `\`\`\`redshift-sql\n${alias.name}${alias.type ? ` ${briefType(alias.type)}` : ''}\n\`\`\`\n${say`named in the select list`}`;
  const nested = shapeAtPath(
    place,
    scope,
    parts.map(field => ({ field })),
  );
  if (nested)
    return `${code(`${parts.at(-1)}${nested.type ? ` ${briefType(nested.type)}` : ''}`)}\n${say`field of ${parts.slice(0, -1).join('.')}`}`;
  if (parts.length > 1) return undefined;
  const variable = describeVariable(place, parts[0]!);
  if (variable) return variable;
  // DATEADD(day, …): what looks like a column is a date part.
  const shorts = dateParts[parts[0]!];
  if (shorts) return `${code(parts[0]!)}\n${shorts.length > 0 ? say`date part, also written ${shorts.join(', ')}` : say`date part`}`;
  return builtInFunctions().has(parts.at(-1)!.toUpperCase()) && parts.length === 1 ? functionText(parts[0]!) : undefined;
}

/** A variable or argument of the procedure around the cursor, with its type. */
function describeVariable({ token, statement }: HoverPlace, name: string): string | undefined {
  let root: SyntaxNode = token.parent;
  while (root.parent) root = root.parent;
  const declared = [...root.descendants('new-local-name', 'new-argument-name'), ...(statement()?.descendants('new-argument-name') ?? [])];
  const slot = declared.find(candidate => nameOf(candidate)?.parts[0]?.name === name);
  if (!slot) return undefined;
  const type = slot.parent?.child('VariableType', 'DataType')?.text.toLowerCase();
  const what = slot.kind === 'new-argument-name' ? say`argument` : say`variable`;
  return `${code(`${name}${type ? ` ${type}` : ''}`)}\n*${what}*`;
}

// ---- keywords ------------------------------------------------------------------------------------------------------------------------

/** Rules whose words are functions: CAST, EXTRACT, TRIM, CURRENT_DATE … */
const callRules = new Set([
  'CastExpression',
  'ConvertCall',
  'ExtractCall',
  'TrimCall',
  'SubstringCall',
  'PositionCall',
  'OverlayCall',
  'SessionValue',
  'FunctionCall',
  'ApproximateCall',
  'CaseExpression',
]);
const typeRules = new Set(['DataType', 'TypeName', 'CharacterType', 'LiteralType', 'TypedLiteral']);

function describeKeyword({ token, language, statement }: HoverPlace): string | undefined {
  const { grammar } = language;
  let node: SyntaxNode | undefined = token.parent;
  if (node && typeRules.has(node.kind)) {
    const type = findDataType(token.keyword);
    if (type)
      return `\`\`\`redshift-sql\n${[type.name, ...type.aliases].join(' | ')}\n\`\`\`\n${capital(translate(type.holds))}.\n\n*${say`data type`}* · ${link(type.page)}`;
  }
  if (node && callRules.has(node.kind)) {
    const text = functionText(token.keyword);
    if (text) return text;
  }
  const parameter = findParameter(token.text);
  if (parameter && node?.kind === 'SessionSetting') return parameterText(token.text);
  if (systemViews().has(token.text.toLowerCase()) && token.keyword === '') return systemViewText(token.text);
  while (node && !grammar.rules.has(node.kind)) node = node.parent;
  const rule = node && grammar.rules.get(node.kind);
  if (!rule) return undefined;
  // The first words of a statement speak for the whole of it; other words for their clause.
  const whole = statement();
  const wholeRule = whole && grammar.rules.get(whole.kind);
  const isHead = whole !== undefined && token.statement === whole.statement && token.start === whole.start;
  const shown = isHead && wholeRule ? wholeRule : rule;
  const around = isHead ? undefined : shapeAroundWord(rule, grammar.keywords.kindOf(token.keyword) ?? -1, grammar);
  const parts = [code(around ?? describeShape(shown, grammar, isHead ? 6 : 3))];
  if (rule.name === 'ObjectPrivilege') {
    const forms = Object.keys(grantForms).filter(form => grantForms[form]!.privileges.includes(token.keyword));
    if (forms.length > 0) parts.push(say`Can be granted on ${forms.join(', ')}.`);
  }
  const values = copyStringValues[token.keyword] ?? modelStringValues[token.keyword];
  if (values && !isHead) parts.push(say`Values: ${values.map(value => `'${value}'`).join(', ')}.`);
  const page = shown.page ?? wholeRule?.page;
  if (page) parts.push(link(page));
  return parts.join('\n');
}

const code = (text: string) => `\`\`\`redshift-sql\n${text}\n\`\`\``;
const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
