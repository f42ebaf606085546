// TBL016: what a NONATOMIC procedure cannot have.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const nonatomicConflict: Rule = {
  id: 'TBL016',
  name: 'nonatomic-conflict',
  severity: 'error',
  title: 'NONATOMIC procedure with SECURITY DEFINER or SET',
  explanation: `A \`NONATOMIC\` procedure commits after each statement; neither \`SECURITY DEFINER\` nor \`SET parameter\` goes with that. Where the rights of the owner are needed,
leave \`NONATOMIC\` out.`,
  pages: ['r_CREATE_PROCEDURE', 'stored-procedure-transaction-management'],
  examples: {
    wrong: [
      'CREATE PROCEDURE p() NONATOMIC AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SECURITY DEFINER;',
      'CREATE OR REPLACE PROCEDURE sales.p(a int) NONATOMIC AS $$\nBEGIN\n  NULL;\nEND;\n$$ LANGUAGE plpgsql SET search_path TO sales;',
      'CREATE PROCEDURE p() SECURITY DEFINER NONATOMIC LANGUAGE plpgsql SET search_path = sales, public AS $$ BEGIN NULL; END $$;',
    ],
    right: [
      'CREATE PROCEDURE p() NONATOMIC AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql;',
      'CREATE PROCEDURE p() NONATOMIC AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SECURITY INVOKER;',
      'CREATE PROCEDURE p() AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SECURITY DEFINER SET search_path TO sales;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateProcedure'],
  check(node, { report }) {
    const attributes = node.childrenOf('ProcedureAttribute');
    if (!attributes.some(attribute => attribute.keyword('NONATOMIC'))) return;
    for (const attribute of attributes) {
      const what = attribute.keyword('DEFINER') ? 'SECURITY DEFINER' : attribute.keyword('SET') ? 'SET' : undefined;
      if (what) report({ at: attribute, message: say`A NONATOMIC procedure takes no ${what}: leave one of them out` });
    }
  },
};
