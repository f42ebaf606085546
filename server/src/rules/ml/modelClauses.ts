// CREATE MODEL read by its clauses, whatever their order.
import { stringValue } from '../../semantics/literals.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';

export interface ModelSetting {
  readonly name: string;
  readonly node: SyntaxNode;
  /** The text of a string, or the word or number as written; undefined for placeholders. */
  readonly value: string | undefined;
}

export interface ModelClauses {
  readonly source: SyntaxNode | undefined;
  /** What FROM names: a query, a table, a SageMaker job or file (a string), or nothing that can be told. */
  readonly sourceKind: 'query' | 'relation' | 'job' | undefined;
  readonly target: SyntaxNode | undefined;
  readonly function: SyntaxNode | undefined;
  /** The types in parentheses behind the function's name. */
  readonly arguments: SyntaxNode | undefined;
  readonly returns: SyntaxNode | undefined;
  readonly endpoint: SyntaxNode | undefined;
  readonly auto: SyntaxNode | undefined;
  readonly autoOff: boolean;
  readonly typeNode: SyntaxNode | undefined;
  /** XGBOOST, KMEANS, …; '' where none is given. */
  readonly type: string;
  readonly problemType: SyntaxNode | undefined;
  readonly objective: SyntaxNode | undefined;
  readonly objectiveText: string | undefined;
  readonly preprocessors: SyntaxNode | undefined;
  readonly preprocessorsText: string | undefined;
  readonly hyperparameters: SyntaxNode | undefined;
  readonly settingsNode: SyntaxNode | undefined;
  readonly settings: readonly ModelSetting[];
  /** Brought from SageMaker: a job, a file or an endpoint, not trained here. */
  readonly brought: boolean;
  setting(name: string): ModelSetting | undefined;
}

const read = new WeakMap<SyntaxNode, ModelClauses>();

export function readModel(create: SyntaxNode): ModelClauses {
  let clauses = read.get(create);
  if (!clauses) {
    clauses = clausesOf(create);
    read.set(create, clauses);
  }
  return clauses;
}

function clausesOf(create: SyntaxNode): ModelClauses {
  const source = create.child('ModelSource');
  const fn = create.child('ModelFunction');
  const auto = create.child('ModelAuto');
  const typeNode = create.child('ModelType', 'ExternalModelType');
  const objective = create.child('ModelObjective');
  const preprocessors = create.child('ModelPreprocessors');
  const settingsNode = create.child('ModelSettings', 'ExternalModelSettings');
  const endpoint = create.child('ModelEndpoint');
  const settings = settingsOf(settingsNode);
  const literal = (node: SyntaxNode | undefined) => stringValue(node?.descendants('Literal')[0]);
  const sourceKind =
    source && (source.child('Query') ? 'query' : source.child('relation-name') ? 'relation' : source.child('Literal') ? 'job' : undefined);
  return {
    source,
    sourceKind,
    target: create.child('ModelTargetColumn'),
    function: fn,
    arguments: fn?.child('SignatureArguments'),
    returns: create.child('ModelReturns'),
    endpoint,
    auto,
    autoOff: auto?.keyword('OFF') !== undefined,
    typeNode,
    type: typeNode?.tokens().find(token => token.keyword !== '' && token.keyword !== 'MODEL_TYPE')?.keyword ?? '',
    problemType: create.child('ModelProblemType'),
    objective,
    objectiveText: literal(objective),
    preprocessors,
    preprocessorsText: literal(preprocessors),
    hyperparameters: create.child('ModelHyperparameters'),
    settingsNode,
    settings,
    brought: endpoint !== undefined || sourceKind === 'job',
    setting: name => settings.find(setting => setting.name === name),
  };
}

function settingsOf(node: SyntaxNode | undefined): ModelSetting[] {
  return (node?.childrenOf('ModelSetting', 'ExternalModelSetting') ?? []).map(setting => {
    const [name, value] = setting.tokens() as [SyntaxToken, SyntaxToken | undefined];
    const literal = setting.child('Literal');
    return {
      name: name.keyword,
      node: setting,
      value: literal && /^[\d]/.test(literal.text) ? literal.text : literal ? stringValue(literal) : value?.keyword,
    };
  });
}
