import type { LookupAddress } from 'node:dns';
import { addressLiteralOf, createGuardedLookup, isPublicAddress } from '../../../src/connectors/outbound/addressGuard';

describe('isPublicAddress', () => {
  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '2001::1',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    '1.2.3.4',
    '8.8.8.8',
    '11.0.0.1',
    '100.63.255.255',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '223.255.255.255',
    '::ffff:8.8.8.8',
    '2400:3200::1',
    '240e:1::1',
  ])('admits %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

test('an address literal is told from a name', () => {
  expect(addressLiteralOf(new URL('http://[::1]:80/'))).toBe('::1');
  expect(addressLiteralOf(new URL('http://0177.0.0.1/'))).toBe('127.0.0.1');
  expect(addressLiteralOf(new URL('https://www.gov.cn/'))).toBeNull();
});

describe('the guarded lookup', () => {
  const look = (found: LookupAddress[], all: boolean): Promise<unknown> =>
    new Promise((resolve) => {
      createGuardedLookup((_host, _options, done) => done(null, found))('a.gov.cn', { all }, (error, address, family) =>
        resolve(error === null ? { address, family } : (error as Error & { code?: string }).code),
      );
    });
  const [open, closed]: LookupAddress[] = [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];

  test('answers public addresses, in the form that was asked for', async () => {
    expect(await look([open as LookupAddress], false)).toEqual({ address: '8.8.8.8', family: 4 });
    expect(await look([open as LookupAddress], true)).toEqual({ address: [open], family: undefined });
  });

  test('refuses a name with one closed address among open ones', async () => {
    expect(await look([open as LookupAddress, closed as LookupAddress], true)).toBe('PRIVATE_ADDRESS');
    expect(await look([closed as LookupAddress], false)).toBe('PRIVATE_ADDRESS');
  });

  test('refuses a name without any address', async () => {
    expect(await look([], true)).toBe('ENOTFOUND');
  });

  test('judges each answer anew, so that a name that changes its mind is refused the second time', async () => {
    let asked = 0;
    const lookup = createGuardedLookup((_host, _options, done) => {
      asked += 1;
      done(null, [asked === 1 ? (open as LookupAddress) : (closed as LookupAddress)]);
    });
    const once = (): Promise<unknown> =>
      new Promise((resolve) =>
        lookup('rebind.example', {}, (error, address) => resolve(error === null ? address : 'refused')),
      );
    expect([await once(), await once()]).toEqual(['8.8.8.8', 'refused']);
  });
});
