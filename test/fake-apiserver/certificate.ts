// A self-signed certificate made at start, so that no private key is ever committed and no openssl is needed.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** PEM texts for a TLS server on localhost; the certificate is its own authority. */
export interface ServerCertificate {
  readonly keyPem: string;
  readonly certPem: string;
}

const DAY_MS = 86_400_000;
// Universal tags of X.690.
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(OBJECT_ID, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): readonly number[] {
  const digits = [arc & 0x7f];
  for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** UTCTime reads two-digit years up to 2049, far past the ten years we ask for. */
function utcTime(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${digits}Z`));
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [der(BOOLEAN, Buffer.from([0xff]))] : [];
  return der(SEQUENCE, objectId(id), ...critical, der(OCTET_STRING, value));
}

function extensions(): Buffer {
  const dnsName = der(0x82, Buffer.from('localhost'));
  const ipv4 = der(0x87, Buffer.from([127, 0, 0, 1]));
  const ipv6 = der(0x87, Buffer.from([...Array<number>(15).fill(0), 1]));
  // digitalSignature (bit 0) and keyCertSign (bit 5): a leaf that Go also accepts as a root.
  const keyUsage = der(BIT_STRING, Buffer.from([0x02, 0x84]));
  return der(
    0xa3,
    der(
      SEQUENCE,
      extension('2.5.29.19', true, der(SEQUENCE, der(BOOLEAN, Buffer.from([0xff])))),
      extension('2.5.29.15', true, keyUsage),
      extension('2.5.29.37', false, der(SEQUENCE, objectId('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, der(SEQUENCE, dnsName, ipv4, ipv6)),
    ),
  );
}

function toPem(label: string, body: Buffer): string {
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A fresh ECDSA P-256 certificate for localhost, 127.0.0.1 and ::1. */
export function createCertificate(): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(SEQUENCE, objectId('1.2.840.10045.4.3.2'));
  const commonName = der(SEQUENCE, objectId('2.5.4.3'), der(UTF8_STRING, Buffer.from('localhost')));
  const name = der(SEQUENCE, der(SET, commonName));
  // The first byte keeps the number positive and free of leading zeros.
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const nowMs = Date.now();
  const toBeSigned = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    ecdsaWithSha256,
    name,
    der(SEQUENCE, utcTime(nowMs - DAY_MS), utcTime(nowMs + 3650 * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certPem: toPem('CERTIFICATE', der(SEQUENCE, toBeSigned, ecdsaWithSha256, signature)),
  };
}
