// Transactions, and what SET, RESET and USE change of a session.
import type { SyntaxNode } from '../../syntax/tree.ts';
import { sessionPrincipal } from '../facts.ts';
import { stringText } from '../literals.ts';
import type { ScriptModel } from '../model.ts';
import { fold, namePartOf } from '../names.ts';
import { resolveSimple } from '../resolve.ts';
import { type EffectReader, noEffect, writtenName } from './effect.ts';

export const beginTransaction: EffectReader = () => model => model.begun();
export const commitTransaction: EffectReader = () => model => model.committed();
export const rollbackTransaction: EffectReader = () => model => model.rolledBack();
/** TRUNCATE commits the transaction it runs in. https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html */
export const truncate: EffectReader = () => model => model.committed();

const defaultPath = ['public'];

export const set: EffectReader = node => {
  const authorization = node.child('SessionAuthorization');
  if (authorization) return setUser(authorization);
  const setting = node.child('SessionSetting');
  const parameter = setting?.child('parameter-name')?.text.toLowerCase();
  const value = setting?.child('SetValue');
  if (!value) return noEffect;
  if (parameter === 'search_path') {
    const path = value.keyword('DEFAULT') ? defaultPath : pathOf(value);
    return model => model.withSession({ searchPath: path });
  }
  if (parameter === 'enable_case_sensitive_identifier') {
    const caseSensitive = isTrue(value);
    return model => model.withSession({ caseSensitive });
  }
  if (parameter === 'spectrum_enable_pseudo_columns') {
    const pseudoColumns = isTrue(value);
    return model => model.withSession({ pseudoColumns });
  }
  return noEffect;
};

const isTrue = (value: SyntaxNode): boolean => /^'?(?:true|on|1|yes|t)'?$/i.test(value.text.trim());

/** `$user` stands for a schema that only the running user knows, and is left out. */
function pathOf(value: SyntaxNode): string[] {
  const names: string[] = [];
  for (const item of value.descendants('SetItem')) {
    const token = item.tokens()[0];
    if (!token) continue;
    const text = stringText(token);
    const written =
      text === undefined ? [namePartOf(token).name] : text.split(',').map(part => fold(part.trim().replace(/^"(.*)"$/, '$1')));
    names.push(...written.filter(name => name !== '' && name !== '$user'));
  }
  return names;
}

const setUser = (authorization: SyntaxNode) => {
  if (authorization.keyword('DEFAULT')) return (model: ScriptModel) => model.withSession({ user: sessionPrincipal });
  const name = writtenName(authorization, 'user-name');
  const literal = authorization
    .tokens()
    .map(stringText)
    .find(text => text !== undefined);
  if (!name && literal === undefined) return undefined;
  return (model: ScriptModel) => model.withSession({ user: { kind: 'user', name: name ? resolveSimple(model, name) : fold(literal!) } });
};

export const reset: EffectReader = node => {
  if (node.keyword('AUTHORIZATION')) return model => model.withSession({ user: sessionPrincipal });
  if (node.keyword('USE')) return model => model.withSession({ database: model.catalog?.database });
  const parameter = node.child('parameter-name')?.text.toLowerCase();
  const all = node.keyword('ALL') !== undefined;
  return model => {
    let next = model;
    if (all || parameter === 'search_path') next = next.withSession({ searchPath: defaultPath });
    if (all || parameter === 'enable_case_sensitive_identifier') next = next.withSession({ caseSensitive: false });
    if (all || parameter === 'spectrum_enable_pseudo_columns') next = next.withSession({ pseudoColumns: true });
    return next;
  };
};

export const use: EffectReader = node => {
  const name = writtenName(node, 'database-name');
  // What the catalog holds is of the database the connection was made to.
  return name && (model => model.withSession({ database: resolveSimple(model, name) }));
};
