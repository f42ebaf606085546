// What exists in one database as one connection sees it. Every part is loaded when it is first asked for, by itself, so that one part
// that is refused hides nothing else; what was loaded is kept until it is invalidated and told to whoever listens.
import type {
  CatalogChanged,
  CatalogColumn,
  CatalogFunction,
  CatalogMaskingPolicy,
  CatalogModel,
  CatalogRelation,
  CatalogRelationDetails,
  CatalogRights,
  CatalogRlsPolicy,
  CatalogSchema,
  CatalogSchemaContent,
} from '../../../server/src/protocol.ts';
import type { DiskCache } from './diskCache.ts';
import { columnsQuery } from './queries/columns.ts';
import { type DatabaseRow, databasesQuery } from './queries/databases.ts';
import { functionsQuery } from './queries/functions.ts';
import { type GroupRow, groupsQuery } from './queries/groups.ts';
import { gatherKeys, keysQuery } from './queries/keys.ts';
import { maskingPoliciesQuery } from './queries/maskingPolicies.ts';
import { modelsQuery } from './queries/models.ts';
import { ownersQuery, relationGrantsQuery, tableInfoQuery } from './queries/relationDetails.ts';
import { relationsQuery } from './queries/relations.ts';
import { roleMembershipsQuery, type SchemaGrantRow, schemaGrantsQuery, seesEverybody } from './queries/rights.ts';
import { rlsPoliciesQuery } from './queries/rlsPolicies.ts';
import { type RoleRow, rolesQuery } from './queries/roles.ts';
import { rowSecurityQuery } from './queries/rowSecurity.ts';
import { schemasQuery } from './queries/schemas.ts';
import { type UserRow, usersQuery } from './queries/users.ts';
import { viewKindsQuery } from './queries/viewKinds.ts';
import { type CatalogQuery, type RunSql, runCatalogQuery } from './query.ts';

export type CatalogPart = Omit<CatalogChanged, 'connection' | 'database'>;

export interface DatabaseCatalogOptions {
  database: string;
  run: RunSql;
  cache: DiskCache;
  /** Whether an error is the warehouse's answer to the question, so that an older form of it is worth a try. */
  isRefusal(error: unknown): boolean;
  /** A part is known, or known anew. */
  onPart(part: CatalogPart): void;
  /** A part that the user does not wait for could not be loaded. */
  onSilentFailure(what: string, error: unknown): void;
}

export interface Group {
  name: string;
  members: string[];
  /** Whether it is not told who is in it. */
  membersHidden?: true;
}

export class DatabaseCatalog {
  readonly database: string;
  readonly #options: DatabaseCatalogOptions;
  readonly #loading = new Map<string, Promise<unknown>>();

  constructor(options: DatabaseCatalogOptions) {
    this.database = options.database;
    this.#options = options;
  }

