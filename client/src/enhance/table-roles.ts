const roles: Record<string, string> = {
  TABLE: 'table',
  THEAD: 'rowgroup',
  TBODY: 'rowgroup',
  TR: 'row',
  TD: 'cell',
};

/**
 * Some browsers no longer tell screen readers that a table is one when its CSS display changes, as
 * it does on a phone. Roles give that back; written into the page they would be invalid HTML.
 */
export function keepTables(): void {
  for (const table of document.querySelectorAll('.figures-table, .stacked-table'))
    for (const part of [table, ...table.querySelectorAll('thead, tbody, tr, th, td')])
      part.setAttribute('role', roles[part.tagName] ?? headerRole(part));
}

const headerRole = (header: Element) =>
  header.getAttribute('scope') === 'row' ? 'rowheader' : 'columnheader';
