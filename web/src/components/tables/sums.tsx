import type { ReactNode } from "react";
import { Head, NumberHead } from "./heads";

/** A column of numbers: its head, what a row has in it, and what all come to. `wide`: a phone has no room for it. */
export type Column<Row> = { head: ReactNode; of: (row: Row) => ReactNode; all: ReactNode; wide?: boolean };

type Props<Row> = {
  rows: Row[];
  id: (row: Row) => string;
  head: ReactNode;
  name: (row: Row) => ReactNode;
  all: ReactNode;
  columns: Column<Row>[];
};

/** Numbers by row, with what all rows come to at the foot, which is the server's sum and not the page's. */
export const Sums = <Row,>({ rows, id, head, name, all, columns }: Props<Row>) => (
  <table>
    <thead>
      <tr>
        <Head>{head}</Head>
        {columns.map((column, place) => (
          <NumberHead key={place} wide={column.wide ?? false}>
            {column.head}
          </NumberHead>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={id(row)}>
          <th scope="row">{name(row)}</th>
          <Numbers columns={columns} of={(column) => column.of(row)} />
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">{all}</th>
        <Numbers columns={columns} of={(column) => column.all} />
      </tr>
    </tfoot>
  </table>
);

type NumbersProps<Row> = { columns: Column<Row>[]; of: (column: Column<Row>) => ReactNode };

const Numbers = <Row,>({ columns, of }: NumbersProps<Row>) =>
  columns.map((column, place) => (
    <td key={place} className={column.wide ? "number wide" : "number"}>
      {of(column)}
    </td>
  ));
