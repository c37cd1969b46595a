/** What an authority can be. Cities and regions are counted; the others are counted apart. */
export const authorityKinds = ['municipality', 'region', 'association', 'other'] as const;
