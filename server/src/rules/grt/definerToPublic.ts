// GRT061: everybody acts with the owner's rights.

import type { Routine } from '../../semantics/facts.ts';
import { grantsOn, routinesAt } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting, resolveInDatabase, resolveNew } from '../../semantics/resolve.ts';
import { argumentTypes, sameSignature, signatureText } from '../../semantics/signatures.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const definerToPublic: Rule = {
  id: 'GRT061',
  name: 'definer-to-public',
  severity: 'warning',
  title: 'SECURITY DEFINER procedure with EXECUTE for PUBLIC',
  explanation: `A \`SECURITY DEFINER\` procedure runs with its owner's rights. With \`EXECUTE\` for \`PUBLIC\`, every user can do what it does as the owner. Grant it to
a role.`,
  pages: ['stored-procedure-security-and-privileges'],
  examples: {
    wrong: [
      'CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER; GRANT EXECUTE ON PROCEDURE adm.do_it() TO PUBLIC;',
      'CREATE PROCEDURE adm.do_it(a int) AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER; GRANT ALL ON PROCEDURE adm.other(), adm.do_it(integer) TO ROLE r, PUBLIC;',
      'CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER; GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA adm TO PUBLIC;',
      'ALTER DEFAULT PRIVILEGES IN SCHEMA adm GRANT EXECUTE ON PROCEDURES TO PUBLIC; CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
    ],
    right: [
      'ALTER DEFAULT PRIVILEGES IN SCHEMA adm GRANT EXECUTE ON PROCEDURES TO PUBLIC; CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY DEFINER; GRANT EXECUTE ON PROCEDURE adm.do_it() TO ROLE etl;',
      'CREATE PROCEDURE adm.do_it() AS $$ BEGIN DELETE FROM adm.t; END $$ LANGUAGE plpgsql SECURITY INVOKER; GRANT EXECUTE ON PROCEDURE adm.do_it() TO PUBLIC;',
      'GRANT EXECUTE ON PROCEDURE adm.do_it() TO PUBLIC;',
    ],
  },
  needs: 'script',
  kinds: ['PublicGrantee', 'CreateProcedure'],
  check(grantee, context) {
    if (grantee.kind === 'CreateProcedure') return checkCreated(grantee, context);
    const { report, final } = context;
    const target = grantee.ancestor('GrantPrivileges')?.child('GrantTarget')?.child('ProcedureTarget', 'AllInSchemaTarget');
    if (!target) return;
    const tell = ({ name }: Routine) =>
      report({
        at: grantee,
        message: say`Everybody can then do what ${name.schema}.${name.name} does with its owner's rights (SECURITY DEFINER): grant it to a role`,
      });
    if (target.kind === 'AllInSchemaTarget') {
      if (!target.keyword('PROCEDURES')) return;
      const schemas = target.childrenOf('schema-name').flatMap(slot => {
        const parts = nameOf(slot)?.parts;
        return parts ? [resolveInDatabase(final, parts).name] : [];
      });
      for (const routines of final.all('routines')) {
        const definer = routines.find(({ name, securityDefiner }) => securityDefiner && schemas.includes(name.schema));
        if (definer) return tell(definer);
      }
      return;
    }
    for (const signature of target.childrenOf('ProcedureSignature')) {
      const parts = nameOf(signature.nodes[0]!)?.parts;
      if (!parts) continue;
      const types = signatureText(argumentTypes(signature.child('SignatureArguments')));
      const { routines } = routinesAt(final, resolveExisting(final, parts, 'routines'));
      const definer = routines.find(routine => routine.securityDefiner && signatureText(routine.arguments ?? []) === types);
      if (definer) tell(definer);
    }
  },
};

/** A procedure that default privileges open to everybody as soon as it is made. */
function checkCreated(create: SyntaxNode, { before, after, report }: RuleContext): void {
  const slot = create.child('new-procedure-name');
  const parts = slot && nameOf(slot)?.parts;
  if (!parts || !create.childrenOf('ProcedureAttribute').some(attribute => attribute.keyword('DEFINER'))) return;
  const wanted = argumentTypes(create.child('ProcedureParameters'));
  const isOpen = (model: Model) =>
    grantsOn(model, { kind: 'routine', relation: resolveNew(model, parts) }).some(
      ({ on, privilege, to }) =>
        to.kind === 'public' && privilege === 'execute' && on.kind === 'routine' && sameSignature(on.arguments, wanted),
    );
  if (isOpen(after) && !isOpen(before))
    report({
      at: slot,
      message: say`By a default privilege everybody may call ${slot.text} as soon as it is made, with its owner's rights (SECURITY DEFINER): revoke EXECUTE from PUBLIC`,
    });
}
