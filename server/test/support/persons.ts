import type { TestApp } from './app.js';

/** The contact of an endorsement, by their mail address. */
export const contact = (email: string, who = { name: 'Olaf Officer', phone: '+49 221 1234' }) => ({
  contact: { ...who, office: 'Youth office', email },
});

/** Every table that contains any of the words, with the number of rows. */
export async function tablesWith(
  register: TestApp,
  ...words: string[]
): Promise<Record<string, number>> {
  const tables = await register.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await register.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} t WHERE t::text ILIKE ANY($1)`,
      [words.map((word) => `%${word}%`)],
    );
    if (row!.n > 0) found[name] = row!.n;
  }
  return found;
}
