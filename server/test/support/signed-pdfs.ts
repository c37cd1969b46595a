import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, UTCTime } from 'asn1js';
import * as x509 from '@peculiar/x509';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
} from 'pkijs';
import { RawPdf } from './raw-pdfs.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as never });
const room = 16_000;
/** The signed content: plain data, or the information of a time stamp (RFC 3161). */
const data = '1.2.840.113549.1.7.1';
const timeStampInfo = '1.2.840.113549.1.9.16.1.4';

/** A mayor with a certificate of a national issuer. */
export class Mayor {
  private constructor(
    private readonly certificate: Certificate,
    private readonly key: webcrypto.CryptoKey,
  ) {}

  static async named(name: string, issuer: string, kind: 'ec' | 'rsa' = 'ec'): Promise<Mayor> {
    const signing = kind === 'ec' ? algorithm : rsa;
    const generate = () =>
      webcrypto.subtle.generateKey(signing, true, [
        'sign',
        'verify',
      ]) as Promise<webcrypto.CryptoKeyPair>;
    const [authority, own] = [await generate(), await generate()];
    const certificate = await x509.X509CertificateGenerator.create(
      {
        subject: `CN=${name}, O=Town of Example, C=EE`,
        issuer: `CN=${issuer}, O=Trust Office, C=EE`,
        notBefore: new Date('2026-01-01'),
        notAfter: new Date('2030-01-01'),
        signingAlgorithm: signing,
        publicKey: own.publicKey,
        signingKey: authority.privateKey,
      },
      webcrypto as never,
    );
    return new Mayor(Certificate.fromBER(certificate.rawData), own.privateKey);
  }

  /** Time-stamps the file so far, as a time stamp authority does. */
  async stamps(file: Buffer, at = new Date('2026-11-03T09:15:00Z')): Promise<Buffer> {
    return this.signs(file, at, true);
  }

  /** Signs the file so far, as an incremental update, so that earlier signatures stay. */
  async signs(
    file: Buffer,
    at = new Date('2026-11-03T09:15:00Z'),
    isStamp = false,
  ): Promise<Buffer> {
    const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1'))![1]);
    const number = 20 + (file.toString('latin1').match(/\/ByteRange/g)?.length ?? 0);
    const type = isStamp ? 'DocTimeStamp' : 'Sig';
    const subFilter = isStamp ? 'ETSI.RFC3161' : 'ETSI.CAdES.detached';
    const value =
      `<</Type/${type}/Filter/Adobe.PPKLite/SubFilter/${subFilter}/ByteRange[0 ` +
      `${' '.repeat(40)}]/Contents<${'0'.repeat(room)}>>>`;
    const fields = Array.from(
      { length: number - 19 },
      (_, index) => `<</FT/Sig/T(S${index})/V ${20 + index} 0 R>>`,
    ).join('');
    const catalog = `<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[${fields}]>>>>`;
    const update = new RawPdf('', file.length).add(number, value).add(1, catalog);
    update.table('', previous);
    const whole = Buffer.concat([file, update.bytes()]);
    const begin = whole.lastIndexOf('/Contents<') + '/Contents'.length;
    const end = begin + room + 2;
    const range = `0 ${begin} ${end} ${whole.length - end}`.padEnd(42);
    whole.write(`/ByteRange[${range}]`, whole.lastIndexOf('/ByteRange['), 'latin1');
    const content = Buffer.concat([whole.subarray(0, begin), whole.subarray(end)]);
    const signature = isStamp
      ? await this.over(stampOf(content, at), at, timeStampInfo)
      : await this.over(content, at);
    whole.write(signature.toString('hex'), begin + 1, 'latin1');
    return whole;
  }

  private async over(content: Buffer, at: Date, eContentType = data): Promise<Buffer> {
    const digest = createHash('sha256').update(content).digest();
    const inside = new OctetString({ valueHex: new Uint8Array(content) });
    const eContent = eContentType === data ? {} : { eContent: inside };
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType, ...eContent }),
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({
            issuer: this.certificate.issuer,
            serialNumber: this.certificate.serialNumber,
          }),
          signedAttrs: new SignedAndUnsignedAttributes({
            type: 0,
            attributes: [
              new Attribute({
                type: '1.2.840.113549.1.9.3',
                values: [new ObjectIdentifier({ value: eContentType })],
              }),
              new Attribute({
                type: '1.2.840.113549.1.9.5',
                values: [new UTCTime({ valueDate: at })],
              }),
              new Attribute({
                type: '1.2.840.113549.1.9.4',
                values: [new OctetString({ valueHex: new Uint8Array(digest) })],
              }),
            ],
          }),
        }),
      ],
      certificates: [this.certificate],
    });
    await signed.sign(this.key as never, 0, 'SHA-256', undefined, engine);
    const info = new ContentInfo({
      contentType: '1.2.840.113549.1.7.2',
      content: signed.toSchema(true),
    });
    return Buffer.from(info.toSchema().toBER());
  }
}

function stampOf(content: Buffer, at: Date): Buffer {
  const digest = createHash('sha256').update(content).digest();
  const info = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest) }),
    }),
    serialNumber: new Integer({ value: 1 }),
    genTime: at,
  });
  return Buffer.from(info.toSchema().toBER());
}
