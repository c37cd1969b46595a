import {
  Mismatch,
  readKey,
  readProof,
  signedBy,
  verifiedCheckpoint,
  verifyProof,
} from '../../../client/public/verify/verify-register.mjs';
import { canonical } from '../../src/platform/events/canonical.js';
import { checkpointText, readCheckpoint } from '../../src/platform/tlog/checkpoint.js';
import { leafHash, nodeHash } from '../../src/platform/tlog/merkle.js';
import { proofFile } from '../../src/platform/tlog/proof-file.js';
import { cosignerKey, note, noteKey } from '../../src/platform/tlog/signed-note.js';
import { readTilePath, tilePath } from '../../src/platform/tlog/tile-path.js';

const seed = Buffer.alloc(32, 7);
const key = noteKey('register.example/log', seed);
const [one, two] = [leafHash('{"id":"one"}'), leafHash('{"id":"two"}')];
const text = checkpointText({ origin: key.name, size: 2, root: nodeHash(one, two) });
const signed = note(text, [key.signature(text)]);

describe('signed notes (c2sp.org/signed-note)', () => {
  it("the specification's own note is verified by its key", async () => {
    const signature =
      'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlT' +
      'gK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
    const example = 'This is an example message.\n\n— example.com/foo ' + `${signature}\n`;
    const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
    expect(await signedBy(example, vkey)).toBe(0);
    await expect(signedBy(example.replace('an example', 'another'), vkey)).rejects.toThrow(
      Mismatch,
    );
    expect(await signedBy(example, key.verifierKey)).toBeNull();
  });

  it('the verifier accepts what we sign and nothing else', async () => {
    expect(await verifiedCheckpoint(signed, key.verifierKey)).toMatchObject({ size: 2 });
    const stranger = noteKey(key.name, Buffer.alloc(32, 8));
    const forged = note(text, [stranger.signature(text)]);
    await expect(verifiedCheckpoint(forged, key.verifierKey)).rejects.toThrow('not signed');
    for (const [from, to] of [
      ['\n2\n', '\n3\n'],
      ['register.example/log\n2', 'other.example/log\n2'],
      ['\n\n— ', '\nextension\n\n— '],
    ] as const)
      await expect(verifiedCheckpoint(signed.replace(from, to), key.verifierKey)).rejects.toThrow();
  });

  it('signatures of unknown keys are ignored; a damaged key is refused', async () => {
    const others = Array.from({ length: 16 }, (_, at) => noteKey(`x${at}`, Buffer.alloc(32, at)));
    const crowded = note(
      text,
      [...others, key].map((other) => other.signature(text)),
    );
    expect(await signedBy(crowded, key.verifierKey)).toBe(0);
    expect(() => readKey(key.verifierKey.replace(/\+[0-9a-f]/, '+'))).toThrow(Mismatch);
    expect(() => readKey(`${key.verifierKey.slice(0, -5)}AAAA=`)).toThrow(Mismatch);
  });

  it('a cosigner adds the time, in a separate format (c2sp.org/tlog-cosignature)', async () => {
    const witness = cosignerKey('witness.example', seed, () => 1_679_315_147_999);
    const line = witness.signature(text);
    expect(await signedBy(signed + line, witness.verifierKey)).toBe(1_679_315_147);
    expect(await signedBy(signed + line, key.verifierKey)).toBe(0);
    const later = Buffer.from(line.split(' ')[2]!, 'base64');
    later[11]! ^= 1;
    const moved = `— witness.example ${later.toString('base64')}\n`;
    await expect(signedBy(signed + moved, witness.verifierKey)).rejects.toThrow('cosignature');
  });
});

describe('LG1 checkpoints, tiles and proofs', () => {
  it("the specification's checkpoint is read", () => {
    const read = readCheckpoint(
      'example.com/behind-the-sofa\n20852163\n' +
        'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— x y\n',
    );
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    for (const wrong of ['', 'x\n01\nAA==\n', 'x\n1\nAA==\n', 'x\n-1\n'])
      expect(readCheckpoint(wrong)).toBeNull();
  });

  it('a tile has one address, with groups of three digits', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('entries/273.p/112');
    for (const path of ['0/x001/x234/067', '63/000', 'entries/000.p/1', '1/001.p/255'])
      expect(tilePath(readTilePath(path)!)).toBe(path);
    for (const wrong of [
      ...['0/0', '0/x000/001', '00/000', '64/000', '0/000.p/0', '0/000.p/256', '0/000.p/01'],
      ...['0/1000', 'x/000', '0/000/', '0/000.p/', 'entries/x/000', '0/../000', ''],
    ])
      expect([wrong, readTilePath(wrong)]).toEqual([wrong, null]);
  });

  it('a proof is self-contained, and reveals any change (c2sp.org/tlog-proof)', async () => {
    const proof = proofFile({
      extra: { leaf: '{"id":"two"}' },
      index: 1,
      hashes: [one],
      checkpoint: signed,
    });
    expect(proof.split('\n').slice(0, 3)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${Buffer.from('{"leaf":"{\\"id\\":\\"two\\"}"}').toString('base64')}`,
      'index 1',
    ]);
    expect(await verifyProof(proof, key.verifierKey)).toMatchObject({ leaf: { id: 'two' } });
    const forged = readProof(proof);
    for (const changed of [
      { ...forged, extra: { leaf: '{"id":"three"}' } },
      { ...forged, index: 0 },
      { ...forged, hashes: [] },
    ])
      await expect(
        verifyProof(
          proofFile({ ...changed, hashes: changed.hashes.map(Buffer.from) }),
          key.verifierKey,
        ),
      ).rejects.toThrow(Mismatch);
  });
});

describe('entries are canonical JSON (RFC 8785)', () => {
  it("sorts and spells as the specification's example does", () => {
    const given = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.keys(JSON.parse(canonical(given)) as object)).toHaveLength(7);
    expect([...canonical(given).matchAll(/:"(.*?)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonical({ string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] })).toBe(
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
});
