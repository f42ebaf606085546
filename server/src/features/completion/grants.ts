// In GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: only privileges that the object can have, only objects that the privileges fit, only grantees of the form.
// What stands behind the cursor counts as well as what stands before it.
import { defaultForms, type GranteeKind, type GrantForm, grantForms, scopedForms } from '../../dialect/privileges.ts';
import type { Expectation } from '../../syntax/parser.ts';
import { FIRST_KEYWORD } from '../../syntax/tokens.ts';
import type { CompletionRequest } from './request.ts';

/** The words of the statement around the cursor, in capitals; what is no keyword is ''. */
interface Words {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const granteeRules: Record<string, GranteeKind> = {
  RoleGrantee: 'role',
  GroupGrantee: 'group',
  PublicGrantee: 'public',
  IamRoleGrantee: 'iam-role',
  NamespaceGrantee: 'namespace',
  AccountGrantee: 'account',
  PolicyGrantees: 'policy',
  UserGrantee: 'user',
};

const targetRules: Record<string, string> = {
  SchemaTarget: 'SCHEMA',
  DatabaseTarget: 'DATABASE',
  FunctionTarget: 'FUNCTION',
  ProcedureTarget: 'PROCEDURE',
  LanguageTarget: 'LANGUAGE',
  CopyJobTarget: 'COPY JOB',
  TemplateTarget: 'TEMPLATE',
  ModelTarget: 'MODEL',
  DatashareTarget: 'DATASHARE',
  ExternalTableTarget: 'EXTERNAL TABLE',
  ExternalSchemaTarget: 'EXTERNAL SCHEMA',
  TableTarget: 'TABLE',
};

const privilegeWords = new Set([
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'DROP',
  'REFERENCES',
  'ALTER',
  'TRUNCATE',
  'CREATE',
  'USAGE',
  'TEMPORARY',
  'TEMP',
  'EXECUTE',
  'SHARE',
  'ALL',
]);

export interface Allowed {
  readonly expectations: readonly Expectation[];
  /** Whether a whole phrase fits: ALL TABLES IN SCHEMA does not behind GRANT EXECUTE ON. */
  phrase(phrase: string): boolean;
}

/** Keeps of the expectations what the form allows; other statements are left as they are. */
export function allowedInGrant(request: CompletionRequest): Allowed {
  const { expectations } = request.context;
  if (
    !expectations.some(({ rules }) =>
      rules.some(rule => rule.name === 'GrantStatement' || rule.name === 'RevokeStatement' || rule.name === 'AlterDefaultPrivileges'),
    )
  )
    return { expectations, phrase: () => true };
  const words = wordsAround(request);
  const privileges = privilegesBefore(words.before);
  const form = formOf([...words.before, ...words.after]);
  return {
    expectations: expectations.filter(expectation => allows(expectation, request, words, privileges, form)),
    phrase(phrase) {
      const everything = /^ALL (?:TABLES|FUNCTIONS|PROCEDURES)/.exec(phrase)?.[0];
      return everything === undefined || fit(grantForms[everything]!, privileges);
    },
  };
}

function allows(
  { element, kind, rules }: Expectation,
  { language }: CompletionRequest,
  words: Words,
  privileges: readonly string[],
  form: GrantForm | undefined,
): boolean {
  const open = (name: string) => rules.some(rule => rule.name === name);
  const word = kind >= FIRST_KEYWORD ? language.grammar.keywords.textOf(kind) : '';
  const owner = element?.owner.name ?? '';
  if (open('Privilege') && privilegeWords.has(word)) {
    if (form) return form.privileges.includes(word);
    return words.before[0] !== 'ALTER' || Object.values(defaultForms).some(({ privileges }) => privileges.includes(word));
  }
  // A role without the word ROLE is understood, never proposed.
  if (element?.slot?.name === 'bare-role-name') return false;
  if (open('SystemPrivilege') || open('GrantedRole') || open('ConnectPrivilege') || owner === 'GrantAssumeRole') {
    // Behind ON stands an object: none of these has one.
    return privileges.length > 0 || !words.after.includes('ON');
  }
  if (open('GrantTarget')) {
    const rule = rules.findLast(candidate => candidate.name in targetRules || candidate.name === 'AllInSchemaTarget');
    if (rule?.name === 'AllInSchemaTarget') {
      if (word === 'ALL') return ['ALL TABLES', 'ALL FUNCTIONS'].some(target => fit(grantForms[target]!, privileges));
      return !(`ALL ${word}` in grantForms) || fit(grantForms[`ALL ${word}`]!, privileges);
    }
    return !rule || fit(grantForms[targetRules[rule.name]!]!, privileges);
  }
  if (open('ScopedObjects')) return !(word in scopedForms) || fit(scopedForms[word]!, privileges);
  if (open('DefaultPrivilegesObjects')) return !(word in defaultForms) || fit(defaultForms[word]!, privileges);
  if (open('Grantee') || open('PolicyGrantees')) {
    // A grant to a datashare is a preview that AWS does not document.
    if (open('DatashareGrantee')) return false;
    const rule = rules.findLast(candidate => candidate.name in granteeRules);
    const grantees = granteesOf(words, privileges, form);
    return !rule || !grantees || grantees.includes(granteeRules[rule.name]!);
  }
  if (owner === 'GrantOption' || owner === 'AdminOption') return takesOption(words.before);
  return true;
}

const fit = (form: GrantForm, privileges: readonly string[]) => privileges.every(privilege => form.privileges.includes(privilege));

function wordsAround({ context, document, offset, language }: CompletionRequest): Words {
  const { before } = context;
  const wordOf = (kind: number) => (kind >= FIRST_KEYWORD ? language.grammar.keywords.textOf(kind) : '');
  const head = Array.from(before.kinds.slice(0, before.count), wordOf);
  const { start, parsed } = document.statements[context.statement]!;
  const after: string[] = [];
  for (let i = 0; i < parsed.count; i++) if (parsed.starts[i]! + start >= offset) after.push(wordOf(parsed.kinds[i]!));
  return { before: head, after };
}

/** The privileges that are listed before the cursor; none where the statement grants something else. */
function privilegesBefore(words: readonly string[]): string[] {
  const on = words.findIndex(
    (word, index) => index > 0 && (word === 'ON' || (word === 'FOR' && words[index - 1] !== 'OPTION') || word === 'TO' || word === 'FROM'),
  );
  const start = Math.max(words.lastIndexOf('GRANT', on < 0 ? undefined : on), words.lastIndexOf('REVOKE', on < 0 ? undefined : on));
  const list = words.slice(start + 1, on < 0 ? undefined : on);
  return list.filter(word => privilegeWords.has(word));
}

/** The form that the words behind ON or FOR tell; undefined where they tell nothing. */
function formOf(words: readonly string[]): GrantForm | undefined {
  const isDefault = words[0] === 'ALTER';
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    if (word === 'ON') {
      const next = words[i + 1];
      if (next === undefined) return undefined;
      if (isDefault) return defaultForms[next];
      if (next === 'ALL' || next === 'COPY' || next === 'EXTERNAL') return grantForms[`${next} ${words[i + 2] ?? ''}`];
      // A name without a word before it is a table's.
      return grantForms[next] ?? grantForms.TABLE;
    }
    if (word === 'FOR' && !isDefault && words[i - 1] !== 'OPTION' && words[i + 1]! in scopedForms) return scopedForms[words[i + 1]!];
    if (word === 'TO' || word === 'FROM') return undefined;
  }
  return undefined;
}

