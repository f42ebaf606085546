// TBL017: parameters that become part of SQL unquoted.

import { stringText } from '../../semantics/literals.ts';
import { nameOf, simpleNameOf } from '../../semantics/names.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Finding, Fix, Rule, RuleContext, TextEdit } from '../rule.ts';
import { isHarmlessType, operandsOf, referenceName, unquotedReferences } from './concatenation.ts';

export const dynamicSqlInjection: Rule = {
  id: 'TBL017',
  name: 'dynamic-sql-from-parameter',
  severity: 'warning',
  title: 'Dynamic SQL built from a parameter in a procedure',
  explanation: `Who calls the procedure chooses the text of the parameter, and with it the SQL that runs: with the rights of the caller, or with those of the owner where the
procedure is \`SECURITY DEFINER\`. Put names through \`quote_ident\` and values through \`quote_literal\`, or let the parameter choose among names that the procedure holds.
Numbers, dates and booleans are harmless.`,
  pages: ['c_PLpgSQL-statements', 'r_QUOTE_IDENT', 'r_QUOTE_LITERAL', 'stored-procedure-security-and-privileges'],
  examples: {
    wrong: [
      "EXECUTE 'DELETE FROM ' || tname;",
      "CREATE PROCEDURE p(tname varchar) AS $$\nBEGIN\n  EXECUTE 'DELETE FROM ' || tname || ' WHERE a = 1';\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(who varchar(20)) AS $$\nBEGIN\n  EXECUTE 'DELETE FROM t WHERE who = ''' || who || '''';\nEND;\n$$ LANGUAGE plpgsql SECURITY DEFINER;",
      "CREATE PROCEDURE p(tname varchar) AS $$\nDECLARE\n  q varchar(max);\nBEGIN\n  q := 'TRUNCATE sales.' || lower(tname);\n  EXECUTE q;\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(tname varchar) AS $$\nDECLARE\n  t varchar := tname;\n  r record;\nBEGIN\n  FOR r IN EXECUTE 'SELECT a FROM ' || t LOOP\n    NULL;\n  END LOOP;\nEND;\n$$ LANGUAGE plpgsql;",
      'CREATE PROCEDURE p(query varchar) AS $$\nBEGIN\n  EXECUTE query;\nEND;\n$$ LANGUAGE plpgsql;',
      "CREATE PROCEDURE p(varchar, int) AS $$\nBEGIN\n  EXECUTE 'DROP TABLE ' || $1;\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(varchar, int) AS $$\nDECLARE\n  t ALIAS FOR $1;\nBEGIN\n  EXECUTE concat('DROP TABLE ', t);\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(tname varchar) AS $$\nBEGIN\n  EXECUTE 'TRUNCATE ' || tname;\n  EXECUTE 'INSERT INTO ' || tname || ' SELECT 1';\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(INOUT c refcursor, tname text) AS $$\nBEGIN\n  OPEN c FOR EXECUTE 'SELECT * FROM ' || tname;\nEND;\n$$ LANGUAGE plpgsql;",
    ],
    right: [
      "EXECUTE 'DELETE FROM ' || quote_ident(tname);",
      "CREATE PROCEDURE p(tname varchar, n int) AS $$\nBEGIN\n  EXECUTE 'DELETE FROM ' || quote_ident(tname) || ' WHERE a = ' || n;\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(since date) AS $$\nDECLARE\n  q varchar(max);\nBEGIN\n  q := 'DELETE FROM t WHERE d < ''' || since || '''';\n  EXECUTE q;\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(kind varchar) AS $$\nBEGIN\n  EXECUTE 'DELETE FROM ' || CASE WHEN kind = 'a' THEN 'sales.a' ELSE 'sales.b' END;\nEND;\n$$ LANGUAGE plpgsql;",
      "CREATE PROCEDURE p(tname varchar) AS $$\nBEGIN\n  RAISE INFO 'table %', 'x' || tname;\n  INSERT INTO log VALUES ('done ' || tname);\nEND;\n$$ LANGUAGE plpgsql;",
    ],
  },
  needs: 'offline',
  kinds: ['DynamicExecute', 'PlpgsqlBody'],
  check(node, context) {
    if (node.kind === 'DynamicExecute')
      findIn(node, context, reference => referenceName(reference) !== undefined, new Set()).forEach(context.report);
    else checkBody(node, context);
  },
};

