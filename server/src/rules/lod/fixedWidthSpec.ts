// LOD021: the columns of FIXEDWIDTH.

import { stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { optionNamed, optionsOf } from './loadOptions.ts';

export const fixedWidthSpec: Rule = {
  id: 'LOD021',
  name: 'fixedwidth-spec',
  severity: 'warning',
  title: 'FIXEDWIDTH spec is malformed',
  explanation: "The specification is a list of columns and widths: `'a:10,b:5'`, columns by name or position, separated by commas.",
  pages: ['copy-parameters-data-format'],
  examples: {
    wrong: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH 'a:10 b:5';",
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH AS 'a=10,b=5';",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH '0:3,1';",
    ],
    right: [
      "COPY t FROM 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH 'a:10,b:5';",
      "UNLOAD ('select 1') TO 's3://b/p' IAM_ROLE DEFAULT FIXEDWIDTH '0:3, 1:100';",
    ],
  },
  needs: 'offline',
  kinds: ['CopyStatement', 'UnloadStatement', 'CreateTemplate'],
  check(node, { report }) {
    const literal = optionNamed(optionsOf(node), 'FIXEDWIDTH')?.node.descendants('Literal')[0];
    const spec = literal && stringValue(literal);
    if (!literal || spec === undefined || /^\s*[^\s:,][^:,]*:\s*\d+\s*(?:,\s*[^\s:,][^:,]*:\s*\d+\s*)*$/.test(spec)) return;
    report({ at: literal, message: say`FIXEDWIDTH takes columns and widths such as 'a:10,b:5'` });
  },
};
