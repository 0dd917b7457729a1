import type { Exchange } from './loopbackServer';

/** A file part of a multipart body. */
export interface FilePart {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Form fields of a request, whichever way they were sent. */
export interface FormBody {
  readonly kind: 'urlencoded' | 'multipart' | 'none' | 'other';
  field(name: string): string | null;
  file(name: string): FilePart | null;
}

const FOREIGN: Omit<FormBody, 'kind'> = { field: () => null, file: () => null };

/** Reads a body by its Content-Type. One that does not parse counts as `other`. */
export async function readForm(exchange: Exchange): Promise<FormBody> {
  const type = exchange.headers['content-type'] ?? '';
  if (exchange.body.length === 0) return { kind: 'none', ...FOREIGN };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const fields = new URLSearchParams(exchange.body.toString('utf8'));
    return { kind: 'urlencoded', field: (name) => fields.get(name), file: () => null };
  }
  return type.startsWith('multipart/form-data') ? readMultipart(exchange, type) : { kind: 'other', ...FOREIGN };
}

async function readMultipart(exchange: Exchange, type: string): Promise<FormBody> {
  try {
    const form = await new Response(new Uint8Array(exchange.body), { headers: { 'content-type': type } }).formData();
    const fields = new Map<string, string>();
    const files = new Map<string, FilePart>();
    for (const [name, value] of form.entries()) {
      if (typeof value === 'string') fields.set(name, value);
      else
        files.set(name, {
          fileName: value.name,
          contentType: value.type,
          bytes: Buffer.from(await value.arrayBuffer()),
        });
    }
    return { kind: 'multipart', field: (name) => fields.get(name) ?? null, file: (name) => files.get(name) ?? null };
  } catch {
    return { kind: 'other', ...FOREIGN };
  }
}
