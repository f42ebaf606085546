// The catalogs of every database that was opened in this window, by connection, warehouse and database.

import type { Clients } from '../aws/clients.ts';
import { classifyAwsError } from '../aws/errors.ts';
import { type CellValue, loadResultPages } from '../aws/results.ts';
import { runStatement } from '../aws/statements.ts';
import { type Target, warehouseKey } from '../aws/target.ts';
import { type CatalogPart, DatabaseCatalog } from './databaseCatalog.ts';
import { openDiskCache } from './diskCache.ts';
import type { RunSql } from './query.ts';
import { limitConcurrency } from './queryQueue.ts';

/** Marks our own catalog statements in the warehouse's history. */
const statementName = 'redshift-workbench catalog';
const statementsAtOnce = 4;

export interface CatalogsOptions {
  /** Where the disk cache lies. */
  cacheFolder: string;
  openClients(connectionId: string): Promise<Clients>;
  onPart(place: CatalogPlace, part: CatalogPart): void;
  onSilentFailure(what: string, error: unknown): void;
}

export interface CatalogPlace {
  connectionId: string;
  target: Target;
}

export class Catalogs {
  readonly #options: CatalogsOptions;
  readonly #catalogs = new Map<string, DatabaseCatalog>();
  readonly #limits = new Map<string, ReturnType<typeof limitConcurrency>>();

  constructor(options: CatalogsOptions) {
    this.#options = options;
  }

  /** The catalog of a database; the first time, what the last session knew is told at once. */
  get(place: CatalogPlace): DatabaseCatalog {
    const placeKey = keyOf(place);
    const known = this.#catalogs.get(placeKey);
    if (known) return known;
    const { onPart, onSilentFailure, cacheFolder } = this.#options;
    const catalog = new DatabaseCatalog({
      database: place.target.database,
      run: this.#runner(place),
      cache: openDiskCache(cacheFolder, placeKey),
      isRefusal,
      onPart: part => onPart(place, part),
      onSilentFailure,
    });
    this.#catalogs.set(placeKey, catalog);
    void catalog.tellRemembered();
    return catalog;
  }

  /** Forgets everything of a connection in memory; the disk keeps what was known. */
  invalidate(connectionId: string): void {
    for (const [placeKey, catalog] of this.#catalogs) if (placeKey.startsWith(`${connectionId} `)) catalog.invalidate();
  }

  /** Drops a connection that was removed, its files included. */
  async forget(connectionId: string): Promise<void> {
    for (const placeKey of [...this.#catalogs.keys()].filter(candidate => candidate.startsWith(`${connectionId} `))) {
      this.#catalogs.delete(placeKey);
      await openDiskCache(this.#options.cacheFolder, placeKey).clear();
    }
    this.#limits.delete(connectionId);
  }

  #runner({ connectionId, target }: CatalogPlace): RunSql {
    const limited = this.#limits.get(connectionId) ?? limitConcurrency(statementsAtOnce);
    this.#limits.set(connectionId, limited);
    return (sql, parameters) =>
      limited(async () => {
        const { data } = await this.#options.openClients(connectionId);
        const { id, hasResultSet } = await runStatement(data, { target, sql, parameters, statementName });
        const rows: CellValue[][] = [];
        if (hasResultSet) for await (const page of loadResultPages(data, id)) rows.push(...page.rows);
        return rows;
      });
  }
}

/** The warehouse understood the question and said no: an unknown view, a missing right. */
function isRefusal(error: unknown): boolean {
  return classifyAwsError(error).kind === 'statement-failed';
}

function keyOf({ connectionId, target }: CatalogPlace): string {
  return [connectionId, warehouseKey(target.warehouse), target.dbUser ?? target.secretArn ?? '', target.database].join(' ');
}
