import { createCookieJar } from '../../../src/connectors/outbound/cookieJar';

const HTTPS = new URL('https://www.example.gov.cn/a');

test('gives back what a host set, to that host alone', () => {
  const jar = createCookieJar();
  jar.take(HTTPS, ['a=1; Path=/; HttpOnly', 'b=x=y']);
  expect(jar.headerFor(HTTPS)).toBe('a=1; b=x=y');
  expect(jar.headerFor(new URL('https://sub.www.example.gov.cn/'))).toBeNull();
  expect(jar.headerFor(new URL('https://example.gov.cn/'))).toBeNull();
});

test('keeps secure cookies off plain http', () => {
  const jar = createCookieJar();
  jar.take(HTTPS, ['a=1; Secure', 'b=2']);
  expect(jar.headerFor(new URL('http://www.example.gov.cn/'))).toBe('b=2');
});

test('replaces and forgets as told', () => {
  const jar = createCookieJar();
  jar.take(HTTPS, ['a=1', 'b=1', 'c=1']);
  jar.take(HTTPS, ['a=2', 'b=; Max-Age=0', 'c=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 'no equals sign', '=nameless']);
  expect(jar.headerFor(HTTPS)).toBe('a=2');
});

test('takes no more than twenty cookies of a host, and forgets the host longest unheard', () => {
  const jar = createCookieJar();
  jar.take(
    HTTPS,
    Array.from({ length: 50 }, (_, i) => `n${i}=1`),
  );
  expect(jar.headerFor(HTTPS)?.split('; ')).toHaveLength(20);
  for (let i = 0; i < 500; i += 1) jar.take(new URL(`https://h${i}.gov.cn/`), ['a=1']);
  expect(jar.headerFor(HTTPS)).toBeNull();
  expect(jar.headerFor(new URL('https://h499.gov.cn/'))).toBe('a=1');
});
