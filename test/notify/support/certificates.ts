import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';

/** One value of DER: a tag, a length, and what is in it. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** ecdsa-with-SHA256. */
const ALGORITHM = sequence(oid('2a8648ce3d040302'));
const named = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
const time = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`));

interface About {
  readonly subject: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly publicKey: KeyObject;
  /** Of X.509: id, and what it says. */
  readonly extension: readonly [id: string, isCritical: boolean, value: Buffer];
}

/** A certificate by the issuer, in PEM. */
function certificate(issuerKey: KeyObject, { subject, fromAt, untilAt, publicKey, extension }: About): string {
  const [id, isCritical, value] = extension;
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ALGORITHM,
    named('Test issuer'),
    sequence(time(fromAt), time(untilAt)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(id), ...(isCritical ? [der(0x01, Buffer.from([255]))] : []), der(0x04, value)))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, issuerKey));
  const lines =
    sequence(signed, ALGORITHM, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----`;
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const before = (ms: number): Date => new Date(Date.now() - ms);

/**
 * Certificates for localhost and 127.0.0.1, made for this run by an issuer that nobody trusts unless told: one that
 * holds today, and one that held until a minute ago.
 */
function makeCertificates() {
  const [issuer, server] = [pair(), pair()];
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const own = (untilAt: Date): string =>
    certificate(issuer.privateKey, {
      subject: 'localhost',
      fromAt: before(2 * DAY_MS),
      untilAt,
      publicKey: server.publicKey,
      extension: ['551d11', false, names],
    });
  return {
    issuer: certificate(issuer.privateKey, {
      subject: 'Test issuer',
      fromAt: before(3 * DAY_MS),
      untilAt: before(-2 * DAY_MS),
      publicKey: issuer.publicKey,
      extension: ['551d13', true, sequence(der(0x01, Buffer.from([255])))],
    }),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    valid: own(before(-DAY_MS)),
    expired: own(before(MINUTE_MS)),
  };
}

export const CERTIFICATES = makeCertificates();