interface Use extends Finding {
  /** Folded name of the parameter or its copy. */
  readonly name: string;
}

/** A parameter is told once, at its first use; where it is clear how to quote each of them, the fix mends all. */
function reportOnce(uses: readonly Use[], { report }: RuleContext): void {
  const byName = new Map<string, Use[]>();
  for (const use of uses.toSorted((a, b) => a.at.start - b.at.start)) byName.set(use.name, [...(byName.get(use.name) ?? []), use]);
  for (const [first, ...others] of byName.values()) {
    const { at, message, fixes = [] } = first!;
    if (others.length === 0) {
      report({ at, message, fixes });
      continue;
    }
    const all = [first!, ...others];
    const mendsAll = all.every(use => use.fixes?.length === 1);
    const everywhere = {
      title: say`Quote it at all ${all.length} places`,
      edits: all.flatMap(use => use.fixes?.[0]?.edits ?? []),
      safe: false,
    };
    const places = others.length === 1 ? say`. So it does at 1 more place` : say`. So it does at ${others.length} more places`;
    report({ at, message: message + places, fixes: mendsAll ? [everywhere] : fixes });
  }
}

function checkBody(body: SyntaxNode, context: RuleContext): void {
  const executed = executedExpressions(body);
  if (executed.length === 0) return;
  const parameters = textParameters(context.statement, body);
  if (parameters.size === 0) return;
  const assigned = assignments(body);
  /** Variables that are a copy of a parameter, and those that are SQL in the making. */
  const copies = new Set(parameters);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { name, expression } of assigned) {
      if (copies.has(name) || operandsOf(expression).length > 1) continue;
      if (unquotedReferences(expression).some(reference => copies.has(referenceName(reference) ?? ''))) {
        copies.add(name);
        grown = true;
      }
    }
  }
  const isOutside = (reference: SyntaxNode) => copies.has(referenceName(reference) ?? '');
  const done = new Set<string>();
  const uses: Use[] = [];
  const pending = [...executed];
  for (let expression = pending.pop(); expression; expression = pending.pop()) {
    uses.push(...findIn(expression, context, isOutside, parameters));
    for (const reference of unquotedReferences(expression)) {
      const name = referenceName(reference);
      if (name === undefined || parameters.has(name) || done.has(name)) continue;
      done.add(name);
      // A copy is reported where it is used, text that is put together where that is done.
      pending.push(
        ...assigned.filter(other => other.name === name && operandsOf(other.expression).length > 1).map(other => other.expression),
      );
    }
  }
  reportOnce(uses, context);
}

/** The expressions behind EXECUTE, in all the places where a procedure runs text. */
const executedExpressions = (body: SyntaxNode): SyntaxNode[] =>
  body
    .descendants('ExecuteStatement', 'ForSource', 'ReturnStatement', 'OpenCursor')
    .flatMap(node => (node.keyword('EXECUTE') ? (node.nodes.find(child => child.start > node.keyword('EXECUTE')!.start) ?? []) : []));

/** Folded names of the parameters that bring text in, and of their aliases. */
function textParameters(procedure: SyntaxNode, body: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const parameters = procedure.child('ProcedureParameters')?.childrenOf('ProcedureParameter') ?? [];
  const isText = parameters.map(parameter => {
    const type = parameter.child('VariableType');
    return parameter.child('ParameterMode')?.keyword('OUT') === undefined && type !== undefined && !isHarmlessType(type.text);
  });
  parameters.forEach((parameter, i) => {
    if (isText[i]) names.add(`$${i + 1}`);
    const slot = parameter.child('new-argument-name');
    const name = slot && simpleNameOf(slot);
    if (name && isText[i]) names.add(name);
  });
  for (const alias of body.descendants('AliasDeclaration')) {
    const slot = alias.child('new-local-name');
    const name = slot && simpleNameOf(slot);
    const number = /\$(\d+)\s*;?$/.exec(alias.text)?.[1];
    const original = alias.child('variable-name');
    if (name && (number ? isText[Number(number) - 1] : original && names.has(simpleNameOf(original) ?? ''))) names.add(name);
  }
  return names;
}

