import type { FileId } from '../ids';
import type { OwnPostContent } from './ownPost';

/**
 * What the review's hash is made of: everything that becomes public, pictures and attachments by the hashes of their
 * bytes. The time of publishing is none of it.
 */
export function reviewedOwnPost(
  content: OwnPostContent,
  hashOf: (id: FileId) => string,
): Readonly<Record<string, unknown>> {
  const { title, body, summary, link, pictures, attachments, channels } = content;
  return {
    title,
    body,
    summary,
    link,
    pictures: pictures.map(({ fileId, alt }) => ({ sha256: hashOf(fileId), alt })),
    attachments: attachments.map(({ fileId, name }) => ({ sha256: hashOf(fileId), name })),
    channels: [...channels]
      .sort((one, other) => (one.accountId < other.accountId ? -1 : 1))
      .map((form) => ({ accountId: form.accountId, title: form.title, text: form.text })),
  };
}
