/**
 * Redraws a row's public id while it is taken. Among 200,000 ids out of 24^8, one run in six has a
 * duplicate (n² / 2 · 24^8), too often for a command that writes for minutes and then fails as a
 * whole. The chance that a redrawn id is taken in the database is one in 500,000.
 */
export async function drawAnew<Row extends Record<string, unknown>>(
  rows: Row[],
  column: keyof Row & string,
  draw: () => string,
  taken: (drawn: string[]) => Promise<string[]>,
): Promise<Row[]> {
  const others = new Set(await taken(rows.map((row) => String(row[column]))));
  return rows.map((row) => {
    let id = String(row[column]);
    while (others.has(id)) id = draw();
    others.add(id);
    return { ...row, [column]: id };
  });
}
