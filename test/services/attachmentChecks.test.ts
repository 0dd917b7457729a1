import { createDocumentTexts } from '../../src/connectors/documents/documentTexts';
import { readHere } from '../../src/connectors/reading/guarded/pageReading';
import type { FileId, OwnPostId } from '../../src/domain/ids';
import { createServices } from '../../src/services/index';
import { docx, pptx } from '../connectors/documents/documentFiles';
import { AUTHOR, drafted, versioned } from './ownPosts/ownPostWorld';
import { useWorld } from './useWorld';

const world = useWorld();
const CITIZEN_ID = '110101199003070011';
beforeEach(() => world.addAccounts(['weibo', 'w']));

/** A draft with these attachments, and services that read them. */
async function draftWith(...files: readonly Uint8Array[]) {
  const attachments = [];
  for (const [at, bytes] of files.entries()) {
    const { id } = await world.services.files.upload({ name: `附件${at + 1}.docx`, bytes: Buffer.from(bytes) }, AUTHOR);
    attachments.push({ fileId: id as FileId, name: `附件${at + 1}` });
  }
  let reads = 0;
  const services = createServices({
    ...world.deps,
    documentTexts: createDocumentTexts({
      ...readHere,
      run: (job, input) => {
        reads += 1;
        return readHere.run(job, input);
      },
    }),
  });
  const post = await drafted(world, ['w'], { body: '见附件。', attachments });
  const checks = async () => (await services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR)).checks;
  return { post, services, checks, reads: () => reads };
}

test('what stands in an attachment is held against the packs like the text, with the attachment named', async () => {
  const { checks } = await draftWith(docx(['一切正常。']), docx(['由环境保护部负责，增长5%%。']));
  const content = (await checks()).filter(({ kind }) => kind === 'content');
  expect(content.map(({ field, level, content: note }) => [field, level, note?.words, note?.suggestion])).toEqual([
    ['attachments.1', 'hint', '环境保护部', '生态环境部'],
    ['attachments.1', 'hint', '%%', '%'],
  ]);
});

test('an identity number in an attachment is in the way, and is shown masked', async () => {
  const { post, services, checks } = await draftWith(docx(['公示名单', `张三 ${CITIZEN_ID}`]));
  const found = await checks();
  expect(found.filter(({ level }) => level === 'blocking')).toMatchObject([
    { kind: 'wording', field: 'attachments.0', level: 'blocking' },
  ]);
  expect(JSON.stringify(found)).not.toContain(CITIZEN_ID);
  await expect(services.ownPosts.submit(versioned(post), AUTHOR)).rejects.toMatchObject({
    code: 'invalid-input',
    field: 'attachments.0',
  });
});

test('an attachment that nobody can read is said, and is not in the way', async () => {
  const { post, services, checks } = await draftWith(docx(['']), pptx(['正常']));
  expect((await checks()).filter(({ kind }) => kind === 'attachment-unread')).toMatchObject([
    { field: 'attachments.0', level: 'hint', code: 'no-text', excerpt: '附件1.docx' },
  ]);
  expect(await services.ownPosts.submit(versioned(post), AUTHOR)).toMatchObject({ state: 'in-review' });
});

test('a long attachment is looked through as far as it is read, and that is said', async () => {
  const { checks } = await draftWith(docx(['字'.repeat(100_001)]));
  expect((await checks()).map(({ kind, field }) => [kind, field])).toContainEqual(['attachment-cut', 'attachments.0']);
});

test('is read once, however often the draft is looked at', async () => {
  const { checks, reads } = await draftWith(docx(['由环境保护部负责。']));
  const first = await checks();
  expect(await checks()).toEqual(first);
  expect(reads()).toBe(1);
});

test('without a reader of documents nothing is said of them', async () => {
  const { post } = await draftWith(docx([`张三 ${CITIZEN_ID}`]));
  const { checks } = await world.services.ownPosts.previewOf(post.id as OwnPostId, AUTHOR);
  expect(checks.filter(({ field }) => field?.startsWith('attachments') === true).map(({ kind }) => kind)).toEqual([
    'attachments-by-hand',
  ]);
});
