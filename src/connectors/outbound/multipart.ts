/** One file as a field of a form. */
export interface FormFile {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * A form with one file (RFC 7578). The file has a name and a type: a part without them is taken for no file.
 * The boundary is made of what is sent, so that the same form is the same bytes.
 */
export function multipartOf(
  fields: Readonly<Record<string, string>>,
  file: FormFile,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } {
  const boundary = `----form-${file.bytes.length}-${file.name.replace(/\W/g, '')}`;
  const plain = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\n` +
    `Content-Type: ${file.type}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(`${plain.join('')}${head}`, 'utf8'),
      file.bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
    ]),
  };
}
