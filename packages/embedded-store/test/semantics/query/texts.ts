import type { QueryCase } from '../cases';
import { valuesOfA } from './values';

export const texts: readonly QueryCase[] = [
  {
    name: 'a regular expression finds texts only',
    documents: valuesOfA('abc', 123, ['xabc'], null),
    filter: { a: /bc$/ },
    finds: [1, 3],
  },
  {
    name: '$regex with options',
    documents: valuesOfA('ABC', 'xyz'),
    filter: { a: { $regex: '^abc', $options: 'i' } },
    finds: [1],
  },
  {
    name: 'an anchored prefix finds by prefix',
    documents: valuesOfA('政务新媒体', '新政务', '政务'),
    filter: { a: /^政务/ },
    finds: [1, 3],
  },
  {
    name: 'an escaped text finds it literally',
    documents: valuesOfA('a.b', 'axb'),
    filter: { a: /^a\.b/ },
    finds: [1],
  },
  {
    name: 'a prefix with an optional last letter',
    documents: valuesOfA('ab', 'a', 'b'),
    filter: { a: /^ab?/ },
    finds: [1, 2],
  },
  {
    name: 'alternatives after an anchor',
    documents: valuesOfA('ax', 'zb', 'c'),
    filter: { a: /^a|b$/ },
    finds: [1, 2],
  },
  {
    name: 'option m anchors at each line',
    documents: valuesOfA('x\nabc', 'xabc'),
    filter: { a: { $regex: '^abc', $options: 'm' } },
    finds: [1],
  },
  {
    name: 'option s lets the dot match a line end',
    documents: valuesOfA('a\nb', 'ab'),
    filter: { a: { $regex: 'a.b', $options: 's' } },
    finds: [1],
  },
  {
    name: 'option x ignores white space',
    documents: valuesOfA('abc', 'a b c'),
    filter: { a: { $regex: 'a b c # letters', $options: 'x' } },
    finds: [1],
  },
  {
    name: 'a dot matches one character beyond the basic plane',
    documents: valuesOfA('a\u{1f600}b', 'a\u{1f600}\u{1f600}b'),
    filter: { a: /^a.b$/ },
    finds: [1],
  },
];
