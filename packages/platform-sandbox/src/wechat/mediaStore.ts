import type { FormBody } from '../wire/formBody';
import type { Actor } from '../world/actor';
import type { Journal, JournalEntry } from '../world/journal';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import { WechatFailure } from './wechatFailure';

export interface MediaStore {
  /** material/add_material: the id stays valid. */
  addPermanent(actor: Actor, form: FormBody, type: string | null): { readonly mediaId: string; readonly url: string };
  /** media/upload: the id is good for three days, and never for a cover. */
  addTemporary(actor: Actor, form: FormBody): { readonly mediaId: string };
  /** media/uploadimg: the address of a picture for use inside an article. */
  addArticlePicture(actor: Actor, form: FormBody): { readonly url: string };
  isPermanent(actor: Actor, mediaId: string): boolean;
}

interface MediaEntry extends JournalEntry {
  readonly kind: 'wechat-media';
  readonly accountKey: string;
  readonly mediaId: string;
}

const LARGEST_BYTES: Readonly<Record<string, number>> = { image: 10 * 1024 * 1024, thumb: 64 * 1024 };
const LARGEST_ARTICLE_PICTURE_BYTES = 1024 * 1024;
const SIGNATURES: readonly (readonly [format: string, head: string])[] = [
  ['jpg', '\xff\xd8\xff'],
  ['png', '\x89PNG'],
  ['gif', 'GIF8'],
  ['bmp', 'BM'],
];

/** Keeps which permanent ids were handed out; the bytes themselves are judged and dropped. */
export function openMediaStore(about: { journal: Journal; seed: number; wechat: string; now: () => Date }): MediaStore {
  const { journal, seed, wechat, now } = about;
  const permanent = new Set(
    journal.read<MediaEntry>('wechat-media').map((entry) => `${entry.accountKey}/${entry.mediaId}`),
  );
  let given = 0;
  const spell = (length: number, actor: Actor): string => {
    given += 1;
    return spellCode(`${LETTERS_AND_DIGITS}-_`, length, seed, actor.account.key, 'media', given, now().getTime());
  };
  const pictureUrl = (actor: Actor, format: string): string =>
    `${wechat}/mmbiz_${format}/${spell(60, actor)}/0?wx_fmt=${format === 'jpg' ? 'jpeg' : format}`;
  return {
    addPermanent(actor, form, type) {
      if (type !== 'image' && type !== 'thumb') throw new WechatFailure(40097);
      const format = judgePicture(form, {
        formats: type === 'thumb' ? ['jpg'] : ['jpg', 'png', 'gif', 'bmp'],
        largestBytes: LARGEST_BYTES[type] ?? 0,
      });
      const mediaId = spell(64, actor);
      const entry: MediaEntry = { kind: 'wechat-media', accountKey: actor.account.key, mediaId, atMs: now().getTime() };
      journal.append(entry);
      permanent.add(`${actor.account.key}/${mediaId}`);
      return { mediaId, url: pictureUrl(actor, format) };
    },
    addTemporary(actor, form) {
      judgePicture(form, { formats: ['jpg', 'png', 'gif'], largestBytes: LARGEST_BYTES['image'] ?? 0 });
      return { mediaId: spell(64, actor) };
    },
    addArticlePicture(actor, form) {
      const format = judgePicture(form, { formats: ['jpg', 'png'], largestBytes: LARGEST_ARTICLE_PICTURE_BYTES });
      return { url: pictureUrl(actor, format) };
    },
    isPermanent: (actor, mediaId) => permanent.has(`${actor.account.key}/${mediaId}`),
  };
}

/** The format of the part `media`, told by its first bytes; a part without a file name does not count as a file. */
function judgePicture(form: FormBody, allowed: { formats: readonly string[]; largestBytes: number }): string {
  const part = form.file('media');
  if (part === null || part.fileName === '') throw new WechatFailure(41005);
  if (part.bytes.length > allowed.largestBytes) throw new WechatFailure(40009);
  const head = part.bytes.subarray(0, 4).toString('latin1');
  const format = SIGNATURES.find(([, start]) => head.startsWith(start))?.[0];
  if (format === undefined || !allowed.formats.includes(format)) throw new WechatFailure(40005);
  return format;
}
