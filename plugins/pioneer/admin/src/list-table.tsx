import type { ReactNode } from 'react';
import { Table, Tbody, Th, Thead, Tr, Typography } from '@strapi/design-system';

interface ListTableProps {
  readonly heads: readonly string[];
  /** A `Tr` each. */
  readonly rows: readonly ReactNode[];
}

/** A table with a line of heads. */
export function ListTable({ heads, rows }: ListTableProps) {
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <Thead>
        <Tr>
          {heads.map((head) => (
            <Th key={head}>
              <Typography variant="sigma">{head}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>{rows}</Tbody>
    </Table>
  );
}
