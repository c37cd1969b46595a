interface Proof {
  /** The entry itself, which the verifier needs too. It is hashed, not trusted. */
  extra: object;
  index: number;
  hashes: readonly Buffer[];
  /** The signed checkpoint. */
  checkpoint: string;
}

/** c2sp.org/tlog-proof: proves offline that an entry is in the log. */
export function proofFile({ extra, index, hashes, checkpoint }: Proof): string {
  return [
    'c2sp.org/tlog-proof@v1',
    `extra ${Buffer.from(JSON.stringify(extra)).toString('base64')}`,
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');
}
