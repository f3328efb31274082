// Which columns may be written? As the database says, so that a migration does not break the benchmark.

interface Reads {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Columns of a table without those the database fills itself, in order. */
export async function columnsOf(database: Reads, table: string): Promise<readonly string[]> {
  const { rows } = await database.query(
    `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1
       and is_generated = 'NEVER' and identity_generation is null order by ordinal_position`,
    [table],
  );
  return (rows as { column_name: string }[]).map(({ column_name: name }) => name);
}
