// EXT018: fields and lines end with one ASCII character.

import { hasPlaceholder, stringToken } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const delimiterCharacter: Rule = {
  id: 'EXT018',
  name: 'delimiter-not-one-character',
  severity: 'error',
  title: 'Delimiter is not one ASCII character',
  explanation: `\`FIELDS TERMINATED BY\` and \`LINES TERMINATED BY\` take one ASCII character: itself, \`'\\t'\` or \`'\\n'\`, or its octal number from \`'\\001'\` to \`'\\177'\`.
Files with longer delimiters need a SerDe (\`RegexSerDe\`). Two characters that end a line are a warning: an example of AWS has them.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '||' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '¦' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\200' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LINES TERMINATED BY '\\r\\n' STORED AS TEXTFILE LOCATION 's3://b/p/';",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LINES TERMINATED BY '\\n' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '''' STORED AS TEXTFILE LOCATION 's3://b/p/';",
      "CREATE EXTERNAL TABLE spectrum.s (a int) ROW FORMAT DELIMITED FIELDS TERMINATED BY '{{ delimiter }}' STORED AS TEXTFILE LOCATION 's3://b/p/';",
    ],
  },
  needs: 'offline',
  kinds: ['FieldsTerminatedBy', 'LinesTerminatedBy'],
  check(clause, { report }) {
    const token = stringToken(clause);
    if (!token) return;
    const written = token.text.replace(/^[A-Za-z]?'/, '').replace(/'$/, '');
    if (hasPlaceholder(written) || isOneCharacter(written)) return;
    const characters = [...written].length;
    report({
      at: token,
      message: say`A delimiter is one ASCII character, or '\\001' to '\\177'` + (characters > 1 ? say`, not ${token.text}` : ''),
      ...(clause.kind === 'LinesTerminatedBy' ? { severity: 'warning' } : {}),
    });
  },
};

function isOneCharacter(written: string): boolean {
  const octal = /^\\{1,2}([0-7]{1,3})$/.exec(written);
  if (octal) return Number.parseInt(octal[1]!, 8) <= 0o177;
  // The pages print \A for the character of the number 1.
  if (written === "''" || /^\\{1,2}[A-Za-z\\'"|,;:]$/.test(written) || /^\\$/.test(written)) return true;
  return /^[\x00-\x7f]$/.test(written);
}
