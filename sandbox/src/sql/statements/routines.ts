// Functions in SQL and procedures in PL/pgSQL. Their bodies are rewritten like any other SQL.
import type { SyntaxNode } from '../../../../server/src/syntax/tree.ts';
import { quoteLiteral } from '../quote.ts';
import { stringOf } from '../rewrite/names.ts';
import { findBody, isToken } from '../rewrite/parse.ts';
import { render } from '../rewrite/render.ts';
import { notInSandbox, SqlError, type SqlResult } from '../sqlResult.ts';
import { creationName, done, renderNode, run, type StatementContext } from '../statementContext.ts';

function languageOf(node: SyntaxNode): string {
  const language = node.descendants('LanguageAttribute')[0];
  return (language?.keyword('PLPGSQL', 'SQL', 'PLPYTHONU')?.keyword ?? stringOf(language?.child('Literal'))).toLowerCase();
}

/** The body as PostgreSQL, or as it stands where its tree could not be made. */
function renderBody(context: StatementContext, node: SyntaxNode): string {
  const body = node.descendants('Body')[0];
  const token = body?.tokens()[0];
  if (!body || !isToken(token)) throw new SqlError('no function body specified', { sqlState: '42P13' });
  const found = findBody(node, token);
  const problem = found?.parsed.problems[0];
  if (problem) throw new SqlError(problem.message, { position: token.start + 1 });
  return found?.root ? render(found.root, { ...context.renderContext, inBody: true }) : stringOf(token);
}

export async function createFunction(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const language = languageOf(node);
  if (language === 'plpythonu') throw new SqlError('Python user-defined functions cannot be created any more', { sqlState: '0A000' });
  if (language !== 'sql') throw notInSandbox(`CREATE FUNCTION … LANGUAGE ${language || '?'}`);
  const name = await creationName(context, node.child('new-function-name'));
  const parameters = node.child('FunctionParameters');
  const returns = node.child('DataType');
  const volatility =
    node.childrenOf('FunctionAttribute').find(attribute => attribute.keyword('VOLATILE', 'STABLE', 'IMMUTABLE'))?.text ?? 'VOLATILE';
  const body = renderBody(context, node).replace(/;\s*$/, '');
  const orReplace = node.keyword('REPLACE') ? 'OR REPLACE ' : '';
  await run(
    context,
    `CREATE ${orReplace}FUNCTION ${name} ${parameters ? renderNode(context, parameters) : '()'} RETURNS ${returns ? renderNode(context, returns) : 'void'} LANGUAGE sql ${volatility} AS ${quoteLiteral(body)}`,
  );
  return done;
}

export async function createProcedure(context: StatementContext, node: SyntaxNode): Promise<SqlResult> {
  const attributes = node.childrenOf('ProcedureAttribute');
  if (attributes.some(attribute => attribute.keyword('NONATOMIC'))) throw notInSandbox('A NONATOMIC procedure');
  const language = languageOf(node) || 'plpgsql';
  if (language !== 'plpgsql') throw notInSandbox(`CREATE PROCEDURE … LANGUAGE ${language}`);
  const name = await creationName(context, node.child('new-procedure-name'));
  const parameters = node.child('ProcedureParameters');
  const security = attributes.some(attribute => attribute.keyword('DEFINER')) ? ' SECURITY DEFINER' : '';
  const orReplace = node.keyword('REPLACE') ? 'OR REPLACE ' : '';
  await run(
    context,
    `CREATE ${orReplace}PROCEDURE ${name} ${parameters ? renderNode(context, parameters) : '()'} LANGUAGE plpgsql${security} AS ${quoteLiteral(renderBody(context, node))}`,
  );
  return done;
}
