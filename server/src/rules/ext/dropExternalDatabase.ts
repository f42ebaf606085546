// EXT038: the catalog's database goes with the schema, for everybody.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const dropExternalDatabase: Rule = {
  id: 'EXT038',
  name: 'drop-external-database',
  severity: 'warning',
  title: 'DROP SCHEMA ... DROP EXTERNAL DATABASE [CASCADE] deletes the catalog database and its tables',
  explanation: `\`DROP SCHEMA\` alone removes Redshift's name for the database. With \`DROP EXTERNAL DATABASE\` the database itself goes from the Glue catalog, with \`CASCADE\`
also all of its tables: Athena, EMR and every other cluster lose them. The files in S3 stay.`,
  pages: ['r_DROP_SCHEMA'],
  examples: {
    wrong: [
      'DROP SCHEMA spectrum DROP EXTERNAL DATABASE CASCADE;',
      'DROP SCHEMA IF EXISTS lake DROP EXTERNAL DATABASE;',
      'DROP SCHEMA lake, spectrum DROP EXTERNAL DATABASE RESTRICT;',
    ],
    right: ['DROP SCHEMA spectrum;', 'DROP SCHEMA IF EXISTS spectrum CASCADE;'],
  },
  needs: 'offline',
  kinds: ['DropSchema'],
  check(drop, { report }) {
    const external = drop.keyword('EXTERNAL');
    const database = drop.keyword('DATABASE');
    if (!external || !database) return;
    const words = drop.children.filter(child => child.start < external.start && child.end <= external.start);
    const start = words.at(-1)?.start ?? external.start;
    const cascade = drop.keyword('CASCADE');
    const name = drop
      .childrenOf('schema-name')
      .map(({ text }) => text)
      .join(', ');
    report({
      at: { start, end: (cascade ?? database).end },
      message: cascade
        ? say`This deletes the database behind ${name} from the catalog with all of its tables, for other engines too`
        : say`This deletes the database behind ${name} from the catalog, for other engines too`,
      fixes: [
        { title: say`Keep the database: DROP SCHEMA only`, edits: [{ start, end: (cascade ?? database).end, newText: '' }], safe: false },
      ],
    });
  },
};