  databases(): Promise<DatabaseRow[]> {
    return this.#once('databases', async () => {
      const databases = await this.#query(databasesQuery());
      this.#tell({ databases: databases.map(database => database.name) }, 'databases');
      return databases;
    });
  }

  schemas(): Promise<CatalogSchema[]> {
    return this.#once('schemas', async () => {
      const schemas = await this.#query(schemasQuery(this.database));
      this.#tell({ schemas }, 'schemas');
      return schemas;
    });
  }

  /** Tables and views of a schema, with what is known of their kind; without columns. */
  relations(schema: string): Promise<CatalogRelation[]> {
    return this.#once(key('relations', schema), async () => {
      const [relations, viewKinds, rowSecurity] = await Promise.all([
        this.#query(relationsQuery(this.database, schema)),
        this.#queryOrNothing(viewKindsQuery(schema)),
        this.#queryOrNothing(rowSecurityQuery(schema)),
      ]);
      const kinds = new Map(viewKinds.map(view => [view.name, view.kind]));
      const secured = new Map(rowSecurity.map(row => [row.table, row.on]));
      return relations.map(relation => {
        const rowLevelSecurity = secured.get(relation.name);
        return {
          ...relation,
          ...(relation.kind === 'view' ? { kind: kinds.get(relation.name) ?? relation.kind } : {}),
          ...(rowLevelSecurity === undefined ? {} : { rowLevelSecurity }),
        };
      });
    });
  }

  /** Columns by the name of their table or view. */
  columns(schema: string): Promise<Map<string, CatalogColumn[]>> {
    return this.#once(key('columns', schema), async () => {
      const columns = new Map<string, CatalogColumn[]>();
      for (const { table, ...column } of await this.#query(columnsQuery(this.database, schema))) {
        const list = columns.get(table);
        if (list) list.push(column);
        else columns.set(table, [column]);
      }
      return columns;
    });
  }

  functions(schema: string): Promise<CatalogFunction[]> {
    return this.#once(key('functions', schema), () => this.#query(functionsQuery(this.database, schema)));
  }

  models(schema: string): Promise<CatalogModel[]> {
    return this.#once(key('models', schema), () => this.#query(modelsQuery(schema)));
  }

  /** Everything in a schema, told to the listener as one part. Functions and models that are refused count as none. */
  content(schema: string): Promise<CatalogSchemaContent> {
    return this.#once(key('content', schema), async () => {
      const [relations, columns, functions, models] = await Promise.all([
        this.relations(schema),
        this.columns(schema).catch(error => this.#silent(`columns of schema ${schema}`, error, new Map<string, CatalogColumn[]>())),
        this.functions(schema).catch(error => this.#silent(`functions of schema ${schema}`, error, [])),
        this.models(schema).catch(error => this.#silent(`models of schema ${schema}`, error, [])),
      ]);
      const content: CatalogSchemaContent = {
        schema,
        relations: relations.map(relation => {
          const known = columns.get(relation.name);
          return known ? { ...relation, columns: known } : relation;
        }),
        functions,
        models,
      };
      this.#tell({ contents: [content] }, key('content', schema));
      void this.details(schema).catch(error => this.#silent(`details of schema ${schema}`, error, []));
      return content;
    });
  }

  /** Owners, sizes, keys and rights of the tables of a schema, told to the listener by themselves; whoever may not see a part gets the others. */
  details(schema: string): Promise<CatalogRelationDetails[]> {
    return this.#once(key('details', schema), async () => {
      const [tables, owners, grants, keys] = await Promise.all([
        this.#queryOrNothing(tableInfoQuery(schema)),
        this.#queryOrNothing(ownersQuery(schema)),
        this.#queryOrNothing(relationGrantsQuery(schema)),
        this.#queryOrNothing(keysQuery(schema)),
      ]);
      const details = new Map<string, CatalogRelationDetails>();
      const of = (name: string) => {
        const known = details.get(name) ?? { name };
        details.set(name, known);
        return known;
      };
      for (const { table, ...info } of tables) Object.assign(of(table), info);
      for (const { table, owner } of owners) of(table).owner = owner;
      for (const [table, known] of gatherKeys(keys)) Object.assign(of(table), known);
      for (const { table, privilege, to, kind } of grants) {
        const relation = of(table);
        relation.grants ??= [];
        const grant = relation.grants.find(known => known.to === to && known.kind === kind);
        if (grant) grant.privileges.push(privilege);
        else relation.grants.push({ to, kind, privileges: [privilege] });
      }
      const relations = [...details.values()];
      if (relations.length > 0) this.#options.onPart({ details: [{ schema, relations }] });
      // The next session wants to join at once; sizes and rights of yesterday it does not want.
      const keyed = relations.flatMap(({ name, primaryKey, foreignKeys }) =>
        primaryKey || foreignKeys ? [{ name, ...(primaryKey && { primaryKey }), ...(foreignKeys && { foreignKeys }) }] : [],
      );
      void this.#options.cache.write(key('details', schema), { details: [{ schema, relations: keyed }] });
      return relations;
    });
  }

  users(): Promise<UserRow[]> {
    return this.#once('users', () => this.#query(usersQuery()));
  }

  groups(): Promise<Group[]> {
    return this.#once('groups', async () => gatherGroups(await this.#query(groupsQuery())));
  }

  roles(): Promise<RoleRow[]> {
    return this.#once('roles', () => this.#query(rolesQuery()));
  }

  /** Who may do what with schemas. What the user may not see is not there, and then it is not complete. */
  rights(): Promise<CatalogRights> {
    return this.#once('rights', async () => {
      const orHidden = <Row>(query: CatalogQuery<Row>) =>
        this.#query(query).catch(error => {
          if (this.#options.isRefusal(error)) return undefined;
          throw error;
        });
      const [grants, memberships, users, groups] = await Promise.all([
        orHidden(schemaGrantsQuery()),
        orHidden(roleMembershipsQuery()),
        this.users(),
        this.groups(),
      ]);
      const seesAll = users.some(user => user.current && (user.superuser || seesEverybody(user.name, memberships ?? [])));
      const rights: CatalogRights = {
        complete: seesAll && grants !== undefined && memberships !== undefined && !groups.some(group => group.membersHidden),
        grants: gatherSchemaGrants(grants ?? []),
        memberships: [
          ...(memberships ?? []),
          ...groups.flatMap(({ name, members }) => members.map(member => ({ of: 'group' as const, name, member, kind: 'user' as const }))),
        ],
        superusers: users.filter(user => user.superuser).map(user => user.name),
      };
      this.#tell({ rights }, 'rights');
      return rights;
    });
  }

  rlsPolicies(): Promise<CatalogRlsPolicy[]> {
    return this.#once('rlsPolicies', async () => {
      const rlsPolicies = await this.#query(rlsPoliciesQuery());
      this.#tell({ rlsPolicies }, 'rlsPolicies');
      return rlsPolicies;
    });
  }

  maskingPolicies(): Promise<CatalogMaskingPolicy[]> {
    return this.#once('maskingPolicies', async () => {
      const maskingPolicies = await this.#query(maskingPoliciesQuery());
      this.#tell({ maskingPolicies }, 'maskingPolicies');
      return maskingPolicies;
    });
  }

  /** What the language server needs before anything is typed: schemas, principals, rights on schemas, policies. Failures are silent. */
  async loadOutline(): Promise<void> {
    const quietly = <Value>(what: string, loading: Promise<Value[]>) => loading.catch(error => this.#silent(what, error, [] as Value[]));
    await quietly('schemas', this.schemas());
    const [users, groups, roles] = await Promise.all([
      quietly('users', this.users()),
      quietly('groups', this.groups()),
      quietly('roles', this.roles()),
    ]);
    const principals = {
      users: users.map(user => user.name),
      groups: groups.map(group => group.name),
      roles: roles.map(role => role.name),
    };
    this.#tell({ principals }, 'principals');
    await Promise.all([
      this.rights().catch(error => this.#silent('rights on schemas', error, undefined)),
      quietly('databases', this.databases()),
      quietly('row-level security policies', this.rlsPolicies()),
      quietly('masking policies', this.maskingPolicies()),
    ]);
  }

  /** Tells the listener what the last session knew, until it is loaded afresh. */
  async tellRemembered(): Promise<void> {
    const { cache } = this.#options;
    for (const part of ['databases', 'schemas', 'principals', 'rights', 'rlsPolicies', 'maskingPolicies']) {
      const known = await cache.read<CatalogPart>(part);
      if (!known || this.#loading.has(part)) continue;
      this.#options.onPart(known);
      for (const schema of known.schemas ?? []) {
        for (const kind of ['content', 'details']) {
          const stored = await cache.read<CatalogPart>(key(kind, schema.name));
          if (stored && !this.#loading.has(key(kind, schema.name))) this.#options.onPart(stored);
        }
      }
    }
  }

  /** Forgets what is in one schema; it is loaded again when asked for. */
  invalidateSchema(schema: string): void {
    for (const part of ['relations', 'columns', 'functions', 'models', 'content', 'details']) this.#loading.delete(key(part, schema));
  }

  invalidate(): void {
    this.#loading.clear();
  }

  /** Whether the content of a schema is loaded or on its way. */
  hasContent(schema: string): boolean {
    return this.#loading.has(key('content', schema));
  }

  #once<Value>(part: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#loading.get(part);
    if (known) return known as Promise<Value>;
    const loading = load();
    this.#loading.set(part, loading);
    // A failure is not kept: the next question is a retry.
    loading.catch(() => {
      if (this.#loading.get(part) === loading) this.#loading.delete(part);
    });
    return loading;
  }

  #query<Row>(query: CatalogQuery<Row>): Promise<Row[]> {
    return runCatalogQuery(this.#options.run, query, this.#options.isRefusal);
  }

  /** For details that older warehouses, serverless or plain users cannot have. */
  #queryOrNothing<Row>(query: CatalogQuery<Row>): Promise<Row[]> {
    return this.#query(query).catch(error => {
      if (this.#options.isRefusal(error)) return [];
      throw error;
    });
  }

  #silent<Value>(what: string, error: unknown, instead: Value): Value {
    this.#options.onSilentFailure(what, error);
    return instead;
  }

  #tell(part: CatalogPart, cachePart: string): void {
    this.#options.onPart(part);
    void this.#options.cache.write(cachePart, part);
  }
}

function key(part: string, schema: string): string {
  return `${part} ${schema}`;
}

function gatherGroups(rows: GroupRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { name, member, membersHidden } of rows) {
    const group = groups.get(name) ?? { name, members: [], ...(membersHidden && { membersHidden }) };
    if (member) group.members.push(member);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** One entry a schema and grantee, with all of its rights. */
function gatherSchemaGrants(rows: SchemaGrantRow[]): CatalogRights['grants'] {
  const grants = new Map<string, CatalogRights['grants'][number]>();
  for (const { privilege, ...grant } of rows) {
    const identity = JSON.stringify([grant.schema, grant.kind, grant.to]);
    const known = grants.get(identity);
    if (known) known.privileges.push(privilege);
    else grants.set(identity, { ...grant, privileges: [privilege] });
  }
  return [...grants.values()];
}
