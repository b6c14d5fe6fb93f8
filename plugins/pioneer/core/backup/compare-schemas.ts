/** A table as a back-up describes it: its columns in the order of its rows' values. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
}

export interface ColumnShape {
  readonly name: string;
  /** Of Strapi's schema, which is the same on every database. */
  readonly type: string;
}

/** The first way in which the tables of a back-up are not those that are here; null when they are. */
export function findSchemaDifference(
  saved: readonly TableShape[],
  present: readonly TableShape[],
): string | null {
  const here = new Map(present.map((table) => [table.name, table]));
  for (const table of saved) {
    const other = here.get(table.name);
    if (other === undefined) return `it has the table ${table.name}, which is not known here`;
    const difference = findColumnDifference(table, other);
    if (difference !== null) return difference;
    here.delete(table.name);
  }
  const [missing] = here.keys();
  return missing === undefined ? null : `it lacks the table ${missing}`;
}

function findColumnDifference(saved: TableShape, present: TableShape): string | null {
  const types = new Map(present.columns.map(({ name, type }) => [name, type]));
  for (const { name, type } of saved.columns) {
    const here = types.get(name);
    if (here === undefined)
      return `its ${saved.name} has a column ${name}, which is not known here`;
    if (here !== type) return `its ${saved.name}.${name} is of type ${type}, expected ${here}`;
    types.delete(name);
  }
  const [missing] = types.keys();
  return missing === undefined ? null : `its ${saved.name} has no column ${missing}`;
}
