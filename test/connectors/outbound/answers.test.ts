import { blindByFault, blindByStatus } from '../../../src/connectors/outbound/readFailures';
import {
  failureOfFault,
  faultOfError,
  HTTP_FAULT_CODES,
  lookOutcomeOf,
  makeFault,
} from '../../../src/connectors/outbound/faults';
import { describeUrl } from '../../../src/connectors/outbound/redact';
import { readRetryAfterMs } from '../../../src/domain/time/retryAfter';

const NOW = new Date('2026-09-18T04:00:00Z');
const answer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Parameters<typeof blindByStatus>[0] => ({
  status,
  headers,
  body: Buffer.alloc(0),
  url: 'https://a.gov.cn/list?token=SECRET',
});

describe('a status', () => {
  test.each([
    [202, 'refused', 'ask-a-person'],
    [403, 'refused', 'ask-a-person'],
    [412, 'refused', 'ask-a-person'],
    [418, 'refused', 'ask-a-person'],
    [432, 'refused', 'ask-a-person'],
    [521, 'refused', 'ask-a-person'],
    [401, 'unauthorised', 're-authorise'],
    [429, 'rate-limited', 'retry-later'],
    [500, 'unreachable', 'retry-later'],
    [502, 'unreachable', 'retry-later'],
    [503, 'unreachable', 'retry-later'],
    [408, 'unreachable', 'retry-later'],
    [404, 'unparsed', 'fix-configuration'],
    [410, 'unparsed', 'fix-configuration'],
    [302, 'unparsed', 'fix-configuration'],
    [204, 'unparsed', 'fix-configuration'],
  ])('%i ends a read as %s, and asks to %s', (status, outcome, remedy) => {
    expect(blindByStatus(answer(status), NOW)).toMatchObject({ outcome, failure: { remedy, code: `http-${status}` } });
  });

  test('200 alone says nothing', () => {
    expect(blindByStatus(answer(200), NOW)).toBeNull();
  });

  test('carries the hint when to come back, and no query', () => {
    const end = blindByStatus(answer(503, { 'retry-after': '120' }), NOW);
    expect(end?.failure.retryAfterMs).toBe(120_000);
    expect(JSON.stringify(end)).not.toContain('SECRET');
  });
});

describe('Retry-After', () => {
  test.each([
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': ' 30 ' }, 30_000],
    [{ 'retry-after': '999999999' }, 86_400_000],
    [{ 'retry-after': 'Fri, 18 Sep 2026 04:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Fri, 18 Sep 2026 04:01:00 GMT', date: 'Fri, 18 Sep 2026 04:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Fri, 18 Sep 2026 03:00:00 GMT' }, 0],
    [{ 'retry-after': '2026-09-18 12:01' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ])('%j is %p ms', (headers, expected) => {
    expect(readRetryAfterMs(headers as Record<string, string>, NOW)).toBe(expected);
  });
});

describe('a fault', () => {
  test.each(HTTP_FAULT_CODES.map((code) => [code] as const))(
    '%s is blindness, and a write that may have arrived is reconciled',
    (code) => {
      const fault = makeFault(code, 'https://a.gov.cn/');
      expect(['unreachable', 'unparsed']).toContain(lookOutcomeOf(fault));
      expect(blindByFault(fault).failure.code).toBe(code);
      const { remedy: write, notSent = false } = failureOfFault(fault, 'write');
      expect(notSent).toBe(!fault.mayHaveBeenSent);
      if (fault.mayHaveBeenSent) expect(write).toBe('reconcile');
      else expect(['retry-later', 'fix-configuration']).toContain(write);
      expect(failureOfFault(fault, 'read').remedy).not.toBe('reconcile');
    },
  );

  test('of an unknown error is uncertain: the request may have arrived', () => {
    expect(faultOfError(new Error('?'), 'x')).toMatchObject({ code: 'network', mayHaveBeenSent: true });
    expect(faultOfError(undefined, 'x')).toMatchObject({ code: 'network', mayHaveBeenSent: true });
  });

  test('of the TLS protocol may have come after the request, a bad certificate never does', () => {
    expect(failureOfFault(faultOfError(Object.assign(new Error('x'), { code: 'EPROTO' }), 'x'), 'write').remedy).toBe(
      'reconcile',
    );
    expect(
      failureOfFault(faultOfError(Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }), 'x'), 'write').remedy,
    ).toBe('fix-configuration');
  });

  test('is found under the wrapping of the client', () => {
    const wrapped = Object.assign(new Error('x', { cause: Object.assign(new Error('y'), { code: 'ECONNREFUSED' }) }), {
      code: 'ERR_NETWORK',
    });
    expect(faultOfError(wrapped, 'x').code).toBe('connection-refused');
  });

  test.each([
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'chain-unverified'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'chain-unverified'],
    ['CERT_NOT_YET_VALID', 'tls-failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
    ['ETIMEDOUT', 'connect-timeout'],
    ['HPE_INVALID_CONSTANT', 'answer-malformed'],
    ['Z_DATA_ERROR', 'answer-malformed'],
    ['EPIPE', 'connection-reset'],
    ['EAI_AGAIN', 'name-unresolved'],
    ['ENETUNREACH', 'host-unreachable'],
  ])('%s is %s', (code, expected) => {
    expect(faultOfError(Object.assign(new Error('x'), { code }), 'x').code).toBe(expected);
  });
});

describe('an address in words for people', () => {
  test('keeps host and path only', () => {
    expect(describeUrl('https://user:pw@a.gov.cn:8443/x/y?k=v#z')).toBe('https://a.gov.cn:8443/x/y?…');
    expect(describeUrl('not an address')).toBe('(unreadable address)');
  });
});
