// How does a statement go to the server and come back? As `pg` does it, but what its rows are called is asked once.

import pg from 'pg';
import { readTimestamp } from './timestamps.ts';

/** What came of a statement. */
export interface Answer<Row> {
  readonly rows: Row[];
  /** What the server says it did: `SELECT 1`, `COMMIT`, `ROLLBACK`; of several, the last. */
  readonly did: string;
}

type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

/** A column as the server describes it. */
interface Field {
  readonly name: string;
  readonly dataTypeID: TypeId;
}

/** The columns of a statement's rows. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
  readonly empty: Readonly<Record<string, unknown>>;
}

type Callback = (error: Error | null | undefined, answer?: Answer<unknown>) => void;
type Connection = Pick<pg.Connection, 'describe'>;

/** The query of `pg` as its client and it itself use it; the types of `pg` leave most of that out. */
interface ClientQuery extends pg.Submittable {
  name: string | undefined;
  values: readonly unknown[];
  callback: Callback;
  prepare(connection: Connection): void;
}
const ClientQuery = pg.Query as unknown as new (text: string) => ClientQuery;

/** What is known of a connection. */
interface Known {
  /**
   * By name of a prepared statement. It is prepared once for the life of a connection, and the server refuses one whose
   * columns have become others since ("cached plan must not change result type").
   */
  readonly shapes: Map<string, Shape>;
  /** The connection, without the question what the columns are. */
  readonly silent: Connection;
}

const KNOWN = new WeakMap<Connection, Known>();

function knownOf(connection: Connection): Known {
  const found = KNOWN.get(connection);
  if (found) return found;
  const silent: Connection = Object.create(connection, { describe: { value: () => undefined } });
  const known = { shapes: new Map<string, Shape>(), silent };
  KNOWN.set(connection, known);
  return known;
}

const NO_COLUMNS: Shape = { names: [], parsers: [], empty: {} };

function shapeOf(fields: readonly Field[]): Shape {
  const names = fields.map(({ name }) => name);
  const parsers = fields.map(({ dataTypeID }) => parserOf(dataTypeID));
  return { names, parsers, empty: Object.fromEntries(names.map((name) => [name, null])) };
}

function parserOf(type: TypeId): (text: string) => unknown {
  return type === pg.types.builtins.TIMESTAMPTZ ? readTimestamp : pg.types.getTypeParser(type, 'text');
}

/** One statement. Its client calls the methods that begin with `handle` as the server's messages come. */
class Statement extends ClientQuery {
  readonly #rows: unknown[] = [];
  #known: Known | undefined;
  #shape: Shape | undefined;
  #did = '';
  #fault: Error | undefined;

  constructor(text: string, values: readonly unknown[], name: string | undefined, callback: Callback) {
    super(text);
    this.values = values;
    this.name = name;
    this.callback = callback;
  }

  override prepare(connection: Connection): void {
    this.#known = knownOf(connection);
    this.#shape = this.#known.shapes.get(this.name ?? '');
    super.prepare(this.#shape ? this.#known.silent : connection);
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#shape = shapeOf(fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#fault) return;
    try {
      this.#rows.push(this.#read(fields));
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error('a row could not be read', { cause: error });
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#did = text;
  }

  handleError(error: Error): void {
    this.callback(this.#fault ?? error);
  }

  handleReadyForQuery(): void {
    if (this.#fault) return this.callback(this.#fault);
    // What was not described has no rows.
    if (this.name !== undefined) this.#known?.shapes.set(this.name, this.#shape ?? NO_COLUMNS);
    this.callback(null, { rows: this.#rows, did: this.#did });
  }

  #read(fields: readonly (string | null)[]): Readonly<Record<string, unknown>> {
    const shape = this.#shape;
    if (shape?.names.length !== fields.length) throw new TypeError('a row has other columns than were told');
    const row: Record<string, unknown> = { ...shape.empty };
    for (let at = 0; at < fields.length; at += 1) {
      const [text, name, parse] = [fields[at], shape.names[at], shape.parsers[at]];
      if (typeof text === 'string' && name !== undefined && parse) row[name] = parse(text);
    }
    return row;
  }
}

/** Runs a statement on a connection; with a name it is prepared, with values or a name it is one statement only. */
export async function send<Row>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[] = [],
  name?: string,
): Promise<Answer<Row>> {
  return new Promise((resolve, reject) => {
    const statement = new Statement(text, values, name, (error, answer) => {
      if (answer) resolve(answer as Answer<Row>);
      else reject(error ?? new TypeError('no answer'));
    });
    client.query(statement);
  });
}
