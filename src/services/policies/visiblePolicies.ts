import type { ObservedPolicy } from '../../domain/policies/policy';
import { visibleText } from '../../domain/text/visibleText';
import type { PolicyFeed } from '../../ports/connectors';

/** The feed with titles, issuers and 文号 as they are read: what nobody sees in them neither shows nor hides anything. */
export function visiblePolicies(feed: PolicyFeed): PolicyFeed {
  return {
    read: async (source, call) => {
      const read = await feed.read(source, call);
      return read.outcome === 'items' ? { ...read, items: read.items.map((item) => visible(item)) } : read;
    },
    readDocument: async (source, url, call) => {
      const read = await feed.readDocument(source, url, call);
      return 'document' in read ? { document: visible(read.document) } : read;
    },
  };
}

function visible<Read extends Partial<ObservedPolicy>>(read: Read): Read {
  const { title, issuer, docNumber, attachments } = read;
  return {
    ...read,
    ...(title === undefined ? {} : { title: visibleText(title) }),
    ...(typeof issuer === 'string' ? { issuer: visibleText(issuer) } : {}),
    ...(typeof docNumber === 'string' ? { docNumber: visibleText(docNumber) } : {}),
    ...(attachments === undefined
      ? {}
      : { attachments: attachments.map((file) => ({ ...file, title: visibleText(file.title) })) }),
  };
}