interface Assigned {
  readonly name: string;
  readonly expression: SyntaxNode;
}

function assignments(body: SyntaxNode): Assigned[] {
  return body.descendants('Assignment', 'VariableDeclaration').flatMap(node => {
    const slot = node.child('target-name', 'new-local-name');
    const name = slot && nameOf(slot)?.parts;
    const type = node.child('VariableType');
    const expression = node.nodes.find(child => child !== slot && !notExpressions.has(child.kind));
    if (name?.length !== 1 || !expression || (type && isHarmlessType(type.text))) return [];
    return [{ name: name[0]!.name, expression }];
  });
}
const notExpressions: ReadonlySet<string> = new Set(['VariableType', 'PathStep', 'AssignmentSource']);

function findIn(
  expression: SyntaxNode,
  context: RuleContext,
  isOutside: (reference: SyntaxNode) => boolean,
  parameters: ReadonlySet<string>,
): Use[] {
  const uses: Use[] = [];
  const operands = operandsOf(expression);
  operands.forEach((operand, i) => {
    for (const reference of unquotedReferences(operand).filter(isOutside)) {
      const name = reference.text;
      const definer = context.statement.childrenOf('ProcedureAttribute').some(attribute => attribute.keyword('DEFINER'));
      const whose = definer ? say`with the owner's rights` : say`with the rights of whoever calls it`;
      const what = parameters.size === 0 || parameters.has(referenceName(reference)!) ? name : say`${name}, which comes from a parameter,`;
      if (operands.length === 1) {
        const message = say`${what} is run as it is: any SQL can be brought in, which runs ${whose}; let it choose among statements that are written here`;
        uses.push({ name: referenceName(reference)!, at: reference, message });
        continue;
      }
      const message = say`${what} becomes part of the SQL unquoted, so that other SQL can be brought in, which runs ${whose}: use quote_ident for a name, quote_literal for a value`;
      uses.push({ name: referenceName(reference)!, at: reference, message, fixes: fixesFor(operands, i, operand) });
    }
  });
  return uses;
}

/** Words behind which a name stands, at the end of the text before. */
const beforeName =
  /(?:\b(?:from|into|update|join|table|exists|truncate|schema|view|user|role|group|on|database|vacuum|analyze|delete|copy|call|column|cascade|to)\s+|\.|")$/i;
const beforeValue = /(?:[=<>(,]|\blike|\bin)\s*$/i;

function fixesFor(operands: readonly SyntaxNode[], index: number, operand: SyntaxNode): Fix[] {
  const [before, after] = [operands[index - 1], operands[index + 1]].map(node => (node?.kind === 'Literal' ? node : undefined));
  const textBefore = textOf(before);
  const textAfter = textOf(after);
  const wrap = (quote: string, edits: readonly TextEdit[] = []): Fix => ({
    title: say`Wrap in ${quote}`,
    edits: [
      ...edits,
      { start: operand.start, end: operand.start, newText: `${quote}(` },
      { start: operand.end, end: operand.end, newText: ')' },
    ],
    safe: false,
  });
  // '… = ''' || v || '''': the quotes that are written by hand go.
  if (
    before &&
    after &&
    before.text.endsWith("'''") &&
    after.text.startsWith("'''") &&
    textBefore.endsWith("'") &&
    textAfter.startsWith("'")
  )
    return [
      wrap('quote_literal', [
        { start: before.end - 3, end: before.end - 1, newText: '' },
        { start: after.start + 1, end: after.start + 3, newText: '' },
      ]),
    ];
  if (before && after && textBefore.endsWith('"') && textAfter.startsWith('"'))
    return [
      wrap('quote_ident', [
        { start: before.end - 2, end: before.end - 1, newText: '' },
        { start: after.start + 1, end: after.start + 2, newText: '' },
      ]),
    ];
  if (beforeName.test(textBefore) || textAfter.startsWith('.')) return [wrap('quote_ident')];
  if (beforeValue.test(textBefore)) return [wrap('quote_literal')];
  return [wrap('quote_ident'), wrap('quote_literal')];
}

const textOf = (literal: SyntaxNode | undefined): string => {
  const token = literal?.tokens()[0];
  return (token && stringText(token)) ?? '';
};