function granteesOf({ before }: Words, privileges: readonly string[], form: GrantForm | undefined): readonly GranteeKind[] | undefined {
  if (before[1] === 'ROLE' || before[1] === 'ADMIN') return ['user', 'role'];
  if (before[1] === 'ASSUMEROLE') return ['user', 'role', 'group', 'public'];
  if (!form) return undefined;
  if (before.includes('DATASHARE')) return privileges.includes('USAGE') ? ['namespace', 'account'] : ['user', 'role', 'group', 'public'];
  // A policy reads its lookup tables, and does nothing else with them.
  if (form.grantees.includes('policy') && privileges.some(privilege => privilege !== 'SELECT'))
    return form.grantees.filter(kind => kind !== 'policy');
  return form.grantees;
}

/** WITH GRANT OPTION and WITH ADMIN OPTION are for users (and IAM roles) alone. */
function takesOption(words: readonly string[]): boolean {
  for (let i = words.length - 1; i > 0; i--) {
    const word = words[i]!;
    if (word === 'ROLE' || word === 'GROUP' || word === 'PUBLIC') return false;
    if (word === 'TO' || word === 'IAM_ROLE') return true;
    // A comma ends the grantee before it; its own word stands behind the comma.
    if (word === '' && i < words.length - 1 && words[i + 1] === '') return true;
  }
  return true;
}
