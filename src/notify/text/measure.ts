/** How a vendor counts the length of a text. Adding texts adds their lengths. */
export type Measure = (text: string) => number;

/** Bytes of UTF-8. */
export const utf8Bytes: Measure = (text) => Buffer.byteLength(text, 'utf8');

/** Bytes of UTF-8 between the quotes of a JSON string. */
export const jsonBytes: Measure = (text) => Buffer.byteLength(JSON.stringify(text), 'utf8') - 2;
