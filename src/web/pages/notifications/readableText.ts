import type { NotifyKind } from '../../../domain/notify/notifyChannel';

/** A link in each of the markups: what is read, and where it leads. */
const MARKDOWN_LINK = /\[([^\]]*)\]\((https?:[^)\s]*)\)/g;
const HTML_LINK = /<a href="([^"]*)">([^<]*)<\/a>/g;

function withoutMarkdown(text: string): string {
  return text.replace(/^- /gm, '· ').replace(MARKDOWN_LINK, '$1');
}

/** A message as people read it, without the marks its messenger draws as headings, lists, colours and links. */
export function readableText(kind: NotifyKind, text: string): string {
  switch (kind) {
    case 'dingtalk':
      // Its heading is shown above; a line break takes an empty line.
      return withoutMarkdown(text.replace(/^#{1,6} .*\n*/, '').replace(/\n{2,}/g, '\n'));
    case 'feishu':
      return withoutMarkdown(text);
    case 'wecom-robot':
      return text
        .replace(/<font color="\w+">(.*?)<\/font>/g, '$1')
        .replace(/\*\*(.*?)\*\*/g, '$1')
        .replace(/^> /gm, '· ')
        .replace(/<@([^>]+)>/g, '@$1 ')
        .replace(MARKDOWN_LINK, '$1');
    case 'wecom-app':
      return text.replace(HTML_LINK, '$2');
    default:
      return text;
  }
}
