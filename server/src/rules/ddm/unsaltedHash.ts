// DDM019: short values are found again by hashing all of them.

import { type SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import { callsOf, functionName } from '../rls/policyParts.ts';
import type { Rule } from '../rule.ts';

const weak = new Set(['md5', 'sha', 'sha1', 'func_sha1', 'checksum', 'crc32', 'fnv_hash', 'farmfingerprint64', 'murmur3_32_hash']);
const strong = new Set(['sha2']);

export const unsaltedHash: Rule = {
  id: 'DDM019',
  name: 'hash-without-salt-as-mask',
  severity: 'warning',
  title: 'Weak hash, or hash without salt, as mask',
  explanation: `Phone numbers, postal codes, names and card numbers are few enough to hash them all: whoever sees the hash finds the value. MD5 and SHA-1 are weak besides.

Use \`sha2(c + 'long-secret-salt', 256)\`, and keep the salt where readers cannot see it.`,
  pages: ['r_ddm-procedures', 'SHA2'],
  examples: {
    wrong: [
      'CREATE MASKING POLICY m WITH (c varchar(256)) USING (md5(c));',
      "CREATE MASKING POLICY m WITH (c varchar(256)) USING (func_sha1(c || 'pepper')::varchar(256));",
      'CREATE MASKING POLICY m WITH (c varchar(256)) USING (SHA2(c, 256));',
    ],
    right: [
      "CREATE MASKING POLICY m WITH (c varchar(256)) USING (sha2(c + 'long-secret-salt', 256));",
      "CREATE MASKING POLICY m WITH (c varchar(256)) USING (sha2(concat('long-secret-salt', c), 512));",
    ],
  },
  needs: 'offline',
  kinds: ['MaskingExpressions'],
  check(expressions, { report }) {
    for (const call of callsOf(expressions, weak))
      report({
        at: call,
        message: say`${functionName(call)!.at(-1)!.toUpperCase()} is easily reversed for short values: use SHA2 with a secret salt`,
      });
    for (const call of callsOf(expressions, strong)) {
      const hashed = call.child('Arguments')?.nodes[0];
      if (hashed && !isSalted(hashed))
        report({
          at: call,
          message: say`A hash without salt can be reversed by hashing all possible values: add a secret salt`,
          severity: 'info',
        });
    }
  },
};

/** Whether something is added to the value before it is hashed. */
function isSalted(hashed: SyntaxNode): boolean {
  if (hashed.descendants('FunctionCall').some(call => /^concat$/i.test(call.child('function-name')?.text ?? ''))) return true;
  return hashed
    .descendants('BinaryExpression')
    .some(binary => binary.children.some(child => child instanceof SyntaxToken && (child.text === '||' || child.text === '+')));
}
