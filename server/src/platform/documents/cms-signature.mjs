// @ts-check
// Signatures in CMS (RFC 5652) and time stamps (RFC 3161). pkijs parses them; Node does the
// cryptography, because it supports more curves than Web Crypto.
import { constants, createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  RSASSAPSSParams,
  SignedData,
  TSTInfo,
} from 'pkijs';

const oid = {
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  pss: '1.2.840.113549.1.1.10',
};
/** @type {Record<string, string>} */
const digests = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * @typedef {{ signer: string | null, issuer: string | null, at: string | null, clock: 'own' |
 *   'timestamp' | 'document' | null, fits: boolean }} Verdict `document` is a time stamp alone:
 *   nobody signed
 * @param {Uint8Array} der
 * @param {Buffer} content what was signed
 * @returns {Verdict} `fits`: the signature matches this content and the key of its certificate. It
 *   does not prove whose key that is.
 * @throws {Error} when it cannot be read
 */
export function readSignature(der, content) {
  const signed = signedData(der);
  const isTimeStamp = signed.encapContentInfo.eContentType === oid.timeStampInfo;
  const { certificate, fits } = check(signed, isTimeStamp ? encapsulated(signed) : content);
  const names = { signer: nameOf(certificate.subject), issuer: nameOf(certificate.issuer) };
  if (isTimeStamp) {
    const stamp = timeStamp(signed);
    return { ...names, at: stamp.at, clock: 'document', fits: fits && stamp.isOf(content) };
  }
  return { ...names, ...timeOf(signed), fits };
}

/** @param {Uint8Array} der @returns {SignedData} */
function signedData(der) {
  const info = ContentInfo.fromBER(new Uint8Array(der));
  return new SignedData({ schema: info.content });
}

/**
 * @param {SignedData} signed
 * @param {Buffer} content
 */
function check(signed, content) {
  const signer = signerOf(signed);
  const certificate = certificateOf(signed);
  const digest = digestName(signer.digestAlgorithm.algorithmId);
  const attributes = signer.signedAttrs;
  const told = attributes?.attributes.find(({ type }) => type === oid.messageDigest)?.values[0];
  if (attributes && !(told instanceof OctetString)) throw new Error('no digest');
  const sameContent =
    !(told instanceof OctetString) ||
    equal(createHash(digest).update(content).digest(), bytesOf(told));
  const covered = attributes ? Buffer.from(attributes.encodedValue) : content;
  const key = new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).publicKey;
  const options = { key, ...paddingOf(signer.signatureAlgorithm) };
  return {
    certificate,
    fits: sameContent && verify(digest, covered, options, bytesOf(signer.signature)),
  };
}

/** @param {import('pkijs').AlgorithmIdentifier} algorithm */
function paddingOf({ algorithmId, algorithmParams }) {
  if (algorithmId !== oid.pss) return {};
  const { saltLength } = new RSASSAPSSParams({ schema: algorithmParams });
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

/** @param {SignedData} signed */
function signerOf({ signerInfos }) {
  const [signer] = signerInfos;
  if (!signer) throw new Error('nobody signed');
  return signer;
}

/** @param {SignedData} signed */
function certificateOf(signed) {
  const { sid } = signerOf(signed);
  const certificates = (signed.certificates ?? []).filter((each) => each instanceof Certificate);
  const found =
    sid instanceof IssuerAndSerialNumber
      ? certificates.find(
          ({ issuer, serialNumber }) =>
            serialNumber.isEqual(sid.serialNumber) && issuer.isEqual(sid.issuer),
        )
      : certificates.length === 1
        ? certificates[0]
        : undefined;
  if (!found) throw new Error('no certificate');
  return found;
}

/**
 * A valid time stamp over the signature takes precedence over the signer's own clock.
 * @param {SignedData} signed
 * @returns {Pick<Verdict, 'at' | 'clock'>}
 */
function timeOf(signed) {
  const { unsignedAttrs, signedAttrs, signature } = signerOf(signed);
  const token = unsignedAttrs?.attributes.find(({ type }) => type === oid.timeStampToken)
    ?.values[0];
  try {
    if (token) {
      const stamped = signedData(new Uint8Array(token.toBER()));
      const stamp = timeStamp(stamped);
      if (check(stamped, encapsulated(stamped)).fits && stamp.isOf(bytesOf(signature)))
        return { at: stamp.at, clock: 'timestamp' };
    }
  } catch {
    // An unreadable time stamp is ignored.
  }
  const own = signedAttrs?.attributes.find(({ type }) => type === oid.signingTime)?.values[0];
  return own && 'toDate' in own
    ? { at: own.toDate().toISOString(), clock: 'own' }
    : { at: null, clock: null };
}

/** @param {SignedData} signed */
function timeStamp(signed) {
  const { genTime, messageImprint } = TSTInfo.fromBER(new Uint8Array(encapsulated(signed)));
  return {
    at: genTime.toISOString(),
    isOf: (/** @type {Buffer} */ content) => {
      const digest = createHash(digestName(messageImprint.hashAlgorithm.algorithmId))
        .update(content)
        .digest();
      return equal(digest, bytesOf(messageImprint.hashedMessage));
    },
  };
}

/** @param {SignedData} signed */
function encapsulated(signed) {
  const { eContent } = signed.encapContentInfo;
  if (!eContent) throw new Error('nothing in it');
  return Buffer.from(eContent.getValue());
}

/** @param {OctetString} value */
function bytesOf(value) {
  return Buffer.from(value.getValue());
}

/** @param {string} id */
function digestName(id) {
  const found = digests[id];
  if (!found) throw new Error('an unknown digest');
  return found;
}

/**
 * @param {Buffer} one
 * @param {Buffer} other
 */
function equal(one, other) {
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * @param {import('pkijs').RelativeDistinguishedNames} names
 * @returns {string | null} the name to show: the common name, otherwise the organisation.
 */
function nameOf({ typesAndValues }) {
  const value = [oid.commonName, oid.organisation]
    .map((wanted) => typesAndValues.find(({ type }) => type === wanted)?.value.valueBlock.value)
    .find((text) => typeof text === 'string' && text.trim());
  return typeof value === 'string' ? value.replace(/\p{C}/gu, ' ').trim().slice(0, 200) : null;
}
