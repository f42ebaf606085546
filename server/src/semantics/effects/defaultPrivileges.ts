// ALTER DEFAULT PRIVILEGES, and what things get of it when they are created.
// https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html
import { allDefaultPrivileges } from '../../dialect/allPrivileges.ts';
import { type DefaultPrivilege, type Grant, type Principal, type Securable, samePrincipal } from '../facts.ts';
import { readGrantees, readPrivileges } from '../grantReading.ts';
import type { ScriptModel } from '../model.ts';
import { nameOf } from '../names.ts';
import { resolveSimple } from '../resolve.ts';
import { giveRights, takeRight } from '../rightChanges.ts';
import { type EffectReader, noEffect, originOf } from './effect.ts';
import { changeRight, changeRights, principalOf } from './grants.ts';

export const alterDefaultPrivileges: EffectReader = (statement, parsed) => {
  const form = statement.child('DefaultPrivilegesGrant', 'DefaultPrivilegesRevoke');
  const list = form?.child('PrivilegeList');
  const word = form?.child('DefaultPrivilegesObjects')?.text.toLowerCase();
  if (!form || !list || (word !== 'tables' && word !== 'functions' && word !== 'procedures')) return noEffect;
  const privileges = readPrivileges(list).flatMap(({ name }) => (name === 'all' ? allDefaultPrivileges[word] : [name]));
  const creators = statement
    .child('DefaultPrivilegesForUser')
    ?.childrenOf('user-name')
    .flatMap(slot => nameOf(slot)?.parts ?? []);
  const schemas = statement
    .child('DefaultPrivilegesInSchema')
    ?.childrenOf('schema-name')
    // Where a template stands for one, nothing is known of that.
    .flatMap(slot => {
      const parts = nameOf(slot)?.parts;
      return parts ? [parts] : [];
    });
  const grantees = readGrantees(form);
  const change = form.kind === 'DefaultPrivilegesGrant' ? addDefault : form.child('GrantOptionFor') ? withoutOption : removeDefault;
  const origin = originOf(parsed, statement);
  return model => {
    let next = model;
    const who: Principal[] = creators?.map(part => ({ kind: 'user', name: resolveSimple(model, [part]) })) ?? [model.session.user];
    for (const creator of who) {
      for (const schema of schemas?.map(name => resolveSimple(model, name)) ?? [undefined]) {
        for (const grantee of grantees) {
          const to = principalOf(model, grantee);
          if (!to) continue;
          for (const privilege of privileges) {
            const entry: DefaultPrivilege = {
              creator,
              objects: word,
              privilege,
              to,
              grantOption: grantee.grantOption,
              origin,
              ...(schema && { schema }),
            };
            next = change(next, entry);
          }
        }
      }
    }
    return next;
  };
};

const sameDefault = (a: DefaultPrivilege, b: DefaultPrivilege) =>
  a.objects === b.objects && a.privilege === b.privilege && samePrincipal(a.to, b.to) && samePrincipal(a.creator, b.creator);

function addDefault(model: ScriptModel, entry: DefaultPrivilege): ScriptModel {
  const key = entry.schema ?? '';
  const list = model.get('defaultPrivileges', key) ?? [];
  const at = list.findIndex(other => sameDefault(other, entry));
  const merged = { ...entry, grantOption: entry.grantOption || (list[at]?.grantOption ?? false) };
  return model.with('defaultPrivileges', key, at < 0 ? [...list, merged] : list.with(at, merged));
}

function withoutOption(model: ScriptModel, entry: DefaultPrivilege): ScriptModel {
  const key = entry.schema ?? '';
  const list = model.get('defaultPrivileges', key);
  return list?.some(other => sameDefault(other, entry) && other.grantOption)
    ? model.with(
        'defaultPrivileges',
        key,
        list.map(other => (sameDefault(other, entry) ? { ...other, grantOption: false } : other)),
      )
    : model;
}

function removeDefault(model: ScriptModel, entry: DefaultPrivilege): ScriptModel {
  const key = entry.schema ?? '';
  const list = model.get('defaultPrivileges', key) ?? [];
  const kept = list.filter(other => !sameDefault(other, entry));
  if (kept.length < list.length) return model.with('defaultPrivileges', key, kept);
  // What was not given by the script was a default of Redshift: EXECUTE on new functions for PUBLIC.
  const on: Securable = { kind: 'scope', objects: entry.objects, ...(entry.schema && { schema: entry.schema }) };
  return changeRight(
    model,
    { on, privilege: entry.privilege, to: entry.to, grantOption: false, ...(entry.origin && { origin: entry.origin }) },
    takeRight,
  );
}

/** What a thing gets when the session's user creates it. */
export function grantDefaultPrivileges(
  model: ScriptModel,
  on: Securable,
  schema: string,
  objects: DefaultPrivilege['objects'],
): ScriptModel {
  const rights: Grant[] = [];
  for (const key of ['', schema]) {
    for (const { objects: others, creator, privilege, to, grantOption, origin } of model.get('defaultPrivileges', key) ?? [])
      if (others === objects && samePrincipal(creator, model.session.user))
        rights.push({ on, privilege, to, grantOption, ...(origin && { origin }) });
  }
  return rights.length === 0 ? model : changeRights(model, on, held => giveRights(held, rights));
}
