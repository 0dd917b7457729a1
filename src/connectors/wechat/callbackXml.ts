import { XMLParser } from 'fast-xml-parser';
import { asList, asRecord, asText } from '../reading/json';
import { nestsTooDeeply } from '../reading/nesting';

export type XmlFields = Readonly<Record<string, unknown>>;

/** Values stay text: ids are longer than a number holds, and `0012` is no 12. */
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true });

/** The fields under `<xml>`, or null for anything that is no such document. CDATA or not is all the same. */
export function readCallbackXml(text: string): XmlFields | null {
  // Honest messages declare no document type; entities of its own could blow a small message up.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || nestsTooDeeply(text, 'xml')) return null;
  try {
    return asRecord((parser.parse(text) as XmlFields)['xml']);
  } catch {
    return null;
  }
}

/**
 * The entries of a list, which the platform writes as one element where there is one, and as an empty text where there
 * is none.
 */
export function entriesOf(value: unknown): readonly XmlFields[] {
  const list = asList(value) ?? [value];
  return list.map(asRecord).filter((entry) => entry !== null);
}

/** The text of a field, empty where it is missing. */
export function fieldOf(fields: XmlFields | null, name: string): string {
  return asText(fields?.[name]) ?? '';
}
